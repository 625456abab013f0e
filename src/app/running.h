// A community opened from its data directory: settings read, database open and migrated, everything wired. The one way
// in for every command. The caller owns the community; it must be the last to go.
#pragma once

#include <filesystem>
#include <memory>

#include "community/community.h"
#include "core/config/settings.h"

namespace parvis::app {

enum class Missing { refuse, create };  // what to do when there is no community in the directory yet
// What the store is opened for. `bulk`: rows by the million from one writer, whose indexes' pages should stay at hand.
// `serving`: for long, with an eye on the room left on the disk (store::watch_room).
enum class Work { pages, bulk, serving };

// Throws Fault or ConfigurationError with a sentence for the one who typed the command.
std::unique_ptr<community::Community> open_community(const std::filesystem::path& data_directory, Missing missing,
                                                     const config::Overrides& overrides = {}, Work work = Work::pages);

// Makes the directory when it is not there; throws Fault with a sentence when it cannot be.
void make_directory(const std::filesystem::path& directory);

// The store alone, migrated: for commands that need no running community.
std::unique_ptr<store::Store> open_store(const config::Settings& settings, Missing missing, Work work = Work::pages);

}  // namespace parvis::app
