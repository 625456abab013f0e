#include "community/returns/idea.h"

namespace parvis::community {
namespace {

constexpr store::Sql kAuthor{"select author from thread where id = $1 and deleted_at is null"};
constexpr store::Sql kCounted{"select id from gain where kind = 5 and thread = $1 and ended_at is null"};
constexpr store::Sql kOpened{"select id from activity where actor = $1 and verb = 20 and thread = $2"};

}  // namespace

IdeaCounted count_idea(store::Transaction& transaction, const ReturnAct& act, ThreadId thread,
                       const std::string& words) {
  const auto author = transaction.one<MemberId>(kAuthor, thread);
  if (!author) return IdeaCounted::nowhere;
  if (transaction.one<GainId>(kCounted, thread)) return IdeaCounted::before;
  auto activity = activity_of(act, Verb::gain_recorded, ObjectKind::thread, thread.value);
  activity.counterpart = *author;
  activity.detail = words;
  const auto told = act.timeline.record(transaction, activity);
  std::vector<ActivityId> acts;
  if (const auto opened = transaction.one<ActivityId>(kOpened, *author, thread)) acts.push_back(*opened);
  trace_gain(transaction,
             {.kind = GainKind::idea,
              .at = act.at,
              .member = *author,
              .thread = thread,
              .act = told,
              .acts = std::move(acts),
              .words = words},
             act.zone);
  return IdeaCounted::now;
}

bool take_idea_back(store::Transaction& transaction, const ReturnAct& act, ThreadId thread) {
  const auto gain = transaction.one<GainId>(kCounted, thread);
  if (!gain) return false;
  auto activity = activity_of(act, Verb::gain_recorded, ObjectKind::thread, thread.value);
  activity.amount = -1;
  activity.detail = "taken back";
  const auto told = act.timeline.record(transaction, std::move(activity));
  return end_gain(transaction, *gain, act.at, told);
}

}  // namespace parvis::community
