#include "community/search/wanted_threads.h"

namespace parvis::community {
namespace {

constexpr store::Sql kHasTag{"select tag from thread_tag where thread = $1 and tag = $2"};

}  // namespace

const std::optional<ThreadFacts>& WantedThreads::find(const Match& match) {
  const auto [place, added] = found_.try_emplace(match.thread);
  if (added) {
    auto facts = match.facts ? match.facts : search_index(reader_).thread_facts(reader_, match.thread);
    if (facts && is_wanted(match.thread, *facts)) place->second = facts;
  }
  return place->second;
}

bool WantedThreads::is_wanted(ThreadId id, const ThreadFacts& facts) {
  const auto* space = spaces_.find(facts.space);
  if (!space || !may_read(viewer_, *space)) return false;
  if (limits_.space && facts.space != limits_.space) return false;
  if (limits_.solved && facts.solution.has_value() != *limits_.solved) return false;
  return !limits_.tag || reader_.one<TagId>(kHasTag, id, limits_.tag).has_value();
}

}  // namespace parvis::community
