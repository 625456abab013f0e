#include "core/store/sqlite_connection.h"

#include <fmt/format.h>

#include <mutex>

namespace parvis::store {
namespace {

constexpr int kBusyMilliseconds = 5000;                   // another process (a command) may be writing
constexpr std::int64_t kJournalBytes = 64 * 1024 * 1024;  // what a reset log may keep of its size
constexpr int kFirstSoundVersion = 3051003;               // docs/decisions/0002-which-sqlite.md
constexpr int kMaxTextBytes = 64 * 1024 * 1024;           // of one value; the longest post is far below

void start_sqlite() {
  static std::once_flag started;
  std::call_once(started, [] {
    if (sqlite3_libversion_number() < kFirstSoundVersion)
      throw Fault("this SQLite may corrupt its log; 3.51.3 is needed");
    if (sqlite3_threadsafe() == 0) throw Fault("SQLite was built for a single thread");
    if (sqlite3_initialize() != SQLITE_OK) throw Fault("SQLite does not start");
  });
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& path, Access access, Sync sync, int cache_kib)
    : statements_([this](std::string_view text, Lasting) {
        return std::make_unique<SqliteStatement>(database_, text, spoiled_);
      }) {
  start_sqlite();
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const int code = sqlite3_open_v2(path.c_str(), &database_, flags, nullptr);
  try {
    if (code != SQLITE_OK) throw_sqlite(database_, code, "opening " + path.string());
    configure(access, sync, cache_kib);
  } catch (...) {
    const bool is_database = sqlite3_errcode(database_) != SQLITE_NOTADB;
    sqlite3_close_v2(database_);
    if (is_database) throw;
    throw Fault(path.string() + " is no database. Move it away, or put a copy of the community's in its place.");
  }
}

// close_v2 lets the cached statements, destroyed after this, end the connection.
SqliteConnection::~SqliteConnection() { sqlite3_close_v2(database_); }

void SqliteConnection::configure(Access access, Sync sync, int cache_kib) {
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(database_, SQLITE_LIMIT_LENGTH, kMaxTextBytes);
  pragma("pragma mmap_size = 0");
  pragma("pragma foreign_keys = on");
  pragma(fmt::format("pragma cache_size = -{}", cache_kib));
  if (access == Access::read) return pragma("pragma query_only = on");
  pragma("pragma journal_mode = wal");
  // What is deleted leaves no readable bytes in the file: somebody may have been promised that.
  pragma("pragma secure_delete = on");
  pragma(sync == Sync::full ? "pragma synchronous = full" : "pragma synchronous = off");
  pragma("pragma wal_autocheckpoint = 0");
  pragma(fmt::format("pragma journal_size_limit = {}", kJournalBytes));
}

void SqliteConnection::pragma(const std::string& text) {
  const int code = sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite(database_, code, text);
}

Statement& SqliteConnection::lend(const Sql& sql) {
  if (spoiled_) throw Fault("a statement of this transaction failed before: " + std::string(sql.text()));
  return statements_.lend(sql);
}

int SqliteConnection::attempt(const Sql& sql) {
  Statement* statement = nullptr;
  int code = SQLITE_OK;
  try {
    statement = &statements_.lend(sql);
    while (statement->step()) continue;
  } catch (const Fault&) {
    code = sqlite3_extended_errcode(database_);
  }
  if (statement != nullptr) statements_.give_back(*statement);
  return code;
}

void SqliteConnection::must(const Sql& sql) {
  if (const int code = attempt(sql); code != SQLITE_OK) {
    throw_sqlite(database_, code, sql.text());
  }
}

void SqliteConnection::run_file(const assets::Carried& file) {
  const char* next = file.begin;
  while (next < file.end) {
    sqlite3_stmt* statement = nullptr;
    const int prepared = sqlite3_prepare_v2(database_, next, static_cast<int>(file.end - next), &statement, &next);
    if (prepared != SQLITE_OK) {
      spoiled_ = true;
      throw_sqlite(database_, prepared, file.name);
    }
    if (statement == nullptr) continue;  // blanks or a comment
    while (sqlite3_step(statement) == SQLITE_ROW) continue;
    if (const int code = sqlite3_finalize(statement); code != SQLITE_OK) {
      spoiled_ = true;
      throw_sqlite(database_, code, file.name);
    }
  }
}

}  // namespace parvis::store
