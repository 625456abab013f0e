#include "core/store/disk_room.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>

#include "core/log/log.h"

namespace parvis::store {
namespace {

// What must stay free beside the ballast before writing goes on, so that it does not end again at the next write.
constexpr std::int64_t kLeastFree = 1024 * 1024;

}  // namespace

// A ballast that was given back leaves an empty file: a start with the disk still full must not write on what was
// freed.
DiskRoom::DiskRoom(DiskRoomOptions options) : options_(std::move(options)) {
  std::error_code error;
  const bool was_given_back = options_.ballast_bytes > 0 && std::filesystem::is_empty(ballast_file(), error) && !error;
  if (was_given_back || free_bytes() < kLeastFree / 4) {
    give_ballast_back();
    room_ = Room::none;
  }
  if (room_ == Room::none) log::error("The disk is still full: only deletions are written until there is room");
}

DiskRoom::~DiskRoom() = default;

void DiskRoom::watch() {
  look();
  watcher_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!stopped.wait_for(lock, stop, options_.look_every, [&] { return stop.stop_requested(); })) look();
  });
}

std::int64_t DiskRoom::free_bytes() const {
  struct statvfs known {};
  if (::statvfs(options_.folder.c_str(), &known) != 0) return INT64_MAX;  // unknown: the writes will tell
  return static_cast<std::int64_t>(known.f_bavail) * static_cast<std::int64_t>(known.f_frsize);
}

std::int64_t DiskRoom::kept_ballast() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(ballast_file(), error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

// Or makes it smaller, where it was larger.
bool DiskRoom::take_up_ballast() {
  const int file = ::open(ballast_file().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const auto size = options_.ballast_bytes;
  const bool taken = ::ftruncate(file, size) == 0 && (size == 0 || ::posix_fallocate(file, 0, size) == 0);
  ::close(file);
  if (!taken) give_ballast_back();
  return taken;
}

void DiskRoom::give_ballast_back() {
  [[maybe_unused]] const int given = ::truncate(ballast_file().c_str(), 0);  // without one there is nothing to give
}

void DiskRoom::look() {
  const std::lock_guard lock(mutex_);
  const auto kept = kept_ballast();
  const auto free = free_bytes();
  const auto least = std::max(kLeastFree, options_.ballast_bytes / 2);
  const auto wanted = options_.ballast_bytes - kept;
  if (free < kLeastFree / 4) {
    give_ballast_back();
    return enter(Room::none, free);
  }
  if (free < wanted + least) {
    // Too little to begin again; enough to go on, as long as writes succeed.
    if (room_ != Room::none) enter(Room::low, free);
    return;
  }
  if (wanted != 0 && !take_up_ballast()) return;
  enter(free - wanted < options_.warn_below_bytes ? Room::low : Room::ample, free);
}

void DiskRoom::ran_out() {
  const std::lock_guard lock(mutex_);
  if (room_ == Room::none) return;
  give_ballast_back();
  enter(Room::none, free_bytes());
}

void DiskRoom::enter(Room room, std::int64_t free) {
  const auto before = room_.exchange(room);
  if (before == room) return;
  const log::Fields facts = {{"folder", options_.folder.string()}, {"free_bytes", free}};
  switch (room) {
    case Room::none: return log::error("The disk is full: only deletions are written until there is room", facts);
    case Room::low: return log::warning("Little room is left on the disk", facts);
    case Room::ample: return log::info("There is room on the disk again", facts);
  }
}

}  // namespace parvis::store
