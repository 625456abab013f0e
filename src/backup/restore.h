// Brings a community back from a backup, into an empty place: everything is taken out and examined beside it, and only
// then appears, at once. What must not come back with the past is ended first (`end_what_may_not_return`).
#pragma once

#include <filesystem>

#include "backup/manifest.h"
#include "core/config/settings.h"
#include "core/store/store.h"

namespace parvis::backup {

// Where the program keeps what it knows of its own backups (schedule.h).
inline constexpr char kStateSetting[] = "backup";

struct Restored {
  Manifest manifest;
  std::int64_t sessions = 0, letters = 0;  // that were ended
  bool took_configuration = false;         // there was none in the place
};

// Restores into the data directory of `place`, whose database is a file. Throws Fault with a sentence, and leaves the
// place as it was, when something is wrong with the archive or the place holds a community.
Restored restore(const std::filesystem::path& archive, const Secret& passphrase, const config::Settings& place);

// Puts the configuration of an unpacked backup into the place unless there is one; says whether it did.
bool take_configuration(const std::filesystem::path& unpacked, const config::Settings& place);

// Puts the blobs of an unpacked backup where the place keeps its own. Equal bytes have equal names: nothing is written
// over, and when a later step fails the sweep takes away what nothing refers to.
void put_blobs(const std::filesystem::path& unpacked, const Manifest& manifest, const config::Settings& place);

// A session closed since, a link used since and a letter sent since would otherwise come alive again: all sessions and
// one-time links end, and letters that waited are not sent. Counts what it ended.
void end_what_may_not_return(store::Transaction& transaction, Restored& counts);
// The same in a database file that nobody has open.
void end_what_may_not_return(const std::filesystem::path& database, Restored& counts);

}  // namespace parvis::backup
