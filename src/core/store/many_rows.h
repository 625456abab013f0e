// Many rows for one table: what a bulk writer hands its rows to, whatever the database. Over a server a statement costs
// more than its row does, so that rows go in by dozens; SQLite is quickest row by row. Lives within one transaction.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/store/store.h"

namespace parvis::store {

// When a row that cannot be put in is known: with the rows after it, which is quickest, or before the next is added.
enum class Failures { later, at_once };
// Until when rows may wait: until there are enough of them for one statement, or, with their texts copied, until
// `put_in`, so that tables filled beside each other go in one after the other. SQLite's never wait.
enum class RowsWait { until_enough, until_put_in };

class ManyRows {
 public:
  // `into` is "insert into note (id, words)", `columns` how many values a row has, `after` what stands behind the
  // values: "on conflict (id) do nothing".
  ManyRows(Transaction& transaction, const Sql& into, int columns, const Sql& after = "",
           Failures failures = Failures::later, RowsWait waiting = RowsWait::until_enough);

  // Texts are copied when rows wait until `put_in`, else they must live until then. Throws Fault for one that the
  // database could keep only changed.
  template <class... Args>
  void add(const Args&... args) {
    (value(to_value(args)), ...);
  }
  // The same, one value after the other.
  void value(const Value& value);

  // Puts in what was added and is not in yet; rows may have gone in before.
  void put_in();

 private:
  const Sql& statement(std::size_t rows);
  void run(std::size_t begin, std::size_t rows);

  Connection& connection_;
  Sql into_, after_;
  Failures failures_;
  RowsWait waiting_;
  std::size_t columns_;
  std::size_t together_;  // rows of one statement
  std::optional<Sql> one_, few_, some_;
  std::vector<Value> values_;
  std::deque<std::string> texts_;
};

}  // namespace parvis::store
