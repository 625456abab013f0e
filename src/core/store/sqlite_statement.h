// SQLite's side of `Statement`, and its errors as the store's. Belongs to the thread that uses its connection.
#pragma once

#include <sqlite3.h>

#include <string>
#include <vector>

#include "core/store/statement.h"

namespace parvis::store {

// Throws what `code` means: Duplicate, DiskFull or Fault, with SQLite's own words and the statement's text.
[[noreturn]] void throw_sqlite(sqlite3* database, int code, std::string_view text);

class SqliteStatement : public Statement {
 public:
  // `spoiled` is set when an execution fails: the transaction is then good for nothing but rolling back.
  SqliteStatement(sqlite3* database, std::string_view text, bool& spoiled);
  ~SqliteStatement() override { sqlite3_finalize(statement_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  int parameters() const override { return static_cast<int>(positions_.size()); }
  void bind(int number, const Value& value) override;
  bool step() override;
  int columns() const override { return sqlite3_column_count(statement_); }
  Value column(int index) override;
  void reset() noexcept override;
  std::string_view text() const override { return text_; }

 private:
  void number_parameters();
  [[noreturn]] void refuse_value();

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  std::string text_;
  bool& spoiled_;
  std::vector<int> positions_;  // of $1, $2, … among SQLite's parameters, which it numbers as they appear
};

}  // namespace parvis::store
