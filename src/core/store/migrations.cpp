#include "core/store/migrations.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "core/ids_start.h"
#include "core/store/stored_ids.h"

namespace parvis::store {
namespace {

constexpr std::size_t kDigits = 4;

struct FileName {
  int version = 0;
  std::string name;
  std::optional<Database> only;
};

bool take_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

// "schema/0003_search.sqlite.sql" → 3, "search", sqlite.
FileName parse(std::string_view path) {
  const Fault wrong(fmt::format("{}: a migration is named NNNN_name.sql, .sqlite.sql or .postgres.sql", path));
  std::string_view rest = path.substr(path.rfind('/') + 1);
  FileName file;
  if (take_end(rest, ".sqlite.sql"))
    file.only = Database::sqlite;
  else if (take_end(rest, ".postgres.sql"))
    file.only = Database::postgres;
  else if (!take_end(rest, ".sql"))
    throw wrong;
  if (rest.size() < kDigits + 2 || rest[kDigits] != '_') throw wrong;
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + kDigits, file.version);
  if (error != std::errc{} || stop != rest.data() + kDigits || file.version < 1) throw wrong;
  file.name = rest.substr(kDigits + 1);
  return file;
}

bool is_migration(std::string_view path) { return path.ends_with(".sql"); }

void make_version_table(Store& store) {
  store.write([](Transaction& t) {
    t.run(
        "create table if not exists schema_version(version integer not null primary key, name text not null, "
        "applied_at bigint not null)");
  });
}

std::set<int> applied(Store& store) {
  const auto versions = store.read([](Reader& r) { return r.all<int>("select version from schema_version"); });
  return {versions.begin(), versions.end()};
}

void refuse_newer(const std::set<int>& done, const std::vector<Migration>& known) {
  const int here = known.empty() ? 0 : known.back().version;
  const int there = done.empty() ? 0 : *done.rbegin();
  if (there <= here) return;
  throw Fault(
      fmt::format("This data was written by a newer Parvis (schema {}, this program knows {}). Install that version or "
                  "restore a backup.",
                  there, here));
}

int apply_missing(Store& store, const std::vector<Migration>& known) {
  make_version_table(store);
  const auto done = applied(store);
  refuse_newer(done, known);
  int count = 0;
  for (const auto& migration : known) {
    if (done.contains(migration.version)) continue;
    const bool was_missing = store.write([&](Transaction& t) {
      // Another process that started at the same moment may have been quicker.
      if (t.one<int>("select version from schema_version where version = $1", migration.version)) return false;
      for (const auto* file : migration.files) t.connection().run_file(*file);
      t.run("insert into schema_version(version, name, applied_at) values ($1, $2, $3)", migration.version,
            migration.name, now());
      return true;
    });
    count += was_missing ? 1 : 0;
  }
  return count;
}

Database database_of(Store& store) {
  return store.read([](Reader& r) { return r.connection().database(); });
}

}  // namespace

std::vector<Migration> migrations_in(const std::vector<const assets::Carried*>& files, Database database) {
  std::map<int, Migration> by_version;
  for (const auto* file : files) {
    if (!is_migration(file->name)) continue;  // the snapshot lies beside them
    auto named = parse(file->name);
    auto& migration = by_version[named.version];
    if (!migration.name.empty() && migration.name != named.name) {
      throw Fault(fmt::format("two migrations are numbered {}: {} and {}", named.version, migration.name, named.name));
    }
    migration.version = named.version;
    migration.name = named.name;
    if (named.only && *named.only != database) continue;
    migration.files.insert(named.only ? migration.files.end() : migration.files.begin(), file);
  }
  std::vector<Migration> migrations;
  for (auto& [version, migration] : by_version) migrations.push_back(std::move(migration));
  return migrations;
}

std::vector<Migration> carried_migrations(Database database) {
  return migrations_in(assets::below("schema/"), database);
}

int migrate(Store& store, const std::vector<const assets::Carried*>& files) {
  return apply_missing(store, migrations_in(files, database_of(store)));
}

int migrate(Store& store) {
  const int count = apply_missing(store, carried_migrations(database_of(store)));
  start_ids_after(store.read([](Reader& r) { return greatest_id(r); }));
  return count;
}

int migrate_up_to(Store& store, int version) {
  auto known = carried_migrations(database_of(store));
  std::erase_if(known, [&](const Migration& one) { return one.version > version; });
  return apply_missing(store, known);
}

bool is_upgrade(Store& store) {
  make_version_table(store);
  const auto done = applied(store);
  const auto known = carried_migrations(database_of(store));
  return !done.empty() && std::ranges::any_of(known, [&](const auto& one) { return !done.contains(one.version); });
}

int schema_version(Store& store) {
  make_version_table(store);
  const auto done = applied(store);
  return done.empty() ? 0 : *done.rbegin();
}

}  // namespace parvis::store
