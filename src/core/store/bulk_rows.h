// Inserts into several tables side by side, as a load makes them: over a server those of a table are gathered and go in
// by dozens, table by table, what others point to first. Over SQLite each goes in at once. Nothing gathered is seen by
// a question before `put_in`. Lives within one transaction.
#pragma once

#include <memory>
#include <vector>

#include "core/store/many_rows.h"

namespace parvis::store {

// When the rows of a table go in: before those that point to them.
enum class Turn { first, second, last };

// "insert into note (id, words)", and what stands behind the values. Literals: a load knows a table by its text.
struct Insert {
  Sql into;
  Sql after = "";
  Turn turn = Turn::last;
};

class BulkRows {
 public:
  explicit BulkRows(Transaction& transaction) : transaction_(transaction) {}

  Transaction& transaction() { return transaction_; }

  template <class... Args>
  void add(const Insert& insert, const Args&... args) {
    rows_of(insert, sizeof...(Args)).add(args...);
  }

  void put_in() {
    for (const auto turn : {Turn::first, Turn::second, Turn::last}) {
      for (auto& table : tables_) {
        if (table.turn == turn) table.rows->put_in();
      }
    }
  }

 private:
  struct Table {
    const char* name;
    Turn turn;
    std::unique_ptr<ManyRows> rows;
  };

  ManyRows& rows_of(const Insert& insert, std::size_t columns) {
    const auto* name = insert.into.text().data();
    for (auto& table : tables_) {
      if (table.name == name) return *table.rows;
    }
    tables_.push_back({name, insert.turn,
                       std::make_unique<ManyRows>(transaction_, insert.into, static_cast<int>(columns), insert.after,
                                                  Failures::later, RowsWait::until_put_in)});
    return *tables_.back().rows;
  }

  Transaction& transaction_;
  std::vector<Table> tables_;
};

}  // namespace parvis::store
