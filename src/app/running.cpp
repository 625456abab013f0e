#include "app/running.h"

#include "app/wiring.h"
#include "core/config/disk.h"
#include "core/errors.h"
#include "core/log/log.h"
#include "core/store/disk_room.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"

namespace parvis::app {

// A row goes to one random place in each of a dozen indexes, which at a million posts hold some 300 MB: with less, most
// of those places are read again and written out once for each row.
constexpr int kBulkCacheKib = 384 * 1024;

void make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw Fault("The folder " + directory.string() + " cannot be made: " + error.message() + ".");
}

namespace {

constexpr std::int64_t kMegabyte = 1024 * 1024;

// Looks at the disk before the database is opened, which a ballast given back may make possible.
std::unique_ptr<store::DiskRoom> room_for(const config::Settings& settings) {
  const auto folder = settings.database_file().parent_path();
  make_directory(folder);
  auto room = std::make_unique<store::DiskRoom>(store::DiskRoomOptions{
      .folder = folder,
      .ballast_bytes = static_cast<std::int64_t>(config::disk().ballast_megabytes) * kMegabyte,
      .warn_below_bytes = static_cast<std::int64_t>(config::disk().warn_below_megabytes) * kMegabyte});
  return room;
}

}  // namespace

std::unique_ptr<store::Store> open_store(const config::Settings& settings, Missing missing, Work work) {
  const auto file = settings.database_file();
  if (missing == Missing::refuse && !std::filesystem::exists(file)) {
    throw Fault("There is no community in " + settings.data_dir.string() + ". Make one with: parvis init --data " +
                settings.data_dir.string());
  }
  make_directory(settings.data_dir);
  store::SqliteOptions options{.path = file, .reader_connections = static_cast<int>(settings.server.workers) + 8};
  if (work == Work::bulk) options.writer_cache_kib = kBulkCacheKib;
  auto store = store::open_sqlite(options);
  store::migrate(*store);
  return store;
}

std::unique_ptr<community::Community> open_community(const std::filesystem::path& data_directory, Missing missing,
                                                     const config::Overrides& overrides, Work work) {
  auto settings = config::load_settings(data_directory, {}, overrides);
  log::start(settings.log.level, settings.log.format);
  auto room = work == Work::serving ? room_for(settings) : nullptr;
  auto store = open_store(settings, missing, work);
  if (room) store = store::guard_room(std::move(store), std::move(room));
  auto community = std::make_unique<community::Community>(settings, std::move(store));
  wire(*community);
  return community;
}

}  // namespace parvis::app
