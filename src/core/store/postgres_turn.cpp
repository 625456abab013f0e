#include "core/store/postgres_turn.h"

#include <fmt/format.h>

#include <random>
#include <thread>

#include "core/ids.h"
#include "core/ids_start.h"
#include "core/log/log.h"
#include "core/store/postgres_error.h"
#include "core/store/store.h"

namespace parvis::store {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kNodes = 1024;
// How long a commit of unknown fate is asked after: a replica may be promoted meanwhile.
constexpr auto kAskedFor = std::chrono::seconds(30);
constexpr auto kBetweenQuestions = std::chrono::milliseconds(200);
// A process that has not written for so long is gone, or as good as new.
constexpr std::int64_t kForgottenAfter = 7 * kDay;

constexpr Sql kLock{"select pg_advisory_xact_lock($1)"};
constexpr Sql kLastOfOthers{"select coalesce(max(last_id), 0) from store_writer where writer <> $1"};
constexpr Sql kLeave{R"(
  insert into store_writer (writer, batch, last_id, at) values ($1, $2, $3, $4)
  on conflict (writer) do update set batch = excluded.batch, last_id = excluded.last_id, at = excluded.at)"};
constexpr Sql kTell{"select pg_notify($1, $2)"};
constexpr Sql kLastBatch{"select batch from store_writer where writer = $1"};
// The greatest identifier stays known whoever made it.
constexpr Sql kForgetOld{R"(
  delete from store_writer where at < $1 and last_id < (select max(last_id) from store_writer))"};

std::int64_t random_number() {
  std::random_device device;
  return static_cast<std::int64_t>((std::uint64_t{device()} << 31) ^ device());
}

template <class... Args>
std::int64_t number(PostgresConnection& connection, const Sql& sql, const Args&... args) {
  return Reader(connection).one<std::int64_t>(sql, args...).value_or(0);
}

template <class... Args>
void put_in_line(PostgresConnection& connection, const Sql& sql, const Args&... args) {
  Cursor cursor(connection, sql);
  cursor.bind(args...);
  cursor.perform();
}

}  // namespace

PostgresTurn::PostgresTurn(PostgresAddress address, PostgresTimes times)
    : address_(std::move(address)), times_(times), writer_(random_number()) {
  connect();
}

PostgresTurn::~PostgresTurn() = default;

void PostgresTurn::connect() {
  connection_.reset();
  auto connection = std::make_unique<PostgresConnection>(address_, times_);
  if (connection->ask("show transaction_read_only") == "on") {
    throw Disconnected("The database at " + address_.shown() + " only reads: give the address of the one that writes.");
  }
  if (connection->ask("show synchronous_commit") == "off") connection->run_script("set synchronous_commit to on");
  connection_ = std::move(connection);
  try {
    prepare_schema();
    take_node_number();
  } catch (...) {
    connection_.reset();
    throw;
  }
}

void PostgresTurn::prepare_schema() {
  const auto& schema = address_.schema;
  if (!connection_->ask(fmt::format("select to_regclass('{}.store_writer')", schema)).empty()) return;
  const auto right = connection_->ask(
      fmt::format("select case when to_regnamespace('{0}') is null then has_database_privilege(current_database(), "
                  "'create') else has_schema_privilege('{0}', 'create') end",
                  schema));
  if (right != "t") {
    throw Fault(
        fmt::format("The database's user may not make tables in the schema {0}: grant create on it, or on the "
                    "database.",
                    schema));
  }
  const bool missing = connection_->ask(fmt::format("select to_regnamespace('{}')", schema)).empty();
  connection_->run_script(fmt::format(
      "begin; select pg_advisory_xact_lock({}); {} create table if not exists \"{}\".store_writer (writer bigint not "
      "null primary key, batch bigint not null, last_id bigint not null, at bigint not null); commit",
      address_.lock_key(), missing ? fmt::format("create schema if not exists \"{}\";", schema) : "", schema));
}

// Kept as long as the connection lives; the one this process had before is tried first.
void PostgresTurn::take_node_number() {
  const auto key = static_cast<std::int32_t>(address_.lock_key());
  for (int tried = 0; tried < kNodes; ++tried) {
    const int node = (node_ + tried) % kNodes;
    if (connection_->ask(fmt::format("select pg_try_advisory_lock({}, {})", key, node)) != "t") continue;
    node_ = node;
    const auto last = last_id();
    set_node_number(node);
    return start_ids_after(last);  // of a smaller number, the next could be smaller
  }
  throw Unavailable("1,024 processes are writing to this community already.");
}

void PostgresTurn::ask() {
  if (!connection_ || !connection_->alive()) connect();
  auto& connection = *connection_;
  connection.start("begin isolation level read committed");
  put_in_line(connection, kLock, address_.lock_key());
  Reader reader(connection);
  foresee(reader, kLastOfOthers, writer_);
  asked_ = connection.sent();
}

void PostgresTurn::take() {
  others_ = number(*connection_, kLastOfOthers, writer_);
  start_ids_after(others_);
}

void PostgresTurn::leave_word(const std::vector<std::string>& words) {
  auto& connection = *connection_;
  const auto last = last_id();
  put_in_line(connection, kLeave, writer_, batch_, last, now());
  for (const auto& notice : notices_of(writer_, words)) {
    put_in_line(connection, kTell, notice_channel(address_), notice);
  }
  own_ids_.add(others_, last);  // before the others can have heard of them
}

bool PostgresTurn::commit(const std::vector<std::string>& words, const std::function<void()>& meanwhile) {
  ++batch_;
  auto& connection = *connection_;
  connection.unspoil();
  if (batch_ == 1) put_in_line(connection, kForgetOld, now() - kForgottenAfter);
  const auto last = last_id();
  leave_word(words);
  try {
    connection.commit();
    committed_ = last;
    return true;
  } catch (const Disconnected& error) {
    log::warning("The database went away during a commit", {{"what", error.what()}});
    if (!came_through(batch_, meanwhile)) return false;
    committed_ = last;
    return true;
  }
}

// The lost session, if it still runs, holds the lock until its commit is over: having the turn again means knowing.
bool PostgresTurn::came_through(std::int64_t batch, const std::function<void()>& meanwhile) {
  for (const auto end = Clock::now() + kAskedFor; Clock::now() < end;) {
    std::this_thread::sleep_for(kBetweenQuestions);
    meanwhile();
    try {
      connect();
      ask();
      take();
      const bool came = number(*connection_, kLastBatch, writer_) == batch;
      if (!came) {
        roll_back();
        return false;
      }
      // Seen is not yet kept: it may stand on this server alone. What is committed now is kept only with all before it.
      leave_word({});
      connection_->commit();
      return true;
    } catch (const std::exception&) {
      continue;
    }
  }
  own_ids_.drop_after(committed_);  // should they stand there, they are followed as another process's
  throw FateUnknown("The database went away during a commit, and it is not known whether that came through.");
}

void PostgresTurn::roll_back() noexcept {
  if (!connection_) return;
  connection_->roll_back();
  if (!connection_->alive()) connection_.reset();
}

}  // namespace parvis::store
