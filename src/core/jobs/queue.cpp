#include <algorithm>

#include "core/jobs/bell.h"
#include "core/jobs/jobs.h"

namespace parvis::jobs {
namespace {

using store::Sql;

const Sql kInsert = "insert into job(id, kind, payload, run_at, created_at, about) values ($1, $2, $3, $4, $5, $6)";
const Sql kDelete = "delete from job where id = $1";
const Sql kFailed =
    "select id, kind, payload, attempts, last_error, failed_at from job "
    "where failed_at is not null and ($2 = 0 or id < $2) order by id desc limit $1";
const Sql kRetry =
    "update job set failed_at = null, attempts = 0, run_at = $2, lease_until = null where id = $1 and failed_at is not "
    "null";
const Sql kCounts =
    "select (select count(*) from job where failed_at is null), (select count(*) from job where failed_at is not null)";

void ring_after_commit(store::Transaction& transaction) {
  transaction.after_commit([] { Bell::of_process().ring(); });
}

constexpr std::int64_t kFirstPause = 10 * kSecond;
constexpr std::int64_t kLongestPause = 6 * kHour;

}  // namespace

JobId enqueue(store::Transaction& transaction, std::string_view kind, std::string_view payload, Instant run_at,
              std::string_view about) {
  const auto id = make_id<JobId>();
  transaction.run(kInsert, id, kind, payload, run_at, now(), about);
  ring_after_commit(transaction);
  return id;
}

void finish(store::Transaction& transaction, const Job& job) { transaction.run(kDelete, job.id); }

std::vector<FailedJob> failed(store::Reader& reader, int limit, JobId before) {
  return reader.all<FailedJob>(kFailed, limit, before);
}

bool retry(store::Transaction& transaction, JobId id) {
  if (transaction.run(kRetry, id, now()) == 0) return false;
  ring_after_commit(transaction);
  return true;
}

Counts counts(store::Reader& reader) { return *reader.one<Counts>(kCounts); }

std::int64_t pause_after(int attempt) {
  std::int64_t pause = kFirstPause;
  for (int i = 1; i < attempt && pause < kLongestPause; ++i) pause *= 3;
  return std::min(pause, kLongestPause);
}

}  // namespace parvis::jobs
