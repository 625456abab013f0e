// Opening a libpq connection to a server that will do: reached in time, of a version and an encoding the program
// understands, set up for the community's schema. No state.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>

#include "core/store/postgres_address.h"

namespace parvis::store {

// How long the server may take, each with the reason for its length in core/config/table.cpp. Zero: as long as it
// wants.
struct PostgresTimes {
  std::chrono::seconds connect{5};
  std::chrono::seconds statement{0};
  std::chrono::seconds lock{30};
};

struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using PostgresHandle = std::unique_ptr<PGconn, CloseConnection>;

// Throws Disconnected when the server cannot be reached, Fault with a sentence when it will not do.
PostgresHandle open_handle(const PostgresAddress& address, const PostgresTimes& times);

}  // namespace parvis::store
