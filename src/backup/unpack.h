// Takes a backup out of its archive and holds everything in it against its manifest: names, sizes, sums, the pages and
// references of the database, the rows of each table. The archive may be a stranger's: nothing is written but the files
// that are expected, and nothing is believed. What is wrong is one sentence (Fault).
#pragma once

#include <filesystem>

#include "backup/manifest.h"
#include "core/secret.h"

namespace parvis::backup {

// Into `folder`, which is there and empty. What was written is the caller's to remove when this throws. The files are
// synced.
Manifest unpack(const std::filesystem::path& archive, const Secret& passphrase, const std::filesystem::path& folder);

// The same in a folder of its own, which is removed again: is this a backup one can return to?
Manifest verify(const std::filesystem::path& archive, const Secret& passphrase);

// A folder with a name that nobody has, removed with all that is in it at the end.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::filesystem::path& parent);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace parvis::backup
