#include "app/running.h"

#include "app/wiring.h"
#include "core/errors.h"
#include "core/log/log.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"

namespace parvis::app {

void make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw Fault("The folder " + directory.string() + " cannot be made: " + error.message() + ".");
}

std::unique_ptr<store::Store> open_store(const config::Settings& settings, Missing missing) {
  const auto file = settings.database_file();
  if (missing == Missing::refuse && !std::filesystem::exists(file)) {
    throw Fault("There is no community in " + settings.data_dir.string() + ". Make one with: parvis init --data " +
                settings.data_dir.string());
  }
  make_directory(settings.data_dir);
  auto store = store::open_sqlite({.path = file, .reader_connections = static_cast<int>(settings.server.workers) + 8});
  store::migrate(*store);
  return store;
}

std::unique_ptr<community::Community> open_community(const std::filesystem::path& data_directory, Missing missing,
                                                     const config::Overrides& overrides) {
  auto settings = config::load_settings(data_directory, {}, overrides);
  log::start(settings.log.level, settings.log.format);
  auto store = open_store(settings, missing);
  auto community = std::make_unique<community::Community>(settings, std::move(store));
  wire(*community);
  return community;
}

}  // namespace parvis::app
