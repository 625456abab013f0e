#include "unsynced_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>

#include "orders.h"

namespace parvis::faulty {
namespace {

std::mutex files_mutex;
std::map<std::string, std::shared_ptr<UnsyncedFile>> files;

void must(bool done) {
  if (!done) std::abort();
}

}  // namespace

std::shared_ptr<UnsyncedFile> UnsyncedFile::of(const std::string& path) {
  std::lock_guard lock(files_mutex);
  auto& file = files[path];
  if (!file) file = std::make_shared<UnsyncedFile>(path);
  return file;
}

bool UnsyncedFile::has_bytes(const std::string& path) {
  std::lock_guard lock(files_mutex);
  const auto found = files.find(path);
  return found != files.end() && found->second->size() > 0;
}

void UnsyncedFile::forget(const std::string& path) {
  std::lock_guard lock(files_mutex);
  files.erase(path);
}

UnsyncedFile::UnsyncedFile(std::string path)
    : path_(std::move(path)), disk_(::open(path_.c_str(), O_RDWR | O_CLOEXEC)) {
  struct stat known{};
  must(disk_ >= 0 && ::fstat(disk_, &known) == 0);
  bytes_.resize(static_cast<std::size_t>(known.st_size));
  must(::pread(disk_, bytes_.data(), bytes_.size(), 0) == static_cast<ssize_t>(bytes_.size()));
  dice_.seed(static_cast<unsigned>(std::atoi(order("power").value_or("1").c_str())));
  may_be_early_ = !ordered("late");
  real_sync_every_ = static_cast<unsigned>(std::atoi(order("lie").value_or("1").c_str()));
}

UnsyncedFile::~UnsyncedFile() { ::close(disk_); }

std::size_t UnsyncedFile::read(char* to, std::size_t count, std::size_t at) {
  std::lock_guard lock(mutex_);
  if (at >= bytes_.size()) return 0;
  count = std::min(count, bytes_.size() - at);
  std::memcpy(to, bytes_.data() + at, count);
  return count;
}

void UnsyncedFile::write(const char* from, std::size_t count, std::size_t at) {
  std::lock_guard lock(mutex_);
  if (at + count > bytes_.size()) {
    bytes_.resize(at + count);
    size_is_unsynced_ = true;
  }
  std::memcpy(bytes_.data() + at, from, count);
  for (auto sector = at / kSector; sector <= (at + count - 1) / kSector; ++sector) unsynced_.insert(sector);
  if (may_be_early_ && dice_() % 8 == 0) some_reach_the_disk();
}

void UnsyncedFile::truncate(std::size_t size) {
  std::lock_guard lock(mutex_);
  bytes_.resize(size);
  size_is_unsynced_ = true;
  unsynced_.erase(unsynced_.lower_bound((size + kSector - 1) / kSector), unsynced_.end());
}

void UnsyncedFile::sync() {
  std::lock_guard lock(mutex_);
  if (++syncs_ % real_sync_every_ != 0) return;
  for (const auto sector : unsynced_) store_sector(sector);
  unsynced_.clear();
  if (size_is_unsynced_) must(::ftruncate(disk_, static_cast<off_t>(bytes_.size())) == 0);
  size_is_unsynced_ = false;
}

std::size_t UnsyncedFile::size() {
  std::lock_guard lock(mutex_);
  return bytes_.size();
}

void UnsyncedFile::some_reach_the_disk() {
  for (auto sector = unsynced_.begin(); sector != unsynced_.end();) {
    if (dice_() % 3 != 0) {
      ++sector;
      continue;
    }
    store_sector(*sector);
    sector = unsynced_.erase(sector);
  }
}

void UnsyncedFile::store_sector(std::size_t sector) {
  const auto at = sector * kSector;
  const auto count = std::min(kSector, bytes_.size() - at);
  must(::pwrite(disk_, bytes_.data() + at, count, static_cast<off_t>(at)) == static_cast<ssize_t>(count));
}

}  // namespace parvis::faulty
