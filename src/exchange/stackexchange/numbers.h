// The numbers of answers within their threads, in the order in which they arrive: where each thread stands is asked
// once for a batch, counted on here, and told to the threads when the batch ends. One batch, on the writing thread.
#pragma once

#include <unordered_map>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"

namespace parvis::exchange {

class Numbers {
 public:
  // So that they need not be asked for one by one.
  void look_up(store::Reader& reader, std::vector<community::ThreadId> threads);
  // Of a post written at that instant.
  std::int64_t next(store::Reader& reader, community::ThreadId thread, Instant written_at);
  void put_in(store::Transaction& transaction);

 private:
  struct Standing {
    std::int64_t last_post = 0, more = 0;
    Instant last_activity_at;
  };
  std::unordered_map<community::ThreadId, Standing> threads_;
};

}  // namespace parvis::exchange
