#include "community/moderation/waiting.h"

#include <algorithm>

#include "community/moderation/case_store.h"
#include "community/moderation/contribution.h"
#include "community/moderation/judged.h"

namespace parvis::community {
namespace {

const store::Sql kAppeals = store::Sql("select count(*), coalesce(min(appeal.sent_at), 0) from appeal ") + kJudgements +
                            "where appeal.decision = 0 and " + kStillHolds;
constexpr store::Sql kContributions{"select count(*), coalesce(min(sent_at), 0) from contribution where decision = 0"};
constexpr store::Sql kCases{R"(
  select count(*), coalesce(min(opened_at), 0)
  from moderation_case join post on post.id = moderation_case.post join thread on thread.id = post.thread
  where moderation_case.decision = 0)"};

void add(DecisionsWaiting& sum, const DecisionsWaiting& more) {
  if (more.count == 0) return;
  sum.oldest = sum.count == 0 ? more.oldest : std::min(sum.oldest, more.oldest);
  sum.count += more.count;
}

}  // namespace

DecisionsWaiting decisions_waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  const auto appeals = kAppeals + where_may_decide(reader, viewer, spaces);
  auto waiting = reader.one<DecisionsWaiting>(appeals, now(), viewer.member).value_or(DecisionsWaiting{});
  const auto contributions = waiting_for(reader, viewer, spaces, {}, 1);
  if (!contributions.empty()) add(waiting, {count_waiting_for(reader, viewer, spaces), contributions.front().sent_at});
  const auto cases = open_cases_for(reader, viewer, spaces, {}, 1);
  if (!cases.empty()) add(waiting, {count_open_cases_for(reader, viewer, spaces), cases.front().opened_at});
  return waiting;
}

DecisionsWaiting decisions_waiting(store::Reader& reader) {
  static const auto kOpenCases = kCases + kStillThere;
  auto waiting = reader.one<DecisionsWaiting>(kAppeals, now()).value_or(DecisionsWaiting{});
  add(waiting, reader.one<DecisionsWaiting>(kContributions).value_or(DecisionsWaiting{}));
  add(waiting, reader.one<DecisionsWaiting>(kOpenCases).value_or(DecisionsWaiting{}));
  return waiting;
}

}  // namespace parvis::community
