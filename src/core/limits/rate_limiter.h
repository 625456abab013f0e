// Limits on how often something may be done: token buckets, one for each limit and key (an account, an address). A
// bucket holds `burst` tokens and refills evenly over `period`; each act takes one. Memory is bounded: a bucket that
// is full again is the same as none and is dropped first, then the one least recently used of those with tokens left:
// strangers who make many do not push out those that hold somebody back. In memory: a restart forgives. Where several
// processes serve one community, the limits that must hold over all of them are counted in the database they share
// (shared_counts.h), the others by each. Thread safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/errors.h"
#include "core/time/instant.h"

namespace parvis::limits {

// By whom an act is counted, where several processes serve one community.
enum class Counted { by_each, by_all };

// A named limit. Each stands with its reason beside it.
struct Limit {
  const char* name;
  double burst;                 // 0: no limit
  std::chrono::seconds period;  // in which an empty bucket fills up
  Counted counted = Counted::by_each;
};

class SharedCounts;  // shared_counts.h

class RateLimiter {
 public:
  explicit RateLimiter(std::size_t max_buckets = 50'000);
  ~RateLimiter();

  // Before the first `take`: where what is counted by all is counted.
  void share(std::unique_ptr<SharedCounts> counts);

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

  bool is_shared(const Limit& limit) const { return shared_ && limit.counted == Counted::by_all; }

  const std::size_t max_buckets_;
  std::unique_ptr<SharedCounts> shared_;
  mutable std::mutex mutex_;
  Order open_, empty_;
  std::unordered_map<std::string_view, Order::iterator> by_name_;  // views of Bucket::name
};

// How long until a bucket with so many tokens, less than one, holds one: whole seconds, at least 1.
int seconds_to_one(double tokens, const Limit& limit);

// What an address counts as: itself for IPv4, its /64 network for IPv6, since one subscriber holds a whole /64.
std::string address_key(std::string_view address);

}  // namespace parvis::limits
