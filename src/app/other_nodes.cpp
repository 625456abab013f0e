#include "app/other_nodes.h"

#include "app/wiring.h"
#include "community/activity/others_acts.h"
#include "community/files/files.h"
#include "community/live/live_events.h"
#include "community/members/accounts.h"
#include "community/members/member.h"
#include "community/members/member_words.h"
#include "community/privacy/erasure_ledger.h"
#include "community/threads/thread_content_cache.h"
#include "core/http/page_cache.h"
#include "core/live/process_name.h"
#include "core/log/log.h"

namespace parvis::app {

using community::Activity;
using community::ActivityId;
using community::MemberId;
using community::Verb;

namespace {

constexpr int kReadTogether = 500;
// Beyond, forgetting everything kept is quicker than following each act.
constexpr int kMostFollowed = 5000;
// Who is here is shown as a count and a few faces: a second or two late is at once.
constexpr std::chrono::seconds kBetweenTellings{1};
constexpr std::size_t kToldTogether = 500;  // so that a word fits into a notice

constexpr store::Sql kHere{"select id from member where last_seen_at > $1 order by last_seen_at desc limit 10000"};

bool is(std::string_view word, std::string_view name) { return word.substr(0, word.find(' ')) == name; }

}  // namespace

OtherNodes::OtherNodes(community::Community& community)
    : community_(community),
      shared_(store::shared(community.store())),
      follow_the_square_(community::follower_of_the_square(community.live(), community.spaces())),
      bell_(community.live(), community.accounts().sessions()) {}

OtherNodes::~OtherNodes() = default;

bool OtherNodes::start() {
  if (!shared_) return false;
  line_ = shared_->listen([this](const store::Heard& heard) { hear(heard); });
  return true;
}

void OtherNodes::hear(const store::Heard& heard) {
  try {
    heard.missed ? catch_up() : hear_words(heard.words);
    tell_who_is_here();
  } catch (const store::Unavailable&) {
    // The next moment of quiet tries again, from where this one stopped.
  }
}

void OtherNodes::hear_words(const std::vector<std::string>& words) {
  // Also when nothing was said: a word may be lost.
  while (follow_timeline(kReadTogether)) continue;
  for (const auto& word : words) {
    if (is(word, community::kRungWord)) bell_.hear(community_.store(), word);
    if (is(word, community::kHereWord)) see(community::members_in(word));
    if (is(word, community::kLeftWord)) {
      for (const auto member : community::members_in(word)) community_.accounts().presence().left(member);
    }
  }
}

// The line stands, now or again. What was not on the timeline may have been missed as well.
void OtherNodes::catch_up() {
  const auto last = community_.store().read(community::last_activity);
  const auto missed = community_.store().read(
      [&](store::Reader& reader) { return community::activities_after(reader, from_, kMostFollowed + 1).size(); });
  community_.spaces().reload();
  if (!knows_from_ || missed > static_cast<std::size_t>(kMostFollowed)) {
    begin_anew(last);
  } else {
    while (follow_timeline(kReadTogether)) continue;
  }
  bell_.ring_all(community_.store());
  see(community_.store().read(
      [](store::Reader& reader) { return reader.all<MemberId>(kHere, now() - community::Presence::kHere); }));
}

void OtherNodes::begin_anew(ActivityId last) {
  if (shared_) shared_->heard_up_to(last.value);
  community_.reload_identity();
  community_.accounts().sessions().forget_all();
  community_.files().forget_rules();
  community_.thread_contents().clear();
  community_.page_cache().clear();
  if (knows_from_) live::reload_all(community_.live());
  from_ = last;
  knows_from_ = true;
}

// True when there may be more.
bool OtherNodes::follow_timeline(int at_most) {
  if (!knows_from_) return false;
  std::vector<std::optional<live::Event>> events;
  auto acts = community_.store().read([&](store::Reader& reader) {
    auto read = community::activities_after(reader, from_, at_most);
    for (const auto& act : read) {
      events.push_back(is_own(act) ? std::nullopt : event_of_another_process(reader, act));
    }
    return read;
  });
  for (std::size_t i = 0; i < acts.size(); ++i) {
    if (!is_own(acts[i]) && is_told(acts[i])) {
      follow(acts[i]);
      if (events[i]) community_.live().publish(std::move(*events[i]));
    }
    from_ = acts[i].id;
  }
  return acts.size() == static_cast<std::size_t>(at_most);
}

bool OtherNodes::is_own(const Activity& act) const { return shared_ && shared_->is_own(act.id.value); }

void OtherNodes::follow(const Activity& act) {
  if (community::touches_spaces(act.verb)) community_.spaces().reload();
  if (act.verb == Verb::community_changed) community_.reload_identity();
  if (shared_) shared_->heard_up_to(act.id.value);
  community_.accounts().sessions().forget(act.actor);
  community_.accounts().hear(act);
  community_.files().hear(act);
  // What this node restores or begins anew must know of it too.
  if (act.verb == Verb::erased) community::keep_ledger(community_.store(), community_.settings());
  community_.thread_contents().hear(act);
  forget_pages(community_.page_cache(), act);
  follow_the_square_(act);
  ++acts_;
}

void OtherNodes::see(const std::vector<MemberId>& members) {
  auto& presence = community_.accounts().presence();
  const auto at = now();
  const auto unknown = presence.seen_elsewhere(members, at);
  if (unknown.empty()) return;
  const auto faces =
      community_.store().read([&](store::Reader& reader) { return community::faces_of(reader, unknown); });
  for (const auto& face : faces) presence.seen_elsewhere(face, at);
}

void OtherNodes::tell_who_is_here() {
  const auto at = std::chrono::steady_clock::now();
  if (at - told_at_ < kBetweenTellings) return;
  told_at_ = at;
  const auto seen = community_.accounts().presence().take_seen();
  for (auto rest = std::span(seen); !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), kToldTogether));
    if (shared_) shared_->tell(community::word_of(community::kHereWord, some));
    rest = rest.subspan(some.size());
  }
}

}  // namespace parvis::app
