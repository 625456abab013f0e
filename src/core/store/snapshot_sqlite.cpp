#include <fmt/format.h>

#include "core/store/integrity.h"
#include "core/store/snapshot.h"
#include "core/store/sqlite_connection.h"

namespace parvis::store {
namespace {

constexpr int kPagesAtOnce = 256;  // some 1 MB, then the writer's disk is let go for a moment
constexpr int kCacheKib = 16 * 1024;
constexpr int kStepsBetweenQuestions = 100'000;  // of SQLite's machine: some milliseconds

[[noreturn]] void stop() { throw Fault("it was stopped"); }

struct Copying {
  Copying(const std::filesystem::path& file, sqlite3* from) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_NOMUTEX;
    if (const int code = sqlite3_open_v2(file.c_str(), &to, flags, nullptr); code != SQLITE_OK) fail(code);
    // A copy that is interrupted is thrown away, and a whole one is read at once: neither a journal nor a sync.
    sqlite3_exec(to, "pragma journal_mode = off; pragma synchronous = off", nullptr, nullptr, nullptr);
    backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == nullptr) fail(sqlite3_errcode(to));
  }
  ~Copying() {
    sqlite3_backup_finish(backup);
    sqlite3_close_v2(to);
  }
  [[noreturn]] void fail(int code) {
    struct Close {
      ~Close() { sqlite3_close_v2(to); }
      sqlite3* to;
    } close{backup == nullptr ? to : nullptr};
    throw_sqlite(to, code, "copying the database");
  }
  Copying(const Copying&) = delete;
  Copying& operator=(const Copying&) = delete;

  sqlite3* to = nullptr;
  sqlite3_backup* backup = nullptr;
};

std::int64_t number(Reader& reader, const Sql& sql) { return reader.one<std::int64_t>(sql).value_or(0); }

// A name goes into the text as a name, whatever stands in it.
std::int64_t count_rows(SqliteConnection& connection, const std::string& table) {
  char* text = sqlite3_mprintf("select count(*) from \"%w\"", table.c_str());
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(connection.handle(), text, -1, &statement, nullptr);
  sqlite3_free(text);
  if (code != SQLITE_OK) throw_sqlite(connection.handle(), code, "counting rows");
  const bool counted = sqlite3_step(statement) == SQLITE_ROW;
  const std::int64_t rows = counted ? sqlite3_column_int64(statement, 0) : 0;
  if (const int end = sqlite3_finalize(statement); end != SQLITE_OK) {
    throw_sqlite(connection.handle(), end, "counting rows");
  }
  return rows;
}

}  // namespace

void copy_snapshot(Reader& reader, const std::filesystem::path& file, const GoesOn& goes_on) {
  auto& connection = dynamic_cast<SqliteConnection&>(reader.connection());
  // The snapshot begins with the first statement; then the copy keeps to it, whatever is committed meanwhile.
  number(reader, "select count(*) from sqlite_schema");
  Copying copying(file, connection.handle());
  for (;;) {
    const int code = sqlite3_backup_step(copying.backup, kPagesAtOnce);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_OK) copying.fail(code);
    if (goes_on && !goes_on()) stop();
  }
}

std::uint64_t size_of_copy(Reader& reader) {
  return reader.connection().database() == Database::sqlite ? size_of_sqlite(reader) : size_of_postgres(reader);
}

std::uint64_t size_of_sqlite(Reader& reader) {
  return static_cast<std::uint64_t>(number(reader, "pragma page_count") * number(reader, "pragma page_size"));
}

FileFacts facts_of(const std::filesystem::path& file, const GoesOn& goes_on) {
  SqliteConnection connection(file, Access::read, Sync::full, kCacheKib);
  const auto ask = [](void* question) { return (*static_cast<const GoesOn*>(question))() ? 0 : 1; };
  if (goes_on) {
    sqlite3_progress_handler(connection.handle(), kStepsBetweenQuestions, ask,
                             const_cast<void*>(static_cast<const void*>(&goes_on)));
  }
  connection.must("begin");
  Reader reader(connection);
  // Neither has a place in a community's file, and either could act on its own when it is written to.
  if (number(reader, "select count(*) from sqlite_schema where type in ('trigger', 'view')") > 0 ||
      number(reader, "select count(*) from sqlite_schema where name in ('schema_version', 'activity')") != 2) {
    throw Fault(file.filename().string() + " is no database of Parvis.");
  }
  FileFacts facts{.problems = check_integrity(reader)};
  facts.schema = static_cast<int>(number(reader, "select coalesce(max(version), 0) from schema_version"));
  facts.last_activity = number(reader, "select coalesce(max(id), 0) from activity");
  const auto tables = reader.all<std::string>(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'");
  for (const auto& table : tables) facts.rows[table] = count_rows(connection, table);
  return facts;
}

std::int64_t acts_after(const std::filesystem::path& file, std::int64_t after) {
  SqliteConnection connection(file, Access::read, Sync::full, kCacheKib);
  return Reader(connection).one<std::int64_t>("select count(*) from activity where id > $1", after).value_or(0);
}

void fold_log(const std::filesystem::path& file) {
  {
    SqliteConnection connection(file, Access::write, Sync::full, kCacheKib);
    const int code =
        sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) throw_sqlite(connection.handle(), code, "clearing the log");
  }
  // The last connection takes them away; what is left of them is empty.
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(file.string() + end);
}

}  // namespace parvis::store
