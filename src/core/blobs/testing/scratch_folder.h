// A new empty folder for one test, removed with all it holds at the end. Named after the process too: several may run
// the same tests at the same moment.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "core/ids.h"

namespace parvis::blobs::testing {

class ScratchFolder {
 public:
  ScratchFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("parvis-blobs-" + std::to_string(::getpid()) + "-" + id_text(next_id()))) {
    std::filesystem::create_directories(path_);
  }
  ~ScratchFolder() { std::filesystem::remove_all(path_); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace parvis::blobs::testing
