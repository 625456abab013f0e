#include <atomic>

#include "core/crypto/crypto.h"
#include "core/limits/shared_counts.h"

namespace parvis::limits {
namespace {

// No limit looks further back: buckets that old are full.
constexpr std::int64_t kKept = kDay;
constexpr std::int64_t kBetweenSweeps = kHour;

// $1 the bucket, $2 how many it holds, $3 now, $4 how many come back each microsecond. For a process whose clock is
// behind the others' nothing comes back.
constexpr store::Sql kTake{R"(
  insert into rate_bucket (name, tokens, at, held) values ($1, $2 - 1, $3, 0)
  on conflict (name) do update set
    held = case when least($2, rate_bucket.tokens + greatest($3 - rate_bucket.at, 0) * $4) >= 1 then 0 else 1 end,
    tokens = least($2, rate_bucket.tokens + greatest($3 - rate_bucket.at, 0) * $4)
      - case when least($2, rate_bucket.tokens + greatest($3 - rate_bucket.at, 0) * $4) >= 1 then 1 else 0 end,
    at = greatest(rate_bucket.at, $3)
  returning tokens, held)"};
constexpr store::Sql kForgive{"delete from rate_bucket where name = $1"};
constexpr store::Sql kSweep{"delete from rate_bucket where at < $1"};

struct Taken {
  double tokens;
  std::int64_t held;
};

class CountsInPostgres : public SharedCounts {
 public:
  explicit CountsInPostgres(store::Shared& store) : store_(store) {}

  int take(const Limit& limit, const std::string& bucket) override {
    const auto at = now();
    const auto period = std::chrono::duration_cast<std::chrono::microseconds>(limit.period).count();
    const auto taken = store_.write_aside([&](store::Transaction& transaction) {
      sweep(transaction, at);
      return *transaction.one<Taken>(kTake, crypto::sha256_hex(bucket), limit.burst, at,
                                     limit.burst / static_cast<double>(period));
    });
    return taken.held == 0 ? 0 : seconds_to_one(taken.tokens, limit);
  }

  void forgive(const std::string& bucket) override {
    store_.write_aside(
        [&](store::Transaction& transaction) { return transaction.run(kForgive, crypto::sha256_hex(bucket)); });
  }

 private:
  void sweep(store::Transaction& transaction, Instant at) {
    auto next = next_sweep_.load();
    if (at.microseconds < next || !next_sweep_.compare_exchange_strong(next, at.microseconds + kBetweenSweeps)) return;
    transaction.run(kSweep, at - kKept);
  }

  store::Shared& store_;
  std::atomic<std::int64_t> next_sweep_{0};
};

}  // namespace

std::unique_ptr<SharedCounts> counts_in_postgres(store::Shared& store) {
  return std::make_unique<CountsInPostgres>(store);
}

}  // namespace parvis::limits
