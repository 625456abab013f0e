// Many rows for one table: what a bulk writer hands its rows to, whatever the database. Over a server a statement costs
// more than its row does, so that rows go in by dozens; SQLite is quickest row by row. Lives within one transaction.
#pragma once

#include <vector>

#include "core/store/store.h"

namespace parvis::store {

// When a row that cannot be put in is known: with the rows after it, which is quickest, or before the next is added.
enum class Failures { later, at_once };

class ManyRows {
 public:
  // `into` is "insert into note (id, words)", `columns` how many values a row has, `after` what stands behind the
  // values: "on conflict (id) do nothing".
  ManyRows(Transaction& transaction, const Sql& into, int columns, const Sql& after = "",
           Failures failures = Failures::later);

  // Texts are not copied: they must live until `put_in`. Throws Fault for one that the database could keep only
  // changed.
  template <class... Args>
  void add(const Args&... args) {
    (value(to_value(args)), ...);
  }
  // The same, one value after the other.
  void value(const Value& value);

  // Puts in what was added and is not in yet; rows may have gone in before.
  void put_in();

 private:
  void run(const Sql& sql, std::size_t begin, std::size_t end);

  Connection& connection_;
  Failures failures_;
  std::size_t columns_;
  std::size_t together_;  // values of one statement
  Sql one_, some_;
  std::vector<Value> values_;
};

}  // namespace parvis::store
