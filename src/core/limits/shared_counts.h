// Token buckets in the database that several processes share, for limits that must hold however many processes one
// asks. Any thread.
#pragma once

#include <memory>
#include <string>

#include "core/limits/rate_limiter.h"
#include "core/store/shared.h"

namespace parvis::limits {

class SharedCounts {
 public:
  virtual ~SharedCounts() = default;
  // As RateLimiter::take; `bucket` names limit and key.
  virtual int take(const Limit& limit, const std::string& bucket) = 0;
  virtual void forgive(const std::string& bucket) = 0;
};

// In an unlogged table: a fall of the server forgives, as a restart of a single process does. One small transaction for
// each act, beside the writes and without waiting for the disk. Names are kept as hashes.
std::unique_ptr<SharedCounts> counts_in_postgres(store::Shared& store);

}  // namespace parvis::limits
