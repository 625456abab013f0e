// The changes of a transaction that wait to be sent together: see gather.h. Belongs to one connection.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/store/gather.h"
#include "core/store/postgres_statement.h"

namespace parvis::store {

class PostgresGathering {
 public:
  explicit PostgresGathering(PostgresConnection& connection) : connection_(connection) {}

  bool empty() const { return groups_.empty(); }
  // Whether what is gathered must be sent before this statement is gathered too, or sent.
  bool must_precede_gathering(const Gathered& what, const Footprint& statement) const;
  bool must_precede(const Footprint& statement) const;
  void add(const Gathered& what, const PostgresStatement& statement);
  // Gives `send` the statements that do it, bound, and is empty.
  void let_go(const std::function<void(PostgresStatement&)>& send);
  void clear() { groups_.clear(); }

 private:
  using Row = std::vector<Parameter>;
  struct Group {
    const Gathered* what;
    Footprint footprint;
    std::vector<Row> rows;
    std::map<std::string, std::size_t> by_key = {};
  };

  Group& group(const Gathered& what, const Footprint& footprint);
  bool send_together(const Group& group, const std::function<void(PostgresStatement&)>& send);
  void send_one(const Group& group, const Row& row, const std::function<void(PostgresStatement&)>& send);

  PostgresConnection& connection_;
  std::vector<Group> groups_;                                               // in the order of their first rows
  std::map<const Gathered*, std::unique_ptr<PostgresStatement>> together_;  // null: it cannot be one statement
};

}  // namespace parvis::store
