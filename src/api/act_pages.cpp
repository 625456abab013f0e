#include "api/act_pages.h"

#include "community/visibility/viewer.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr store::Sql kSegments{
    "select id, '/cockpit/segments/' || slug from segment where removed_at is null and id in ("};
constexpr store::Sql kStages{R"(
  select stage.id, '/cockpit/journeys/' || journey.slug || '/stages/' || stage.slug
  from stage join journey on journey.id = stage.journey
  where stage.removed_at is null and journey.removed_at is null and stage.id in ()"};
constexpr store::Sql kGroups{R"(
  select member_group.id, '/groups/' || member_group.slug from member_group
  where member_group.ended_at is null and member_group.id in ()"};
constexpr store::Sql kOrders{"select id, '/cockpit/return/orders/' || cast(id as text) from shop_order where id in ("};
constexpr store::Sql kClose{")"};

struct Page {
  std::int64_t id = 0;
  std::string path;
};

}  // namespace

ActPages pages_of(store::Reader& reader, const Viewer& viewer, const std::vector<MemberAct>& acts) {
  ActPages pages;
  const auto add = [&](ObjectKind kind, const store::Sql& sql, const store::Sql& only = " ") {
    std::vector<std::int64_t> ids;
    for (const auto& act : acts) {
      if (act.object_kind == kind) ids.push_back(act.object);
    }
    if (ids.empty()) return;
    for (auto& page : reader.all<Page>(sql + store::Sql::numbers(ids) + kClose + only)) {
      pages[{kind, page.id}] = std::move(page.path);
    }
  };
  add(ObjectKind::segment, kSegments);
  add(ObjectKind::stage, kStages);
  add(ObjectKind::group, kGroups, only_visible_groups(viewer, "member_group.id", "member_group.door"));
  add(ObjectKind::order, kOrders);
  return pages;
}

}  // namespace parvis::api
