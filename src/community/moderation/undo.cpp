#include "community/moderation/undo.h"

#include "community/moderation/case_store.h"
#include "community/moderation/contribution.h"
#include "community/moderation/lesson.h"

namespace parvis::community {
namespace {

// An edit is not among them: the post's history takes it back.
constexpr store::Sql kLast{R"(
  select coalesce(max(at), 0) from (
    select max(decided_at) as at from moderation_case where decided_by = $1 and decided_at > $2 and decision in (1, 2)
    union all select max(decided_at) from contribution where decided_by = $1 and decided_at > $2) as decided)"};
// A conversation is put back before its posts, and a post before its comments: under what is hidden nothing stands.
constexpr store::Sql kCasesOf{R"(
  select moderation_case.id from moderation_case join post on post.id = moderation_case.post
  where moderation_case.decided_by = $1 and moderation_case.decided_at = $2 and moderation_case.decision in (1, 2)
  order by moderation_case.object_kind, post.number, moderation_case.id)"};
constexpr store::Sql kContributionsOf{
    "select id from contribution where decided_by = $1 and decided_at = $2 order by id"};
// A case about the same words was opened since.
constexpr store::Sql kOpenedSince{
    "select 1 from moderation_case where object_kind = $1 and object = $2 and decision = 0 limit 1"};

Instant last_decided_at(store::Reader& reader, MemberId member, Instant at) {
  return reader.one<Instant>(kLast, member, at - kUndoWithin).value_or(Instant{});
}

void undo_case(store::Transaction& transaction, const Act& act, CaseId id) {
  const auto one = find_case(transaction, id);
  if (!one) throw NotFound();
  require(act, one->space, Action::decide);
  if (transaction.one<std::int64_t>(kOpenedSince, one->object_kind, one->object)) {
    throw Conflict({"It was flagged again meanwhile."});
  }
  if (one->decision == CaseDecision::hidden) put_back(transaction, act, one->words());
  unlearn(transaction, one->object_kind, one->object);
  // Nobody had flagged what was hidden where it stood: there is nothing to look at again.
  if (one->flags > 0 || !drop_case(transaction, id)) reopen_case(transaction, id);
  auto activity = activity_of(act, Verb::decision_undone, ObjectKind::moderation_case, id.value);
  activity.space = one->space;
  activity.thread = one->thread;
  if (one->author != act.actor.member) activity.counterpart = one->author;
  act.timeline.record(transaction, std::move(activity));
}

}  // namespace

bool has_decision_to_undo(store::Reader& reader, MemberId member, Instant at) {
  return static_cast<bool>(last_decided_at(reader, member, at));
}

std::int64_t undo_last_decision(store::Transaction& transaction, const Act& act) {
  const auto member = act.actor.member;
  const auto at = last_decided_at(transaction, member, instant_of(act));
  if (!at) return 0;
  const auto cases = transaction.all<CaseId>(kCasesOf, member, at);
  const auto contributions = transaction.all<ContributionId>(kContributionsOf, member, at);
  for (const auto id : cases) undo_case(transaction, act, id);
  for (const auto id : contributions) wait_again(transaction, act, id);
  return static_cast<std::int64_t>(cases.size() + contributions.size());
}

}  // namespace parvis::community
