#include "core/store/postgres_replica.h"

#include "core/store/postgres_error.h"

namespace parvis::store {
namespace {

// Not asked again at once: one that is behind catches up within milliseconds, one that is away does not.
constexpr std::chrono::milliseconds kBehind{20}, kAway{2000};

// Each commit leaves its greatest identifier, and identifiers come in the order of commits (postgres_turn.h).
constexpr Sql kHolds{"select coalesce(max(last_id), 0) from store_writer"};
constexpr Sql kLag{R"(
  select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
         else coalesce(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()), 0)::float8 end)"};

}  // namespace

PostgresReplica::PostgresReplica(PostgresAddress address, PostgresTimes times, int connections,
                                 std::chrono::milliseconds most_wait)
    : pool_(std::move(address), times, connections, most_wait) {}

void PostgresReplica::rest(std::chrono::milliseconds time) {
  ++behind_;
  resting_until_ = (Clock::now() + time).time_since_epoch().count();
}

bool PostgresReplica::run(const std::function<void(Reader&)>& action, std::int64_t known) {
  if (Clock::now().time_since_epoch().count() < resting_until_) {
    ++behind_;
    return false;
  }
  bool holds = false;
  try {
    pool_.run([&](Reader& reader) {
      holds = reader.one<std::int64_t>(kHolds).value_or(0) >= known;
      if (holds) action(reader);
    });
  } catch (const Collision&) {
    // What the primary swept away was needed here, and the server ended the query.
    throw Unavailable("The replica could not finish reading.");
  } catch (const Unavailable&) {
    if (holds) throw;  // in the midst of it
    rest(kAway);
    return false;
  }
  if (!holds) rest(kBehind);
  if (holds) ++reads_;
  return holds;
}

Shared::ReplicaFigures PostgresReplica::figures() {
  Shared::ReplicaFigures figures{.reads = reads_, .behind = behind_};
  pool_.run([&](Reader& reader) { figures.lag = reader.one<double>(kLag).value_or(0); });
  return figures;
}

}  // namespace parvis::store
