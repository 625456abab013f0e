// Who is here now: members seen in the last five minutes, in memory. Owned by Accounts, fed by SessionReader; any
// thread may ask.
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "community/members/member.h"
#include "core/time/instant.h"

namespace parvis::community {

class Presence {
 public:
  static constexpr std::int64_t kHere = 5 * kMinute;

  void seen(const MemberFace& face, Instant at);
  void left(MemberId member);  // signed out of their last session
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
};

}  // namespace parvis::community
