#include "core/store/postgres_opening.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "core/store/postgres_error.h"
#include "core/store/postgres_statement.h"

namespace parvis::store {
namespace {

constexpr int kFirstVersion = 150000;

PostgresHandle connect(const PostgresAddress& address, const PostgresTimes& times) {
  const auto wait = std::to_string(times.connect.count());
  // What the address says itself comes later and overrules these.
  const std::array keywords{"connect_timeout",
                            "client_encoding",
                            "fallback_application_name",
                            "keepalives_idle",
                            "keepalives_interval",
                            "keepalives_count",
                            "tcp_user_timeout",
                            "dbname",
                            static_cast<const char*>(nullptr)};
  const std::array values{wait.c_str(),
                          "UTF8",
                          "parvis",
                          "20",
                          "5",
                          "3",
                          "30000",
                          address.address.c_str(),
                          static_cast<const char*>(nullptr)};
  PostgresHandle handle(PQconnectdbParams(keywords.data(), values.data(), 1));
  if (!handle) throw Fault("no memory for a connection to the database");
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    throw Disconnected(fmt::format("The database at {} cannot be reached: {}", address.shown(),
                                   first_line(PQerrorMessage(handle.get()))));
  }
  return handle;
}

// A server that would misunderstand or lose what it is given is refused in words.
void refuse_unfit(PGconn* connection) {
  if (PQserverVersion(connection) < kFirstVersion) {
    throw Fault(fmt::format("The database is PostgreSQL {}: version 15 or newer is needed.",
                            PQparameterStatus(connection, "server_version")));
  }
  const char* encoding = PQparameterStatus(connection, "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    throw Fault(fmt::format("The database keeps text in {}: make one with encoding UTF8.",
                            encoding == nullptr ? "an unknown encoding" : encoding));
  }
}

void configure(PGconn* connection, const PostgresAddress& address, const PostgresTimes& times) {
  using std::chrono::milliseconds;
  // The default price of a page out of order is that of a disk with a head: words would be sought by reading all.
  const auto script = fmt::format(
      "set search_path to \"{}\"; set client_min_messages to warning; set jit to off; set random_page_cost to 1.1; "
      "set statement_timeout to {}; "
      "set lock_timeout to {}; set idle_in_transaction_session_timeout to 60000",
      address.schema, milliseconds(times.statement).count(), milliseconds(times.lock).count());
  const Result answer(PQexec(connection, script.c_str()));
  if (!is_good(answer.get())) {
    std::rethrow_exception(postgres_error(connection, answer.get(), script));
  }
}

}  // namespace

PostgresHandle open_handle(const PostgresAddress& address, const PostgresTimes& times) {
  auto handle = connect(address, times);
  refuse_unfit(handle.get());
  configure(handle.get(), address, times);
  return handle;
}

}  // namespace parvis::store
