// A file whose writes stay in memory until it is synced, as they do in a machine whose power may fail. Shared between
// the connections of the process that have the same path open; what another process sees, and what is left when this
// one is killed, is what was synced, and here and there a sector of 512 bytes that reached the disk early, in any order.
#pragma once

#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace parvis::faulty {

class UnsyncedFile {
 public:
  // The one file of `path` in this process; read from the disk when nobody has it open.
  static std::shared_ptr<UnsyncedFile> of(const std::string& path);
  static bool has_bytes(const std::string& path);
  static void forget(const std::string& path);

  explicit UnsyncedFile(std::string path);
  ~UnsyncedFile();

  // As pread: how many bytes were there.
  std::size_t read(char* to, std::size_t count, std::size_t at);
  void write(const char* from, std::size_t count, std::size_t at);
  void truncate(std::size_t size);
  void sync();
  std::size_t size();

 private:
  static constexpr std::size_t kSector = 512;

  void some_reach_the_disk();
  void store_sector(std::size_t sector);

  std::string path_;
  int disk_;
  std::mutex mutex_;
  std::vector<char> bytes_;
  std::set<std::size_t> unsynced_;  // sectors
  bool size_is_unsynced_ = false;
  std::mt19937 dice_;
  bool may_be_early_ = true;
  unsigned syncs_ = 0;
  unsigned real_sync_every_ = 1;
};

}  // namespace parvis::faulty
