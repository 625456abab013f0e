#include "community/notifications/bell.h"

#include "community/members/member_words.h"
#include "community/members/session_reader.h"
#include "community/notifications/notification.h"
#include "core/live/hub.h"
#include "core/store/words.h"

namespace parvis::community {
namespace {

live::Event event_of(MemberId member, std::int64_t unread) {
  return {.topic = member_topic(member), .name = "notification", .data = "{\"unread\":" + std::to_string(unread) + "}"};
}

// So that a word fits into a notice.
constexpr std::size_t kRungTogether = 500;
// Counted in one snapshot.
constexpr std::size_t kCountedTogether = 500;

}  // namespace

std::string member_topic(MemberId member) { return "member:" + id_text(member); }

void Bell::ring(store::Transaction& transaction, std::span<const MemberId> members) const {
  if (members.empty()) return;
  for (auto rest = members; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), kRungTogether));
    store::tell(transaction, word_of(kRungWord, some));
    rest = rest.subspan(some.size());
  }
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

// Only who has a page open here is counted for.
void Bell::keep_listening(std::vector<MemberId>& members) const {
  std::erase_if(members, [this](MemberId member) { return hub_.listeners(member_topic(member)) == 0; });
}

void Bell::count_and_ring(store::Store& store, std::span<const MemberId> members) const {
  for (auto rest = members; !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), kCountedTogether));
    std::vector<live::Event> events;
    store.read([&](store::Reader& reader) {
      for (const auto member : some) events.push_back(event_of(member, count_unread(reader, member)));
    });
    for (auto& event : events) hub_.publish(std::move(event));
    rest = rest.subspan(some.size());
  }
}

void Bell::hear(store::Store& store, std::string_view word) const {
  auto members = members_in(word);
  for (const auto member : members) sessions_.forget(member);
  keep_listening(members);
  count_and_ring(store, members);
}

void Bell::ring_all(store::Store& store) const {
  auto members = sessions_.forget_all();
  keep_listening(members);
  count_and_ring(store, members);
}

void Bell::ring_again(MemberId member, std::int64_t unread) const { hub_.publish(event_of(member, unread)); }

}  // namespace parvis::community
