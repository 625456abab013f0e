#include "community/sharing/share_visits.h"

#include <map>
#include <memory>
#include <mutex>
#include <unordered_set>

#include "community/community.h"
#include "community/returns/page_views.h"
#include "core/crypto/crypto.h"
#include "core/jobs/jobs.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

// For so long a visitor counts once for an address; then nothing here knows them any more.
constexpr std::int64_t kRemembered = 6 * kHour;
// More than come meanwhile; beyond, everybody is new again.
constexpr std::size_t kMostVisitors = 50'000;

constexpr store::Sql kAdd{"update share set visits = visits + $2 where id = $1"};
constexpr store::Sql kAddDay{R"(
  insert into share_visit (day, share, visits) values ($1, $2, $3)
  on conflict (day, share) do update set visits = share_visit.visits + excluded.visits)"};
constexpr store::Sql kAllByAddress{"select cast(coalesce(sum(visits), 0) as bigint) from share"};
constexpr store::Sql kAllByDay{"select cast(coalesce(sum(visits), 0) as bigint) from share_visit"};

class Gathered {
 public:
  void count(ShareId share, std::string_view visitor) {
    const std::lock_guard lock(mutex_);
    forget_in_time();
    const auto who = crypto::keyed_hash(secret_, id_text(share) + " " + std::string(visitor));
    if (seen_.insert(who).second) ++visits_[share];
  }
  std::map<ShareId, std::int64_t> take() {
    const std::lock_guard lock(mutex_);
    forget_in_time();
    return std::exchange(visits_, {});
  }

 private:
  void forget_in_time() {
    const auto at = now();
    if (since_ <= at && at < since_ + kRemembered && seen_.size() < kMostVisitors) return;
    seen_.clear();
    secret_ = crypto::random_token();
    since_ = at;
  }

  std::mutex mutex_;
  Instant since_;
  std::string secret_ = crypto::random_token();
  std::unordered_set<std::string> seen_;
  std::map<ShareId, std::int64_t> visits_;
};

Gathered& gathered() {
  static Gathered all;
  return all;
}

}  // namespace

void count_share_visit(ShareId share, std::string_view visitor) { gathered().count(share, visitor); }

void add_share_visits(store::Transaction& transaction, ShareId share, std::int64_t day, std::int64_t visits) {
  if (transaction.run(kAdd, share, visits) > 0) transaction.run(kAddDay, day, share, visits);
}

std::vector<std::string> check_share_visits(store::Reader& reader) {
  const auto by_address = reader.one<std::int64_t>(kAllByAddress).value_or(0),
             by_day = reader.one<std::int64_t>(kAllByDay).value_or(0);
  if (by_address == by_day) return {};
  return {"addresses say " + std::to_string(by_address) + " visits, their days " + std::to_string(by_day)};
}

void keep_share_visits(Community& community) {
  const auto tell = [&community](store::Store& store) {
    const auto visits = gathered().take();
    if (visits.empty()) return;
    const auto day = day_of(now(), text::TimeZone::of(community.identity()->time_zone));
    store.write([&](store::Transaction& transaction) {
      for (const auto& [share, count] : visits) add_share_visits(transaction, share, day, count);
    });
  };
  community.jobs().every("sharing.visits", kMinute, [tell](const jobs::Job&, store::Store& store) { tell(store); });
  community.jobs().at_end(tell);
}

}  // namespace parvis::community
