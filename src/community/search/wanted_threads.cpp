#include "community/search/wanted_threads.h"

namespace parvis::community {
namespace {

constexpr store::Sql kWithTag{
    "select thread from thread_tag where tag = $1 order by last_activity_at desc, thread desc limit $2"};
constexpr store::Sql kHasTag{"select tag from thread_tag where thread = $1 and tag = $2"};
constexpr std::size_t kMostTagged = 2000;  // few tags are on more threads: the others are asked one by one

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
  return !limits_.tag || has_the_tag(id);
}

bool WantedThreads::has_the_tag(ThreadId id) {
  if (!tagged_) {
    const auto latest = reader_.all<ThreadId>(kWithTag, limits_.tag, kMostTagged);
    tagged_.emplace(latest.begin(), latest.end());
  }
  if (tagged_->contains(id)) return true;
  return tagged_->size() >= kMostTagged && reader_.one<TagId>(kHasTag, id, limits_.tag).has_value();
}

}  // namespace parvis::community
