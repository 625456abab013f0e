// A process's turn to write to a PostgreSQL community: the connection, the lock all processes share, and what one
// leaves for the next in the table `store_writer`: the greatest identifier it made, and which batch of its it committed
// last, so that after a lost connection it is known whether the commit had come through. Belongs to the writer's
// thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_words.h"

namespace parvis::store {

class PostgresTurn {
 public:
  // Connects, makes the schema and the table when they are missing, and takes a node number no other process has.
  PostgresTurn(PostgresAddress address, PostgresTimes times);
  ~PostgresTurn();

  // Begins a transaction and asks for the turn. Connects anew when the connection was lost.
  void ask();
  // Waits for it; what was foreseen meanwhile is answered with it.
  void take();
  // Whether it was one of these questions that failed, not the asking.
  bool failed_in_questions() const { return connection_->failed() >= asked_; }
  // Commits, tells the other processes these words with it, and ends the turn. When the connection is lost meanwhile,
  // finds out whether the commit came through; false when it did not. Throws FateUnknown when that cannot be known.
  // That may take half a minute: `meanwhile` is called again and again.
  bool commit(const std::vector<std::string>& words, const std::function<void()>& meanwhile);
  void roll_back() noexcept;
  // Gives the connection up: it is broken, or of a server that takes no writes any more.
  void lose() noexcept { connection_.reset(); }

  PostgresConnection& connection() { return *connection_; }

  // From any thread.
  std::int64_t writer() const { return writer_; }
  int node() const { return node_; }
  const OwnIds& own_ids() const { return own_ids_; }
  // The greatest identifier of a commit of this process.
  std::int64_t committed() const { return committed_; }

 private:
  void connect();
  void leave_word(const std::vector<std::string>& words);
  void prepare_schema();
  void take_node_number();
  bool came_through(std::int64_t batch, const std::function<void()>& meanwhile);

  PostgresAddress address_;
  PostgresTimes times_;
  std::unique_ptr<PostgresConnection> connection_;
  const std::int64_t writer_;  // this process's row, a random number
  std::int64_t batch_ = 0;     // of the last commit tried
  std::int64_t asked_ = 0;     // the number of the first statement behind the asking
  std::int64_t others_ = 0;    // the greatest identifier of other processes when the turn began
  std::atomic<int> node_{0};
  OwnIds own_ids_;
  std::atomic<std::int64_t> committed_{0};
};

}  // namespace parvis::store
