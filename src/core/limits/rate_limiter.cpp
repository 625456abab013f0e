#include "core/limits/rate_limiter.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/limits/shared_counts.h"

namespace parvis::limits {
namespace {

// How many old buckets one act looks at when room is needed: the cost of an act stays constant.
constexpr int kLookedAt = 8;

constexpr double kRounding = 1e-6;  // of sums in floating point, so that 1.0000000001 s is one second

std::string name_of(const Limit& limit, std::string_view key) {
  return std::string(limit.name).append(1, '\n').append(key);
}

}  // namespace

RateLimiter::RateLimiter(std::size_t max_buckets) : max_buckets_(max_buckets) {}
RateLimiter::~RateLimiter() = default;

void RateLimiter::share(std::unique_ptr<SharedCounts> counts) { shared_ = std::move(counts); }

double RateLimiter::tokens_at(const Bucket& bucket, Instant at) {
  const auto elapsed = static_cast<double>(std::max<std::int64_t>(at - bucket.at, 0));
  return std::min(bucket.burst, bucket.tokens + elapsed * bucket.per_microsecond);
}

void RateLimiter::drop(Order::iterator bucket) {
  by_name_.erase(bucket->name);
  list_of(*bucket).erase(bucket);
}

void RateLimiter::drop_full(Order& buckets, Instant at) {
  auto oldest = buckets.end();
  for (int i = 0; i < kLookedAt && oldest != buckets.begin(); ++i) {
    const auto bucket = --oldest;
    if (tokens_at(*bucket, at) < bucket->burst) continue;
    ++oldest;
    drop(bucket);
  }
}

void RateLimiter::make_room(Instant at) {
  drop_full(open_, at);
  drop_full(empty_, at);
  while (by_name_.size() >= max_buckets_ && !by_name_.empty()) drop(std::prev((open_.empty() ? empty_ : open_).end()));
}

RateLimiter::Bucket& RateLimiter::bucket_for(const Limit& limit, std::string_view key, Instant at) {
  auto name = name_of(limit, key);
  if (const auto found = by_name_.find(name); found != by_name_.end()) return *found->second;
  make_room(at);
  const auto period = std::chrono::duration_cast<std::chrono::microseconds>(limit.period).count();
  open_.push_front({std::move(name), limit.burst, limit.burst, limit.burst / static_cast<double>(period), at});
  by_name_.emplace(open_.front().name, open_.begin());
  return open_.front();
}

int RateLimiter::take(const Limit& limit, std::string_view key) {
  if (limit.burst <= 0) return 0;
  if (is_shared(limit)) return shared_->take(limit, name_of(limit, key));
  const auto at = now();
  const std::lock_guard lock(mutex_);
  auto& bucket = bucket_for(limit, key, at);
  bucket.tokens = tokens_at(bucket, at);
  bucket.at = at;
  const bool may = bucket.tokens >= 1;
  if (may) bucket.tokens -= 1;
  auto& before = list_of(bucket);
  bucket.holds_back = bucket.tokens < 1;
  auto& after = list_of(bucket);
  after.splice(after.begin(), before, by_name_.at(bucket.name));
  return may ? 0 : seconds_to_one(bucket.tokens, limit);
}

int seconds_to_one(double tokens, const Limit& limit) {
  const double seconds = (1 - tokens) * static_cast<double>(limit.period.count()) / limit.burst;
  return std::max(1, static_cast<int>(std::ceil(seconds - kRounding)));
}

void RateLimiter::take_or_refuse(const Limit& limit, std::string_view key, const Sentence& sentence) {
  if (const int wait = take(limit, key); wait > 0) throw TooMany(sentence, wait);
}

void RateLimiter::forgive(const Limit& limit, std::string_view key) {
  if (is_shared(limit)) return shared_->forgive(name_of(limit, key));
  const std::lock_guard lock(mutex_);
  const auto found = by_name_.find(name_of(limit, key));
  if (found != by_name_.end()) drop(found->second);
}

std::size_t RateLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return by_name_.size();
}

std::string address_key(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  const bool mapped = std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) &&
                      bytes[10] == 0xff && bytes[11] == 0xff;
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (mapped) return inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return std::string(inet_ntop(AF_INET6, bytes.data(), out.data(), out.size())) + "/64";
}

}  // namespace parvis::limits
