#include "core/archive/bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace parvis::archive {
namespace {

// What waits to be written to the disk is kept short: a sync of gigabytes at the end would hold up every commit.
constexpr std::size_t kSyncedEvery = 8 * 1024 * 1024;

[[noreturn]] void refuse(const std::filesystem::path& path, const char* what, int error) {
  if (error == ENOSPC || error == EDQUOT) {
    throw NoRoom("There is no room left for " + path.string() + ". Make room on its disk, then try again.");
  }
  throw Fault(fmt::format("{} cannot be {}: {}.", path.string(), what, std::strerror(error)));
}

}  // namespace

NewFile::NewFile(std::filesystem::path path) : path_(std::move(path)), part_(path_.string() + ".part") {
  if (std::filesystem::exists(path_)) throw Fault(path_.string() + " is there already: give another name.");
  descriptor_ = open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor_ < 0) refuse(part_, "made", errno);
}

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  close(descriptor_);
  unlink(part_.c_str());
}

void NewFile::write(std::string_view piece) {
  while (!piece.empty()) {
    const auto taken = ::write(descriptor_, piece.data(), piece.size());
    if (taken < 0 && errno == EINTR) continue;
    if (taken < 0) refuse(path_, "written", errno);
    piece.remove_prefix(static_cast<std::size_t>(taken));
    unsynced_ += static_cast<std::size_t>(taken);
    if (unsynced_ >= kSyncedEvery) sync_some();
  }
}

void NewFile::sync_some() {
  if (fdatasync(descriptor_) != 0) refuse(path_, "written", errno);
  unsynced_ = 0;
}

void NewFile::finish() {
  if (fsync(descriptor_) != 0) refuse(path_, "written", errno);
  if (rename(part_.c_str(), path_.c_str()) != 0) refuse(path_, "put in its place", errno);
  close(descriptor_);
  descriptor_ = -1;
  sync_folder(path_.parent_path());
}

FileSource::FileSource(const std::filesystem::path& path)
    : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) refuse(path_, "read", errno);
  posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

FileSource::~FileSource() { close(descriptor_); }

std::size_t FileSource::read(char* into, std::size_t most) {
  std::size_t got = 0;
  while (got < most) {
    const auto count = ::read(descriptor_, into + got, most - got);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) refuse(path_, "read", errno);
    if (count == 0) break;
    got += static_cast<std::size_t>(count);
  }
  return got;
}

void sync_folder(const std::filesystem::path& folder) {
  const auto named = folder.empty() ? std::filesystem::path(".") : folder;
  const int descriptor = open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) refuse(named, "opened", errno);
  const bool synced = fsync(descriptor) == 0 || errno == EINVAL;  // some network folders know no such thing
  const int error = errno;
  close(descriptor);
  if (!synced) refuse(named, "synced", error);
}

void need_room(const std::filesystem::path& folder, std::uint64_t bytes, std::string_view what) {
  struct statvfs disk;
  if (statvfs(folder.c_str(), &disk) != 0) return;  // unknown: the writing will tell
  const auto free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  if (free >= bytes) return;
  constexpr std::uint64_t kMegabyte = 1024 * 1024;
  throw NoRoom(fmt::format("There is no room for {}: it may need {} MB in {}, where {} MB are free.", what,
                           bytes / kMegabyte + 1, folder.string(), free / kMegabyte));
}

}  // namespace parvis::archive
