// The store over PostgreSQL: one thread writes what this process writes, in batches, under a lock that all processes of
// the community share (postgres_writer.h); a pool of connections reads (postgres_pool.h). Usable from any thread. The
// caller owns the store; all reads and writes must have returned before it is destroyed.
#pragma once

#include <memory>
#include <optional>

#include "core/store/postgres_connection.h"
#include "core/store/store.h"

namespace parvis::store {

struct PostgresOptions {
  PostgresAddress address;
  PostgresTimes times;
  int connections = 8;  // that read, as many as threads that do; one more writes
  std::chrono::milliseconds most_wait{10'000};
  std::optional<PostgresAddress> replica = {};  // for reads that may lag (may_lag.h)
};

// Throws Unavailable when the server cannot be reached, Fault with a sentence when it will not do. Makes the schema
// when it is missing, but no table of the community: see migrations.h.
std::unique_ptr<Store> open_postgres(const PostgresOptions& options);

// Whether the schema holds tables of a community. Changes nothing.
bool holds_tables(const PostgresOptions& options);

// Drops the schema and everything in it, or puts it in the place of `name`, which holds nothing yet.
void drop_schema(const PostgresOptions& options);
void rename_schema(const PostgresOptions& options, const std::string& name);

}  // namespace parvis::store
