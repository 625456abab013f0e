#include "community/live/live_pages.h"

#include <boost/json.hpp>
#include <charconv>

#include "community/accounts/door.h"
#include "community/live/live_events.h"
#include "community/members/accounts.h"
#include "community/notifications/bell.h"
#include "community/threads/thread.h"
#include "core/live/process_name.h"

namespace parvis::community {
namespace {

// Dispatch asked who comes a moment ago; only what is asked from now on is sure to hear of an end.
void recognise_again(Visit& visit) {
  visit.spaces = visit.community.spaces().list();
  if (visit.session_hash.empty()) return;
  visit.viewer = {};
  visit.session_hash.clear();
  recognise(visit);
}

Thread thread_asked(const Visit& visit, std::string_view asked) {
  const auto id = parse_id(asked);
  if (!id) throw NotFound();
  return visit.community.store().read(
      [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, {*id}); });
}

// The page shows the posts up to `shown`; what was written between its making and this line is told at once.
std::string missed_by_page(const Visit& visit, const Thread& thread) {
  const auto typed = visit.request.query.get("shown");
  std::int64_t shown = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), shown);
  if (error != std::errc() || shown <= 0 || shown >= thread.last_post) return {};
  const boost::json::object data{{"thread", id_text(thread.id)}, {"number", thread.last_post}};
  return "event: post\ndata: " + boost::json::serialize(data) + "\n\n";
}

// "123-name", with the name of the process that told it; a bare number is an activity's.
std::int64_t last_heard(const http::Request& request) {
  auto text = request.header("last-event-id");
  if (text.empty()) text = request.query.get("after");
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc() || id <= 0 || (!rest.empty() && rest.front() != '-')) return 0;
  const bool elsewhere = !rest.empty() && rest.substr(1) != live::process_name();
  return elsewhere ? std::max<std::int64_t>(id - live::kToldAgain, 1) : id;
}

}  // namespace

http::Response open_live_stream(Visit& visit) {
  if (!comes_from_our_pages(visit)) throw Forbidden();
  const auto heard = last_heard(visit.request);
  // Judged from here on: what ends the rights judged below is later than this, and then ends the stream as soon as it
  // begins to listen. That is on another thread, when the answer's head is written.
  const auto judged = next_id();
  live::Subscription subscription{.after = heard ? std::min(heard, judged) : judged, .judged = heard ? 0 : judged};
  recognise_again(visit);
  if (const auto thread = visit.request.query.find("thread")) {
    const auto asked = thread_asked(visit, *thread);
    // What its readers hear, and what ends their streams when others may read its space.
    subscription.topics = {thread_topic(asked.id, asked.space), space_topic(asked.space)};
    subscription.first = missed_by_page(visit, asked);
    // A reply may have been numbered before this and be kept a moment later.
    if (!heard) subscription.after = judged - live::kToldAgain;
  }
  const bool member = visit.viewer.signed_in();
  if (visit.request.query.has("site") || (subscription.topics.empty() && !member)) {
    subscription.topics.emplace_back(kSiteTopic);
    if (member) subscription.topics.emplace_back(kMembersSiteTopic);
  }
  if (member) {
    subscription.topics.push_back(member_topic(visit.viewer.member));
    // Rung while they were away, nobody was counted for.
    if (heard) {
      Bell(visit.community.live(), visit.community.accounts().sessions())
          .ring_again(visit.viewer.member, visit.unread_notifications);
    }
  }
  return http::event_stream(std::move(subscription));
}

}  // namespace parvis::community
