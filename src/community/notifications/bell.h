// Tells of a changed count of unread notifications: the member's open pages hear it at once, and their next request
// counts again. References to the hub and the session reader, which outlive it; usable from any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::live {
class Hub;  // core/live/hub.h
}

namespace parvis::community {

class SessionReader;  // members/session_reader.h

class Bell {
 public:
  Bell(live::Hub& hub, SessionReader& sessions) : hub_(hub), sessions_(sessions) {}

  // Rings once the transaction is committed, for members whose notifications it changed. The count that goes out is
  // taken here: ring after the last change.
  void ring(store::Transaction& transaction, std::span<const MemberId> members) const;
  // Another process rang: `word` is what it told with its commit.
  void hear(store::Store& store, std::string_view word) const;
  // Rings were missed: everybody with a page open here is counted for anew, and all others with their next request.
  void ring_all(store::Store& store) const;
  // For a page that comes back after a lost connection, and may have missed the last ring.
  void ring_again(MemberId member, std::int64_t unread) const;

 private:
  void keep_listening(std::vector<MemberId>& members) const;
  void count_and_ring(store::Store& store, std::span<const MemberId> members) const;

  live::Hub& hub_;
  SessionReader& sessions_;
};

// The word of words.h: "rung", then the members.
inline constexpr char kRungWord[] = "rung";

// What a member's own pages listen to.
std::string member_topic(MemberId member);

}  // namespace parvis::community
