// Who is here now: members seen in the last five minutes, in memory. Owned by Accounts, fed by SessionReader; any
// thread may ask.
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "community/members/member.h"
#include "core/time/instant.h"

namespace parvis::community {

class Presence {
 public:
  static constexpr std::int64_t kHere = 5 * kMinute;

  void seen(const MemberFace& face, Instant at);
  void left(MemberId member);  // signed out of their last session

  // Between the processes over one database: `take_seen` gives who was seen by this one since the last call, beginning
  // with the first call; `seen_elsewhere` takes what another one gave, and answers whom it does not know yet.
  std::vector<MemberId> take_seen();
  std::vector<MemberId> seen_elsewhere(const std::vector<MemberId>& members, Instant at);
  void seen_elsewhere(const MemberFace& face, Instant at);
  std::size_t count(Instant at);
  bool is_here(MemberId member, Instant at);
  // The ones seen last, at most so many.
  std::vector<MemberFace> faces(Instant at, std::size_t at_most);

 private:
  struct Seen {
    MemberFace face;
    Instant at;
  };
  void drop_old(Instant at);

  std::mutex mutex_;
  std::unordered_map<MemberId, Seen> here_;
  Instant swept_at_;
  bool shared_ = false;
  std::unordered_set<MemberId> seen_;  // here, and not yet told
};

}  // namespace parvis::community
