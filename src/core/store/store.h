// The one door to the database. Reading: a snapshot on a read-only connection of the calling thread's choice. Writing:
// one transaction, executed by the store (SQLite: on its single writer thread, in a savepoint, committed and synced
// together with whatever else waits); when `write` returns, the change is durable. No SQL outside `Sql` literals.
//
// Rows map onto plain aggregates by position (Boost.PFR): `select id, title` fits `struct Row { ThreadId id;
// std::string title; }`. Parameters are `$1`, `$2`, … Supported in both directions: integers, bool, double,
// std::string (string_view in), std::optional of these, Instant, Id<…>, enumerations (as integers), Bytes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/errors.h"
#include "core/ids.h"
#include "core/store/sql.h"
#include "core/store/statement.h"
#include "core/time/instant.h"

namespace parvis::store {

// Reads inside one snapshot. Lives only within the function given to `Store::read` or `Store::write`.
class Reader {
 public:
  explicit Reader(Connection& connection) : connection_(connection) {}

  template <class Row, class... Args>
  std::vector<Row> all(const Sql& sql, const Args&... args) {
    std::vector<Row> rows;
    Cursor cursor(connection_, sql);
    cursor.bind(args...);
    while (cursor.step()) rows.push_back(cursor.row<Row>());
    return rows;
  }

  template <class Row, class... Args>
  std::optional<Row> one(const Sql& sql, const Args&... args) {
    Cursor cursor(connection_, sql);
    cursor.bind(args...);
    if (!cursor.step()) return std::nullopt;
    return cursor.row<Row>();
  }

  // Calls `take(Row&&)` for each row as it comes, without keeping them.
  template <class Row, class Take, class... Args>
  void each(const Sql& sql, Take&& take, const Args&... args) {
    Cursor cursor(connection_, sql);
    cursor.bind(args...);
    cursor.expect_many();
    while (cursor.step()) take(cursor.row<Row>());
  }

  Connection& connection() { return connection_; }

 protected:
  Connection& connection_;
};

// How many rows a statement changed. Asking may wait for the database, so it is asked only where the number is used;
// never after the transaction.
class Changes {
 public:
  Changes(Connection& connection, std::int64_t mark) : connection_(&connection), mark_(mark) {}
  operator std::int64_t() const { return connection_->changed(mark_); }  // NOLINT: implicit on purpose

 private:
  Connection* connection_;
  std::int64_t mark_;
};

// What a write gives its caller: a number of changes is asked for while the transaction is there.
template <class Result>
using Given = std::conditional_t<std::is_same_v<Result, Changes>, std::int64_t, Result>;

// A write transaction. Everything done through it is committed together or not at all.
class Transaction : public Reader {
 public:
  using Reader::Reader;

  // Runs a statement that returns no rows; answers how many rows it changed.
  template <class... Args>
  Changes run(const Sql& sql, const Args&... args) {
    Cursor cursor(connection_, sql);
    cursor.bind(args...);
    return {connection_, cursor.perform()};
  }

  // Called after the commit is durable and before `Store::write` returns, in commit order, on the committing thread.
  // Must be quick and must not throw. Not called when the transaction fails.
  void after_commit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }

  std::vector<std::function<void()>> take_after_commit() { return std::move(after_commit_); }

 private:
  std::vector<std::function<void()>> after_commit_;
};

class Store {
 public:
  virtual ~Store() = default;

  // Runs `action(Reader&)` on a snapshot and gives its result. From any thread; reentrant calls open another snapshot.
  template <class Action>
  auto read(Action&& action) {
    using Result = std::invoke_result_t<Action, Reader&>;
    if constexpr (std::is_void_v<Result>) {
      run_read([&](Reader& reader) { action(reader); });
    } else {
      std::optional<Result> result;
      run_read([&](Reader& reader) { result.emplace(action(reader)); });
      return std::move(*result);
    }
  }

  // Runs `action(Transaction&)` as one transaction and gives its result once it is durable. What `action` throws rolls
  // it back and reaches the caller. The action may run more than once (PostgreSQL retries): it has no effect but
  // through the transaction. Must not be called from inside another `write`.
  template <class Action>
  auto write(Action&& action) {
    using Result = Given<std::invoke_result_t<Action, Transaction&>>;
    const QueryTimer timer("(a write, with its wait for the disk)");
    if constexpr (std::is_void_v<Result>) {
      run_write([&](Transaction& transaction) { action(transaction); });
    } else {
      std::optional<Result> result;
      run_write([&](Transaction& transaction) { result.emplace(action(transaction)); });
      return std::move(*result);
    }
  }

  struct Figures {
    std::uint64_t commits = 0, writes = 0;  // writes / commits is the mean batch
    std::size_t waiting = 0;
  };
  virtual Figures figures() const = 0;

 protected:
  virtual void run_read(const std::function<void(Reader&)>& action) = 0;
  virtual void run_write(const std::function<void(Transaction&)>& action) = 0;
};

}  // namespace parvis::store
