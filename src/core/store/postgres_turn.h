// A process's turn to write to a PostgreSQL community: the connection, the lock all processes share, and what one
// leaves for the next in the table `store_writer`: the greatest identifier it made, and which batch of its it committed
// last, so that after a lost connection it is known whether the commit had come through. Belongs to the writer's
// thread.
#pragma once

#include <memory>

#include "core/store/postgres_connection.h"

namespace parvis::store {

class PostgresTurn {
 public:
  // Connects, makes the schema and the table when they are missing, and takes a node number no other process has.
  PostgresTurn(PostgresAddress address, PostgresTimes times);
  ~PostgresTurn();

  // Waits for the turn and begins a transaction in it. Connects anew when the connection was lost.
  void begin();
  // Commits and ends the turn. When the connection is lost meanwhile, finds out whether the commit came through; false
  // when it did not. Throws FateUnknown when that cannot be known.
  bool commit();
  void roll_back() noexcept;
  // Gives the connection up: it is broken, or of a server that takes no writes any more.
  void lose() noexcept { connection_.reset(); }

  PostgresConnection& connection() { return *connection_; }

 private:
  void connect();
  void prepare_schema();
  void take_node_number();
  bool came_through(std::int64_t batch);

  PostgresAddress address_;
  PostgresTimes times_;
  std::unique_ptr<PostgresConnection> connection_;
  std::int64_t writer_;     // this process's row, a random number
  std::int64_t batch_ = 0;  // of the last commit tried
  int node_ = 0;
};

}  // namespace parvis::store
