#include "community/live/live_pages.h"

#include <charconv>

#include "community/live/live_events.h"
#include "community/members/accounts.h"
#include "community/notifications/bell.h"
#include "community/threads/thread.h"

namespace parvis::community {
namespace {

// A browser says with Sec-Fetch-Site, or at least with Origin, when another site asks. Who sends neither is no page of
// another site.
void require_same_origin(const Visit& visit) {
  const auto site = visit.request.header("sec-fetch-site");
  const auto origin = visit.request.header("origin");
  const bool ours = site.empty() ? origin.empty() || origin == visit.origin : site == "same-origin" || site == "none";
  if (!ours) throw Forbidden();
}

std::string topic_of_thread(const Visit& visit, std::string_view asked) {
  const auto id = parse_id(asked);
  if (!id) throw NotFound();
  const auto thread = visit.community.store().read(
      [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, {*id}); });
  return thread_topic(thread.id, thread.space);
}

std::int64_t last_heard(const http::Request& request) {
  auto text = request.header("last-event-id");
  if (text.empty()) text = request.query.get("after");
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() && id > 0 ? id : 0;
}

}  // namespace

http::Response open_live_stream(Visit& visit) {
  require_same_origin(visit);
  live::Subscription subscription{.after = last_heard(visit.request)};
  if (const auto thread = visit.request.query.find("thread")) {
    subscription.topics.push_back(topic_of_thread(visit, *thread));
  }
  const bool member = visit.viewer.signed_in();
  if (visit.request.query.has("site") || (subscription.topics.empty() && !member)) {
    subscription.topics.emplace_back(kSiteTopic);
    if (member) subscription.topics.emplace_back(kMembersSiteTopic);
  }
  if (member) {
    subscription.topics.push_back(member_topic(visit.viewer.member));
    // Rung while they were away, nobody was counted for.
    if (subscription.after) {
      Bell(visit.community.live(), visit.community.accounts().sessions())
          .ring_again(visit.viewer.member, visit.unread_notifications);
    }
  }
  return http::event_stream(std::move(subscription));
}

}  // namespace parvis::community
