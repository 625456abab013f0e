// A blob on its way in: its bytes in a file of a temporary name, with their sum. Whichever way the put goes on, the
// file is gone at the end, renamed or removed. One for each put.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "core/blobs/blobs.h"

namespace parvis::blobs {

// Where tests let a step fail: asked before each of "write", "sync", "rename", "sync folder", it answers 0 or the
// errno to fail with.
using FailAt = std::function<int(std::string_view step)>;

class Staged {
 public:
  // Reads `source` to its end into a new file of `folder`. Throws TooLarge after `most` bytes, Unavailable when the
  // disk does not take them.
  Staged(const Source& source, const std::filesystem::path& folder, std::uint64_t most, const FailAt& fail_at);
  ~Staged();
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;

  const Sum& sum() const { return *sum_; }
  std::uint64_t size() const { return size_; }
  int descriptor() const { return descriptor_; }

  // Syncs the bytes and gives them their name in one step, in place of what was there.
  void keep_as(const std::filesystem::path& path);

 private:
  void fill(const Source& source, std::uint64_t most);
  void write(std::string_view piece);

  std::filesystem::path path_;
  const FailAt& fail_at_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::optional<Sum> sum_;
};

// Makes a renamed, new or removed entry of `folder` durable. Throws Unavailable.
void sync_folder(const std::filesystem::path& folder, const FailAt& fail_at);

// Removes what a killed process left half written in `folder`, if it is older than a day.
void tidy_staging(const std::filesystem::path& folder);

}  // namespace parvis::blobs
