// Holds a data directory for one program: two that serve the same community would each keep pages that the other made
// stale, and send the same letters. Commands that only add to the database (member, token) need no hold. The kernel
// lets go when the process ends, however it ends.
#pragma once

#include <filesystem>

namespace parvis::app {

class FolderLock {
 public:
  // Throws Fault with a sentence for the one who typed the command when another program holds the directory, which is
  // made when it is not there, and taken away in the end when nothing came into it.
  explicit FolderLock(const std::filesystem::path& directory);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  std::filesystem::path directory_;
  bool made_;
  int descriptor_;
};

}  // namespace parvis::app
