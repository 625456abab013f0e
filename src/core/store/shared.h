// What a store can do whose database other processes serve from at the same time. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/store/store.h"
#include "core/store/words.h"

namespace parvis::store {

class Shared {
 public:
  virtual ~Shared() = default;

  // For counts that all processes share and nobody misses when they are lost (attempts to sign in): a transaction of
  // its own that waits for no turn and no disk. Only for tables that no `write` touches.
  template <class Action>
  auto write_aside(Action&& action) {
    using Result = Given<std::invoke_result_t<Action, Transaction&>>;
    std::optional<Result> result;
    run_aside([&](Transaction& transaction) { result.emplace(action(transaction)); });
    return std::move(*result);
  }

  // Says a word to every other process now. Never throws: a word may be lost.
  virtual void tell(const std::string& word) noexcept = 0;
  // Hears what the others say, from now on.
  virtual std::unique_ptr<Line> listen(Ear ear) = 0;
  // Whether this process made the identifier, of what is committed lately.
  virtual bool is_own(std::int64_t id) const = 0;
  // This process acts from now on by what another one committed with this identifier: no read of it may be older.
  virtual void heard_up_to(std::int64_t id) = 0;
  // This process among those over the database, from 0 to 1023: none other has the number while it lives.
  virtual int node() const = 0;

  // Of reads that may lag: given by the replica, and given back by it because it was behind or away. `lag`: how old is
  // what it last took in, in seconds, when there is more to come. Nothing without a replica.
  struct ReplicaFigures {
    std::uint64_t reads = 0, behind = 0;
    double lag = 0;
  };
  virtual std::optional<ReplicaFigures> replica_figures() = 0;

 protected:
  virtual void run_aside(const std::function<void(Transaction&)>& action) = 0;
};

// The store as such a one, or null when no other process can serve from its database.
inline Shared* shared(Store& store) { return dynamic_cast<Shared*>(&store); }

}  // namespace parvis::store
