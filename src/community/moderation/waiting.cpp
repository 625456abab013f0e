#include "community/moderation/waiting.h"

#include <algorithm>
#include <limits>

#include "community/moderation/appeal.h"
#include "community/moderation/case_store.h"
#include "community/moderation/contribution.h"

namespace parvis::community {
namespace {

constexpr int kAll = std::numeric_limits<int>::max();

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

DecisionsWaiting of_appeals(const std::vector<Appeal>& appeals) {
  DecisionsWaiting waiting;
  for (const auto& appeal : appeals) add(waiting, {1, appeal.sent_at});
  return waiting;
}

}  // namespace

DecisionsWaiting decisions_waiting_for(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces) {
  auto waiting = of_appeals(appeals_for(reader, viewer, spaces, {}, kAll));
  const auto contributions = waiting_for(reader, viewer, spaces, {}, 1);
  if (!contributions.empty()) add(waiting, {count_waiting_for(reader, viewer, spaces), contributions.front().sent_at});
  const auto cases = open_cases_for(reader, viewer, spaces, {}, 1);
  if (!cases.empty()) add(waiting, {count_open_cases_for(reader, viewer, spaces), cases.front().opened_at});
  return waiting;
}

DecisionsWaiting decisions_waiting(store::Reader& reader) {
  static const auto kOpenCases = kCases + kStillThere;
  auto waiting = of_appeals(appeals_open(reader));
  add(waiting, reader.one<DecisionsWaiting>(kContributions).value_or(DecisionsWaiting{}));
  add(waiting, reader.one<DecisionsWaiting>(kOpenCases).value_or(DecisionsWaiting{}));
  return waiting;
}

}  // namespace parvis::community
