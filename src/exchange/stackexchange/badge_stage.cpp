#include "core/text/validate.h"
#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr store::Sql kBadgeByName{"select id from badge where name = $1"};
constexpr store::Sql kInsertBadge{
    "insert into badge (id, slug, name) values ($1, $2, $3) on conflict (slug) do nothing"};
constexpr store::Insert kGrant{"insert into member_badge (id, member, badge, granted_at)"};

class BadgeStage : public StageOf<BadgeItem> {
 public:
  std::string_view name() const override { return "badges"; }
  std::string_view file() const override { return "Badges.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::badge; }
  std::unique_ptr<Item> read(const DumpRow& row) const override { return std::make_unique<BadgeItem>(read_badge(row)); }

  void want_for(const BadgeItem& badge, Wanted& wanted) const override { wanted.member(badge.user); }

  std::string objection_to(Known& known, const BadgeItem& badge) const override {
    return known.has(ImportedKind::member, badge.user) ? "" : missing("user", badge.user);
  }

  std::int64_t write_item(Desk& desk, const BadgeItem& badge) const override {
    const auto member = *desk.arrivals().member(badge.user);
    const auto kind =
        desk.arrivals().named(ImportedKind::badge, badge.name, [&] { return find_or_make_badge(desk, badge.name); });
    const auto id = next_id();
    desk.rows().add(kGrant, id, member, kind, badge.granted_at);
    desk.record({.at = badge.granted_at,
                 .verb = Verb::badge_granted,
                 .object_kind = ObjectKind::badge,
                 .object = kind,
                 .counterpart = member,
                 .detail = badge.name});
    return id;
  }

 private:
  static std::int64_t find_or_make_badge(Desk& desk, const std::string& name) {
    if (const auto found = desk.transaction().one<std::int64_t>(kBadgeByName, name)) return *found;
    const auto id = next_id();
    const auto slug = text::slug(name);  // "C#" and "C" have one slug: the later gets a number
    if (desk.transaction().run(kInsertBadge, id, slug, name) == 1) return id;
    for (int number = 2;; ++number) {
      if (desk.transaction().run(kInsertBadge, id, slug + "-" + std::to_string(number), name) == 1) return id;
    }
  }
};

}  // namespace

const Stage& badge_stage() {
  static const BadgeStage stage;
  return stage;
}

}  // namespace parvis::exchange
