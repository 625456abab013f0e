// Makes a backup: one archive with the database as it was at one instant, every blob, the configuration without its
// secrets, and a manifest. Writing goes on meanwhile. From any thread; one thread lowers its own rank for it (see
// schedule.h).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "backup/manifest.h"
#include "core/config/settings.h"
#include "core/store/snapshot.h"

namespace parvis::backup {

struct Made {
  std::filesystem::path file;
  std::uint64_t bytes = 0;
  Manifest manifest;
};

// "backup-2026-11-22t03-30-00z.tar.zst", with ".sealed" behind it when it is sealed. `what` is "backup",
// "before-upgrade-to-9".
std::string file_name(std::string_view what, Instant at, bool sealed);
// The instant in such a name.
std::optional<Instant> instant_in(std::string_view file_name);

// An upgrade changes the database alone, so returning from it needs nothing else.
enum class Extent { everything, database };

// Writes the archive to `file`, which must not be there; sealed when `passphrase` is not empty. Throws Fault with a
// sentence and leaves nothing behind when it cannot: archive::NoRoom when the disk is too small. `goes_on` is asked now
// and then.
Made make_backup(store::Store& store, const config::Settings& settings, const std::filesystem::path& file,
                 const Secret& passphrase, Extent extent = Extent::everything, const store::GoesOn& goes_on = {});

}  // namespace parvis::backup
