// What the store's readers and transactions stand on: a connection, its prepared statements, and the cursor that binds
// parameters, steps and maps rows onto aggregates (Boost.PFR). A connection and everything made from it belong to one
// thread at a time. Nothing here knows which database it is.
#pragma once

#include <boost/pfr/core.hpp>
#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>

#include "core/assets/assets.h"
#include "core/errors.h"
#include "core/store/query_record.h"
#include "core/store/sql.h"
#include "core/store/value.h"

namespace parvis::store {

enum class Database { sqlite, postgres };

// A unique or primary key already holds what was to be written. As any failed statement it spoils its transaction:
// what follows in the same `write` is refused, so catch it around `write`, or use `on conflict`.
struct Duplicate : Fault {
  using Fault::Fault;
};
// The disk holding the database is full: reading goes on, writing does not.
struct DiskFull : Fault {
  using Fault::Fault;
};
// The database cannot be reached just now, or is too busy: worth another try in `kRetryAfterSeconds`.
struct Unavailable : Fault {
  static constexpr int kRetryAfterSeconds = 5;
  using Fault::Fault;
};

// A prepared statement. Only `Cursor` speaks to it.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual int parameters() const = 0;                     // the highest $n it names
  virtual void bind(int number, const Value& value) = 0;  // from 1; the value must live until `reset`
  virtual bool step() = 0;                                // true when it stands on a row
  virtual int columns() const = 0;
  virtual Value column(int index) = 0;  // from 0; valid until the next step or reset
  virtual void reset() noexcept = 0;    // ends the execution and forgets the parameters
  // Before the first step: rows come a few at a time, for results that are long or left early.
  virtual void expect_many() {}
  virtual std::string_view text() const = 0;
};

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Database database() const = 0;
  // Lends a prepared statement from the connection's cache; to be given back after use.
  virtual Statement& lend(const Sql& sql) = 0;
  virtual void give_back(Statement& statement) noexcept = 0;
  // Runs a bound statement whose rows nobody reads, and gives a mark by which `changed` tells how many rows it changed.
  // A connection may put the running off until somebody asks or the transaction ends; a failure is thrown then.
  virtual std::int64_t perform(Statement& statement) = 0;
  virtual std::int64_t changed(std::int64_t mark) = 0;
  // Runs all statements of a file carried inside the program (the schema).
  virtual void run_file(const assets::Carried& file) = 0;
};

[[noreturn]] void refuse_columns(const Statement& statement, int wanted);
[[noreturn]] void refuse_value(const Statement& statement, int column, Value::Kind kind);
[[noreturn]] void refuse_parameters(const Statement& statement, int given);

// One execution of one statement. Ends, and gives the statement back, with its scope.
class Cursor {
 public:
  Cursor(Connection& connection, const Sql& sql)
      : timer_(sql.text()), connection_(connection), statement_(connection.lend(sql)) {}
  ~Cursor() { connection_.give_back(statement_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  // Gives $1, $2, … their values. Texts are not copied: they must live until the cursor's last step.
  template <class... Args>
  void bind(const Args&... args) {
    if (statement_.parameters() != static_cast<int>(sizeof...(Args))) refuse_parameters(statement_, sizeof...(Args));
    [[maybe_unused]] int number = 0;
    (statement_.bind(++number, to_value(args)), ...);
  }

  // Before the first step, when the rows are many or the last of them will not be asked for.
  void expect_many() { statement_.expect_many(); }
  // To the first or next row; false when there is none.
  bool step() { return statement_.step(); }
  // Instead of stepping: see Connection::perform.
  std::int64_t perform() { return connection_.perform(statement_); }

  // The row the cursor stands on: a single column type, or an aggregate whose fields are the columns in order.
  template <class Row>
  Row row() {
    Row row{};
    if constexpr (Column<Row>) {
      expect_columns(1);
      take(0, row);
    } else {
      static_assert(std::is_aggregate_v<Row>, "a row is a column type or a plain aggregate of such");
      expect_columns(static_cast<int>(boost::pfr::tuple_size_v<Row>));
      boost::pfr::for_each_field(row, [&](auto& field, std::size_t index) { take(static_cast<int>(index), field); });
    }
    return row;
  }

 private:
  void expect_columns(int wanted) const {
    if (statement_.columns() != wanted) refuse_columns(statement_, wanted);
  }
  template <class Field>
  void take(int index, Field& field) {
    static_assert(Column<Field>, "not a type the store can read");
    const Value value = statement_.column(index);
    if (!from_value(value, field)) refuse_value(statement_, index, value.kind);
  }

  QueryTimer timer_;
  Connection& connection_;
  Statement& statement_;
};

}  // namespace parvis::store
