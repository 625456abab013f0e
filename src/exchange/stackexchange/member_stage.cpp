#include "exchange/bulk_member.h"
#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

using namespace community;

class MemberStage : public StageOf<UserItem> {
 public:
  std::string_view name() const override { return "members"; }
  std::string_view file() const override { return "Users.xml"; }
  ImportedKind kind(const Item&) const override { return ImportedKind::member; }
  std::unique_ptr<Item> read(const DumpRow& row) const override { return std::make_unique<UserItem>(read_user(row)); }

  void prepare(Desk& desk, const Items& items) const override {
    std::vector<std::string> wishes;
    for (const auto& item : items) wishes.push_back(static_cast<const UserItem&>(*item).handle_wish);
    desk.handles().look_up(desk.transaction(), wishes);
  }

  std::int64_t write_item(Desk& desk, const UserItem& user) const override {
    const auto id = make_id<MemberId>();
    insert_member_row(desk.rows(), desk.handles(),
                      {.id = id,
                       .display_name = user.name,
                       .handle_wish = user.handle_wish,
                       .distinction = user.id < 0 ? -user.id : user.id,
                       .status = MemberStatus::unclaimed,
                       .biography = user.biography,
                       .biography_html = user.biography_html,
                       .place = user.place,
                       .website = user.website,
                       .created_at = user.created_at,
                       .last_seen_at = user.last_seen_at});
    desk.record({.at = user.created_at,
                 .actor = id,
                 .verb = Verb::joined,
                 .object_kind = ObjectKind::member,
                 .object = id.value});
    return id.value;
  }
};

}  // namespace

const Stage& member_stage() {
  static const MemberStage stage;
  return stage;
}

}  // namespace parvis::exchange
