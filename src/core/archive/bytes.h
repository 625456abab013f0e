// Bytes on their way into an archive and out of it again, piece by piece, so that nothing is held whole: files, and
// what is wrapped around them (sealed.h). Used by one thread at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/errors.h"

namespace parvis::archive {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view piece) = 0;
  // Nothing more comes: whatever must be said or synced last. What was not finished counts as never written.
  virtual void finish() = 0;
};

class Source {
 public:
  virtual ~Source() = default;
  // At most `most` bytes into `into`; fewer only at the end, none after it.
  virtual std::size_t read(char* into, std::size_t most) = 0;
};

// The disk that a file was to be written to has no room left.
struct NoRoom : Fault {
  using Fault::Fault;
};

// A file that is there whole or not at all: written as NAME.part, readable by its owner only, synced and renamed by
// `finish` together with its folder's entry. Without `finish` it is removed. Throws Fault when `path` is there already.
class NewFile : public Sink {
 public:
  explicit NewFile(std::filesystem::path path);
  ~NewFile() override;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  void write(std::string_view piece) override;
  void finish() override;

 private:
  void sync_some();

  std::filesystem::path path_, part_;
  int descriptor_ = -1;
  std::size_t unsynced_ = 0;
};

class FileSource : public Source {
 public:
  // Throws Fault with a sentence when the file cannot be read.
  explicit FileSource(const std::filesystem::path& path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  std::size_t read(char* into, std::size_t most) override;

 private:
  std::filesystem::path path_;
  int descriptor_;
};

// Makes a rename within the folder lasting.
void sync_folder(const std::filesystem::path& folder);

// Throws NoRoom, with a sentence about `what`, when fewer than `bytes` are free where `folder` is.
void need_room(const std::filesystem::path& folder, std::uint64_t bytes, std::string_view what);

}  // namespace parvis::archive
