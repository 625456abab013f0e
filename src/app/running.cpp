#include "app/running.h"

#include "app/wiring.h"
#include "backup/upgrade.h"
#include "core/errors.h"
#include "core/log/log.h"
#include "core/store/disk_room.h"
#include "core/store/migrations.h"
#include "core/store/postgres_store.h"
#include "core/store/sqlite_store.h"
#include "core/store/transfer.h"

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

bool is_postgres(const config::Settings& settings) { return store::is_postgres_address(settings.database.reveal()); }

store::PostgresOptions postgres_options(const config::Settings& settings) {
  const auto& ours = settings.postgresql;
  return {.address = store::parse_postgres_address(settings.database.reveal()),
          .times = {.connect = ours.connect_time, .statement = settings.statement_time(), .lock = ours.turn_time},
          .connections = static_cast<int>(ours.connections),
          .most_wait = ours.wait_time};
}

std::optional<store::PostgresAddress> replica_of(const config::Settings& settings,
                                                 const store::PostgresAddress& database) {
  const auto& address = settings.postgresql.replica;
  if (address.empty()) return std::nullopt;
  auto replica = store::parse_postgres_address(address.reveal());
  replica.schema = database.schema;
  return replica;
}

constexpr std::int64_t kMegabyte = 1024 * 1024;

// Looks at the disk before the database is opened, which a ballast given back may make possible. Another machine's disk
// is not looked after from here.
std::unique_ptr<store::DiskRoom> room_for(const config::Settings& settings) {
  if (is_postgres(settings)) return nullptr;
  const auto folder = settings.database_file().parent_path();
  make_directory(folder);
  auto room = std::make_unique<store::DiskRoom>(store::DiskRoomOptions{
      .folder = folder,
      .ballast_bytes = static_cast<std::int64_t>(settings.disk.ballast_megabytes) * kMegabyte,
      .warn_below_bytes = static_cast<std::int64_t>(settings.disk.warn_below_megabytes) * kMegabyte});
  return room;
}

std::unique_ptr<store::Store> open_database(const config::Settings& settings, Work work) {
  if (is_postgres(settings)) {
    auto options = postgres_options(settings);
    if (settings.serves) options.replica = replica_of(settings, options.address);
    return store::open_postgres(options);
  }
  store::SqliteOptions options{.path = settings.database_file(),
                               .reader_connections = static_cast<int>(settings.server.workers) + 8};
  if (work == Work::bulk) options.writer_cache_kib = kBulkCacheKib;
  return store::open_sqlite(options);
}

}  // namespace

bool lives_in_folder(const config::Settings& settings) { return !is_postgres(settings); }

bool holds_community(const config::Settings& settings) {
  if (is_postgres(settings)) return store::holds_tables(postgres_options(settings));
  return std::filesystem::exists(settings.database_file());
}

namespace {

void make_schema_beside(const config::Settings& settings, const std::function<void(const config::Settings&)>& make) {
  auto partial = postgres_options(settings);
  const auto wanted = partial.address.schema;
  partial.address.schema += "_in_the_making";
  store::drop_schema(partial);
  auto beside = settings;
  beside.database = Secret(partial.address.text());
  make(beside);
  store::rename_schema(partial, wanted);
}

}  // namespace

void make_beside(const config::Settings& settings, const std::function<void(const config::Settings&)>& make) {
  if (is_postgres(settings)) return make_schema_beside(settings, make);
  auto beside = settings;
  make_directory(settings.data_dir);
  beside.data_dir = settings.data_dir / "in-the-making";
  std::filesystem::remove_all(beside.data_dir);
  make(beside);
  for (const auto& entry : std::filesystem::directory_iterator(beside.data_dir)) {
    std::filesystem::rename(entry.path(), settings.data_dir / entry.path().filename());
  }
  std::filesystem::remove_all(beside.data_dir);
}

std::string shown_database(const config::Settings& settings) {
  if (is_postgres(settings)) return store::parse_postgres_address(settings.database.reveal()).shown();
  const auto file = settings.database_file();
  return file == settings.data_dir / "community.db" ? settings.data_dir.string() : file.string();
}

config::Settings settings_of(const Place& place, config::Overrides overrides) {
  if (!place.database.empty()) overrides.emplace_back("database", place.database);
  return config::load_settings(place.data, {}, overrides);
}

void require_community(const config::Settings& settings) {
  if (holds_community(settings)) return;
  throw Fault("There is no community in " + shown_database(settings) + ". Make one with: parvis init --data " +
              settings.data_dir.string());
}

std::unique_ptr<store::Store> open_store(const config::Settings& settings, Missing missing, Work work) {
  if (missing == Missing::refuse) require_community(settings);
  // A server that is not there leaves no folder behind.
  if (!is_postgres(settings)) make_directory(settings.data_dir);
  auto store = open_database(settings, work);
  make_directory(settings.data_dir);
  backup::back_up_before_upgrade(*store, settings);
  store::migrate(*store);
  return store;
}

std::unique_ptr<community::Community> open_community(const Place& place, Missing missing, Work work) {
  return open_community(settings_of(place), missing, work);
}

std::unique_ptr<community::Community> open_community(const config::Settings& settings, Missing missing, Work work) {
  log::start(settings.log.level, settings.log.format);
  auto room = work == Work::serving ? room_for(settings) : nullptr;
  auto store = open_store(settings, missing, work);
  if (room) store = store::guard_room(std::move(store), std::move(room));
  if (store::is_half_moved(*store)) {
    throw Fault("A move into " + shown_database(settings) + " was stopped: run parvis migrate again to end it.");
  }
  auto community = std::make_unique<community::Community>(settings, std::move(store));
  wire(*community);
  return community;
}

}  // namespace parvis::app
