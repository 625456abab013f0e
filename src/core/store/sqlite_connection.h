// One SQLite connection with the settings the program relies on: write-ahead log, foreign keys, no trust in the schema,
// no memory mapping, which turns a disk's error into a signal. Used by one thread at a time; not shared while in use.
#pragma once

#include <sqlite3.h>

#include <filesystem>

#include "core/store/sqlite_statement.h"
#include "core/store/statement_cache.h"

namespace parvis::store {

// Whether a commit waits for the disk: `full` always outside tests.
enum class Sync { full, off };
enum class Access { write, read };

class SqliteConnection : public Connection {
 public:
  SqliteConnection(const std::filesystem::path& path, Access access, Sync sync, int cache_kib);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Database database() const override { return Database::sqlite; }
  Statement& lend(const Sql& sql) override;
  void give_back(Statement& statement) noexcept override { statements_.give_back(statement); }
  std::int64_t perform(Statement& statement) override {
    statement.step();
    return sqlite3_changes64(database_);
  }
  std::int64_t changed(std::int64_t mark) override { return mark; }
  void run_file(const assets::Carried& file) override;

  // Runs a fixed statement ("begin immediate", "commit") through the cache and gives SQLite's code; never throws a
  // database error.
  int attempt(const Sql& sql);
  // The same, throwing.
  void must(const Sql& sql);
  // A failed statement spoils its transaction, as PostgreSQL does: what follows is refused until `unspoil`.
  bool spoiled() const { return spoiled_; }
  void unspoil() { spoiled_ = false; }
  bool in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }
  sqlite3* handle() { return database_; }

 private:
  void configure(Access access, Sync sync, int cache_kib);
  void pragma(const std::string& text);

  sqlite3* database_ = nullptr;
  bool spoiled_ = false;
  StatementCache statements_;
};

}  // namespace parvis::store
