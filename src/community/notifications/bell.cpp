#include "community/notifications/bell.h"

#include "community/members/session_reader.h"
#include "community/notifications/notification.h"
#include "core/live/hub.h"

namespace parvis::community {
namespace {

live::Event event_of(MemberId member, std::int64_t unread) {
  return {.topic = member_topic(member), .name = "notification", .data = "{\"unread\":" + std::to_string(unread) + "}"};
}

}  // namespace

std::string member_topic(MemberId member) { return "member:" + id_text(member); }

void Bell::ring(store::Transaction& transaction, std::span<const MemberId> members) const {
  if (members.empty()) return;
  // Only who has a page open is counted for: of a hundred followers that is a few.
  std::vector<live::Event> events;
  for (const auto member : members) {
    if (hub_.listeners(member_topic(member)) > 0) events.push_back(event_of(member, count_unread(transaction, member)));
  }
  transaction.after_commit(
      [bell = *this, told = std::vector(members.begin(), members.end()), events = std::move(events)] {
        for (const auto member : told) bell.sessions_.forget(member);
        for (const auto& event : events) bell.hub_.publish(event);
      });
}

void Bell::ring_again(MemberId member, std::int64_t unread) const { hub_.publish(event_of(member, unread)); }

}  // namespace parvis::community
