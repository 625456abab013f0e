#include "app/other_processes.h"

#include "community/live/live_events.h"
#include "community/members/accounts.h"
#include "community/threads/thread_content_cache.h"
#include "core/log/log.h"

namespace parvis::app {

using community::Activity;

namespace {

// A role taken away is gone from every open page this soon; the reading is one walk over the newest identifiers.
constexpr std::chrono::seconds kBetweenLooks{5};
// A command commits within seconds of giving its acts their identifiers; so many of the newest are looked at again.
constexpr std::size_t kLookedAtAgain = 1000;

constexpr store::Sql kActs{R"(
  select id, verb, coalesce(actor, 0), coalesce(counterpart, 0) from activity
  where id > $1 and source = 4 order by id)"};
constexpr store::Sql kNewest{
    "select coalesce(min(id), 0) from (select id from activity order by id desc limit $1) newest"};

struct Act {
  std::int64_t id;
  community::Verb verb;
  community::MemberId actor, counterpart;
};

}  // namespace

OtherProcesses::OtherProcesses(community::Community& community) : community_(community), from_(next_id()) {}

OtherProcesses::~OtherProcesses() = default;

void OtherProcesses::start() {
  looker_ = std::jthread([this](const std::stop_token& stop) { keep_looking(stop); });
}

void OtherProcesses::keep_looking(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, kBetweenLooks, [] { return false; });
    lock.unlock();
    try {
      look();
    } catch (const std::exception& fault) {
      log::warning("Could not read what commands did", {{"why", fault.what()}});
    }
  }
}

void OtherProcesses::look() {
  std::int64_t newest = 0;
  const auto acts = community_.store().read([&](store::Reader& reader) {
    newest = reader.one<std::int64_t>(kNewest, static_cast<std::int64_t>(kLookedAtAgain)).value_or(0);
    return reader.all<Act>(kActs, from_);
  });
  auto& sessions = community_.accounts().sessions();
  for (const auto& act : acts) {
    if (!heard_.insert(act.id).second) continue;
    sessions.forget(act.actor);
    sessions.forget(act.counterpart);
    community_.thread_contents().forget(act.counterpart ? act.counterpart : act.actor);
    community_.page_cache().clear();  // a name or a role may stand on every page, and commands are rare
    community::end_streams_after({.actor = act.actor, .verb = act.verb, .counterpart = act.counterpart},
                                 community_.live());
  }
  from_ = std::max(from_, newest);
  heard_.erase(heard_.begin(), heard_.upper_bound(from_));
}

}  // namespace parvis::app
