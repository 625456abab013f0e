// A community opened from its data directory: settings read, database open and migrated, everything wired. The one way
// in for every command. The caller owns the community; it must be the last to go.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "community/community.h"
#include "core/config/settings.h"

namespace parvis::app {

enum class Missing { refuse, create };  // what to do when there is no community in the directory yet
// What the store is opened for. `bulk`: rows by the million from one writer, whose indexes' pages should stay at hand.
// `serving`: for long, with an eye on the room left on the disk (store::watch_room).
enum class Work { pages, bulk, serving };

// Where the typed command finds the community.
struct Place {
  std::string data;      // the folder
  std::string database;  // overrules the configuration when not empty
};

// Makes the directory when it is not there; throws Fault with a sentence when it cannot be.
void make_directory(const std::filesystem::path& directory);

// Throws Fault or ConfigurationError with a sentence for the one who typed the command.
std::unique_ptr<community::Community> open_community(const Place& place, Missing missing, Work work = Work::pages);
std::unique_ptr<community::Community> open_community(const config::Settings& settings, Missing missing,
                                                     Work work = Work::pages);

// What is configured for the community in a place.
config::Settings settings_of(const Place& place, config::Overrides overrides = {});
// The store alone, migrated: for commands that need no running community.
std::unique_ptr<store::Store> open_store(const config::Settings& settings, Missing missing, Work work = Work::pages);
// Makes a community beside its place with `make` and moves it there when it is whole, so that an interruption leaves
// nothing half made. `make` is given the settings of the place beside.
void make_beside(const config::Settings& settings, const std::function<void(const config::Settings&)>& make);
// Whether the community itself is kept in its data folder.
bool lives_in_folder(const config::Settings& settings);
// Whether there is a community already.
bool holds_community(const config::Settings& settings);
// Throws Fault with a sentence when there is none.
void require_community(const config::Settings& settings);
// The database as a sentence may name it, without its password.
std::string shown_database(const config::Settings& settings);

}  // namespace parvis::app
