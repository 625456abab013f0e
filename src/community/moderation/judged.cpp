#include "community/moderation/judged.h"

#include "community/moderation/case_store.h"

namespace parvis::community {
namespace {

constexpr store::Sql kMember{"coalesce(moderation_case.author, contribution.author, sanction.member)"};
constexpr store::Sql kFirstBy{"coalesce(moderation_case.decided_by, contribution.decided_by, sanction.given_by, 0)"};
constexpr store::Sql kSpace{"coalesce(thread.space, contribution.space, 0)"};
constexpr store::Sql kAsked{
    " from (select cast($2 as bigint) as object_kind, cast($3 as bigint) as object) as appeal "};
constexpr store::Sql kOtherManager{
    "select 1 from member where role > 1 and role >= 4 and status = 1 and id <> $1 limit 1"};

}  // namespace

std::optional<Judged> judged(store::Reader& reader, const Judgement& judgement, Instant at) {
  static const auto kJudged =
      store::Sql("select ") + kMember + ", " + kFirstBy + ", " + kSpace + kAsked + kJudgements + "where " + kStillHolds;
  return reader.one<Judged>(kJudged, at, judgement.kind, judgement.object);
}

bool nobody_else_manages(store::Reader& reader, const Viewer& viewer) {
  return viewer.is_manager() && !reader.one<std::int64_t>(kOtherManager, viewer.member);
}

bool may_look(const Viewer& viewer, const SpaceList& spaces, const Judged& what) {
  if (viewer.status != MemberStatus::active || what.member == viewer.member) return false;
  if (!what.space) return viewer.is_manager();
  const auto* space = spaces.find(what.space);
  return space && may(viewer, *space, Action::decide);
}

bool may_decide(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const Judged& what) {
  if (!may_look(viewer, spaces, what)) return false;
  return what.first_by != viewer.member || nobody_else_manages(reader, viewer);
}

store::Sql where_may_decide(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  const bool everywhere = viewer.is_manager() && viewer.status == MemberStatus::active;
  const auto there = decided_spaces(viewer, spaces);
  const auto whole = everywhere ? store::Sql(" or sanction.id is not null") : store::Sql("");
  const auto of_others = store::Sql(" and (") + kSpace + " in (" + there + ")" + whole + ") and " + kMember + " <> $2";
  return nobody_else_manages(reader, viewer) ? of_others : of_others + " and " + kFirstBy + " <> $2";
}

}  // namespace parvis::community
