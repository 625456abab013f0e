// The database: which it is, [postgresql] and [disk].
#include "core/config/kinds.h"
#include "core/config/sections.h"

namespace parvis::config {
namespace {

Key database() {
  return {.name = "database",
          .kind = Kind::secret,
          .expected = "the path of a file, such as community.db, or postgresql://user:password@host/database",
          .about =
              "What holds the community: an SQLite file, within the data directory unless it begins with a "
              "slash, or a PostgreSQL database (15 or newer), whose address may name the schema, as in "
              "postgresql://parvis@db.example/square?schema=parvis, and take libpq's options. An address with a "
              "password is better kept in a file of its own: see database_file.",
          .read =
              [](Settings& settings, std::string_view text) {
                settings.database = Secret(std::string(text));
                const bool is_address = text.find("://") != std::string_view::npos;
                const bool is_known = text.starts_with("postgresql://") || text.starts_with("postgres://");
                return !text.empty() && !has_controls(text) && (is_known || !is_address);
              },
          .shown = [](const Settings& settings) { return toml_text(settings.database.reveal()); }};
}

Key replica_key() {
  return {
      .name = "replica",
      .kind = Kind::secret,
      .expected = "postgresql://user:password@host/database, or nothing",
      .about =
          "A replica that follows the database: lists, searches and feeds of visitors are read there, as long as it "
          "holds everything this process knows of; otherwise from the database itself. The schema is the same.",
      .read =
          [](Settings& settings, std::string_view text) {
            settings.postgresql.replica = Secret(std::string(text));
            const bool is_known = text.starts_with("postgresql://") || text.starts_with("postgres://");
            return text.empty() || (!has_controls(text) && is_known);
          },
      .shown = [](const Settings& settings) { return toml_text(settings.postgresql.replica.reveal()); }};
}

}  // namespace

Section database_section() { return {"", "Above all sections.", {database()}}; }

Section postgresql_section() {
  return {
      "postgresql",
      "How a database that is postgresql:// is used. Times are in seconds.",
      {
          number(
              "connections", [](auto& s) -> auto& { return s.postgresql.connections; }, 1, kMostThreads,
              "Connections that read; two more write and listen. The server's max_connections must hold those of all "
              "nodes."),
          number(
              "wait_time", [](auto& s) -> auto& { return s.postgresql.wait_time; }, 1, kMostSeconds,
              "For one of these connections to come free. Beyond it the answer is 503."),
          number(
              "connect_time", [](auto& s) -> auto& { return s.postgresql.connect_time; }, 1, kMostSeconds,
              "For the server to take a connection."),
          number(
              "statement_time", [](auto& s) -> auto& { return s.postgresql.statement_time; }, 1, kMostSeconds,
              "For one statement of a page, so that none holds a connection for ever. Commands may take as long as "
              "they "
              "need."),
          number(
              "turn_time", [](auto& s) -> auto& { return s.postgresql.turn_time; }, 1, kMostSeconds,
              "For the turn to write, which the nodes of a community take one after the other."),
          replica_key(),
      }};
}

Section disk_section() {
  return {
      "disk",
      "What is done before and when the disk is full.",
      {
          number(
              "ballast_megabytes", [](auto& s) -> auto& { return s.disk.ballast_megabytes; }, 0, 65536,
              "A file beside the database that only takes room, given back when the disk is full, so that deleting "
              "still "
              "works. 0: none."),
          number(
              "warn_below_megabytes", [](auto& s) -> auto& { return s.disk.warn_below_megabytes; }, 0, 1'000'000'000,
              "When less is free, the log and the managers are told. 0: they are told when the disk is full."),
      }};
}

}  // namespace parvis::config
