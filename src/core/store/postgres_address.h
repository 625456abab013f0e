// Where a PostgreSQL community lives: the server's address as libpq understands it, and the schema that holds this
// community alone. `postgresql://user:password@host/database?schema=square`: `schema` is ours, all other options are
// libpq's (sslmode, several hosts with target_session_attrs for a cluster, …). Values; usable from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parvis::store {

struct PostgresAddress {
  std::string address;            // without `schema`
  std::string schema = "parvis";  // lower-case letters, digits and underscores

  // As it is written in a configuration.
  std::string text() const;
  // Without the password, for sentences and logs.
  std::string shown() const;
  // What advisory locks of this community are keyed with.
  std::int64_t lock_key() const;
};

// Whether a configured database is an address of PostgreSQL and not the name of a file.
bool is_postgres_address(std::string_view text);

// Throws Fault, in words for the person who wrote it.
PostgresAddress parse_postgres_address(std::string_view text);

}  // namespace parvis::store
