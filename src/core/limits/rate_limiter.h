// Limits on how often something may be done: token buckets, one for each limit and key (an account, an address). A
// bucket holds `burst` tokens and refills evenly over `period`; each act takes one. Memory is bounded: a bucket that
// is full again is the same as none and is dropped first, then the one least recently used of those with tokens left:
// strangers who make many do not push out those that hold somebody back. In memory only: a restart forgives. Thread
// safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/errors.h"
#include "core/time/instant.h"

namespace parvis::limits {

// A named limit. Each stands with its reason beside it.
struct Limit {
  const char* name;
  double burst;                 // 0: no limit
  std::chrono::seconds period;  // in which an empty bucket fills up
};

class RateLimiter {
 public:
  explicit RateLimiter(std::size_t max_buckets = 50'000) : max_buckets_(max_buckets) {}

  // Takes one token. Zero when the act may go on; otherwise the whole seconds to wait, at least 1.
  int take(const Limit& limit, std::string_view key);
  // The same, throwing TooMany with this sentence.
  void take_or_refuse(const Limit& limit, std::string_view key, const Sentence& sentence);
  // Gives the tokens of this key back (after a right password, say).
  void forgive(const Limit& limit, std::string_view key);
  std::size_t size() const;

 private:
  struct Bucket {
    std::string name;
    double tokens = 0;
    double burst = 0;
    double per_microsecond = 0;
    Instant at;
    bool holds_back = false;  // empty when last used: in `empty_`, else in `open_`
  };
  using Order = std::list<Bucket>;  // most recently used first

  static double tokens_at(const Bucket& bucket, Instant at);
  Bucket& bucket_for(const Limit& limit, std::string_view key, Instant at);
  Order& list_of(const Bucket& bucket) { return bucket.holds_back ? empty_ : open_; }
  void drop(Order::iterator bucket);
  void drop_full(Order& buckets, Instant at);
  void make_room(Instant at);

  const std::size_t max_buckets_;
  mutable std::mutex mutex_;
  Order open_, empty_;
  std::unordered_map<std::string_view, Order::iterator> by_name_;  // views of Bucket::name
};

// What an address counts as: itself for IPv4, its /64 network for IPv6, since one subscriber holds a whole /64.
std::string address_key(std::string_view address);

}  // namespace parvis::limits
