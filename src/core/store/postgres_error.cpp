#include "core/store/postgres_error.h"

#include <fmt/format.h>

namespace parvis::store {
namespace {

template <class Error>
std::exception_ptr made(const std::string& message) {
  return std::make_exception_ptr(Error(message));
}

bool is_shutdown(std::string_view state) {
  // administrator's shutdown, crash of another session, starting up, too many clients, and all of "connection"
  return state == "57P01" || state == "57P02" || state == "57P03" || state == "53300" || state.starts_with("08");
}

}  // namespace

std::string first_line(std::string_view message) {
  while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.remove_suffix(1);
  return std::string(message.substr(0, message.find('\n')));
}

bool is_good(const PGresult* result) {
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY: return true;
    default: return false;
  }
}

std::exception_ptr postgres_error(PGconn* connection, const PGresult* result, std::string_view text) {
  const char* found = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = found == nullptr ? "" : found;
  const char* primary = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const auto words = primary == nullptr ? first_line(PQerrorMessage(connection)) : std::string(primary);
  const auto message = fmt::format("{} ({}): {}", words, state, text);
  if (PQstatus(connection) != CONNECTION_OK || is_shutdown(state)) {
    return made<Disconnected>("The database is not reachable: " + message);
  }
  if (state == "23505") return made<Duplicate>(message);
  if (state == "40001" || state == "40P01") return made<Collision>(message);
  if (state == "53100") return made<DiskFull>(message);
  // A server that became a replica: another one takes writes now, if the address names several.
  if (state == "25006") return made<Disconnected>("The database takes no writes: " + message);
  if (state == "55P03") return made<Unavailable>("The database is busy: " + message);
  if (state == "57014") return made<Unavailable>("The database was too slow: " + message);
  return made<Fault>(message);
}

}  // namespace parvis::store
