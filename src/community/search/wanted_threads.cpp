#include "community/search/wanted_threads.h"

namespace parvis::community {
namespace {

constexpr store::Sql kHasTag{"select tag from thread_tag where thread = $1 and tag = $2"};

}  // namespace

const std::optional<ThreadFacts>& WantedThreads::find(ThreadId id) {
  const auto [place, added] = found_.try_emplace(id);
  if (added) {
    auto facts = thread_facts(reader_, id);
    if (facts && is_wanted(id, *facts)) place->second = facts;
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
