// PostgreSQL's errors as the store's: what an SQLSTATE means to the program. No state.
#pragma once

#include <libpq-fe.h>

#include <exception>
#include <string>
#include <string_view>

#include "core/store/statement.h"

namespace parvis::store {

// Two transactions were in each other's way: the same one, run again, may pass.
struct Collision : Fault {
  using Fault::Fault;
};
// The connection is gone, and with it whatever was not committed.
struct Disconnected : Unavailable {
  using Unavailable::Unavailable;
};

// The connection was lost during a commit, and nobody can say whether that came through: it must not be tried again.
struct FateUnknown : Unavailable {
  using Unavailable::Unavailable;
};

// Whether the server did what was asked.
bool is_good(const PGresult* result);

// The error that `result` (or the connection, when null) tells of, with the statement's text.
std::exception_ptr postgres_error(PGconn* connection, const PGresult* result, std::string_view text);

// The first line of a message, without what libpq puts around it.
std::string first_line(std::string_view message);

}  // namespace parvis::store
