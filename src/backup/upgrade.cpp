#include "backup/upgrade.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>

#include <algorithm>
#include <cerrno>

#include "backup/make.h"
#include "backup/unpack.h"
#include "core/archive/bytes.h"
#include "core/log/log.h"
#include "core/store/migrations.h"
#include "core/store/snapshot.h"
#include "core/store/tables.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBefore = "before-upgrade-to-";
constexpr std::size_t kKept = 3;
// The copy, the archive, and what the migrations write anew.
constexpr std::uint64_t kRoomFactor = 3;

// The last first.
std::vector<fs::path> backups_before_upgrades(const config::Settings& settings) {
  std::vector<fs::path> found;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(settings.backup_folder(), absent)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(kBefore) && !name.ends_with(".part") && instant_in(name)) found.push_back(entry.path());
  }
  std::ranges::sort(found, std::greater(), [](const fs::path& path) { return *instant_in(path.filename().string()); });
  return found;
}

void prune(const config::Settings& settings) {
  const auto found = backups_before_upgrades(settings);
  for (std::size_t i = kKept; i < found.size(); ++i) fs::remove(found[i]);
}

void move_to(const fs::path& from, const fs::path& to) {
  if (rename(from.c_str(), to.c_str()) != 0) throw Fault(to.string() + " cannot be put in its place.");
}

// Puts `fresh` where the database is and the database where `fresh` was, at once where the file system can.
void exchange(const fs::path& fresh, const fs::path& database) {
  if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, database.c_str(), RENAME_EXCHANGE) == 0) return;
  const fs::path old = fresh.string() + ".old";
  move_to(database, old);
  move_to(fresh, database);
  move_to(old, fresh);
}

// A community whose making was stopped has some of its tables and nothing in them to lose.
bool has_a_past(store::Reader& reader) {
  const auto is_timeline = [](const store::Table& table) { return table.name == "activity"; };
  return std::ranges::any_of(store::tables_of(reader), is_timeline) &&
         reader.one<int>("select 1 from activity limit 1").has_value();
}

}  // namespace

void back_up_before_upgrade(store::Store& store, const config::Settings& settings) {
  if (!store::is_upgrade(store) || !store.read(has_a_past)) return;
  const int to = store::carried_migrations(store::Database::sqlite).back().version;
  if (store::schema_version(store) > to) return;  // newer than this program, which will refuse it
  const auto folder = settings.backup_folder();
  fs::create_directories(folder);
  const auto bytes = store.read([](store::Reader& reader) { return store::size_of_copy(reader); });
  archive::need_room(folder, kRoomFactor * bytes, "the upgrade, which begins with a backup");
  const auto file = folder / file_name(fmt::format("{}{}", kBefore, to), now(), !settings.backup.passphrase.empty());
  log::info("Backing up before the upgrade", {{"file", file.string()}, {"to_schema", to}});
  make_backup(store, settings, file, settings.backup.passphrase, Extent::database);
  prune(settings);
}

fs::path last_before_upgrade(const config::Settings& settings) {
  const auto found = backups_before_upgrades(settings);
  if (found.empty()) {
    throw Fault("No upgrade left a backup in " + settings.backup_folder().string() +
                ". Name another backup with --archive.");
  }
  return found.front();
}

RolledBack roll_back(const config::Settings& settings, const fs::path& archive, const Secret& passphrase,
                     WhatFollowed followed) {
  const auto database = settings.database_file();
  if (!fs::exists(database)) {
    throw Fault("There is no community in " + settings.data_dir.string() + " to roll back. See parvis restore.");
  }
  const ScratchFolder beside(settings.data_dir);
  RolledBack result{.restored = {.manifest = unpack(archive, passphrase, beside.path())}};
  const auto& manifest = result.restored.manifest;
  result.lost = store::acts_after(database, manifest.last_activity);
  if (result.lost > 0 && followed == WhatFollowed::keep) {
    throw Fault(
        fmt::format("Since {}, when the backup was made, there were {} acts (posts, reactions, members who "
                    "joined…): going back loses them. To go back all the same, add --lose-what-followed. "
                    "Nothing was changed.",
                    to_rfc3339(manifest.made_at), result.lost));
  }
  put_blobs(beside.path(), manifest, settings);
  const auto fresh = beside.path() / kDatabaseName;
  end_what_may_not_return(fresh, result.restored);
  store::fold_log(database);  // its log belongs to it and to no other file
  result.set_aside = settings.data_dir / ("set-aside-" + file_name("", now(), false).substr(1, 20));
  fs::create_directory(result.set_aside);
  exchange(fresh, database);
  move_to(fresh, result.set_aside / database.filename());
  for (const auto& folder : {result.set_aside, database.parent_path(), settings.data_dir}) {
    archive::sync_folder(folder);
  }
  return result;
}

}  // namespace parvis::backup
