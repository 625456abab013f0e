#include "core/blobs/staged.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/crypto/sha256.h"
#include "core/ids.h"

namespace parvis::blobs {
namespace {

namespace fs = std::filesystem;

constexpr char kEnding[] = ".part";

[[noreturn]] void refuse(const fs::path& folder, int error) {
  if (error == ENOSPC || error == EDQUOT) {
    throw Unavailable(fmt::format("The disk of {} is full: make room there.", folder.string()));
  }
  throw Unavailable(fmt::format("{} cannot be written: {}.", folder.string(), std::strerror(error)));
}

int failing(const FailAt& fail_at, std::string_view step) { return fail_at ? fail_at(step) : 0; }

}  // namespace

Staged::Staged(const Source& source, const fs::path& folder, std::uint64_t most, const FailAt& fail_at)
    : path_(folder / fmt::format("{}-{}{}", id_text(next_id()), ::getpid(), kEnding)), fail_at_(fail_at) {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor_ < 0) refuse(folder, errno);
  try {
    fill(source, most);
  } catch (...) {
    ::close(descriptor_);
    ::unlink(path_.c_str());
    throw;
  }
}

Staged::~Staged() {
  ::close(descriptor_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

void Staged::fill(const Source& source, std::uint64_t most) {
  crypto::Sha256 hash;
  std::vector<char> buffer(kPiece);
  while (const auto count = source(buffer)) {
    const std::string_view piece(buffer.data(), count);
    if (size_ + count > most) throw TooLarge(fmt::format("A file is longer than the {} bytes allowed.", most));
    hash.add(piece);
    write(piece);
    size_ += count;
  }
  sum_ = Sum::parse(hash.finish_hex());
}

void Staged::write(std::string_view piece) {
  while (!piece.empty()) {
    if (const int error = failing(fail_at_, "write")) refuse(path_.parent_path(), error);
    const auto written = ::write(descriptor_, piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) refuse(path_.parent_path(), written < 0 ? errno : ENOSPC);
    piece.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Staged::keep_as(const fs::path& path) {
  int error = failing(fail_at_, "sync");
  if (!error && ::fsync(descriptor_) != 0) error = errno;
  if (error) refuse(path.parent_path(), error);
  error = failing(fail_at_, "rename");
  if (!error && ::rename(path_.c_str(), path.c_str()) != 0) error = errno;
  if (error) refuse(path.parent_path(), error);
  path_.clear();
  sync_folder(path.parent_path(), fail_at_);
}

void sync_folder(const fs::path& folder, const FailAt& fail_at) {
  int error = failing(fail_at, "sync folder");
  const int descriptor = error ? -1 : ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (!error && (descriptor < 0 || ::fsync(descriptor) != 0)) error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (error) refuse(folder, error);
}

void tidy_staging(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    struct stat about {};
    if (entry.path().extension() != kEnding || ::lstat(entry.path().c_str(), &about) != 0) continue;
    const Instant at{about.st_mtim.tv_sec * kSecond};
    if (now() - at > kDay) ::unlink(entry.path().c_str());
  }
}

}  // namespace parvis::blobs
