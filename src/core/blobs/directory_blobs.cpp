#include "core/blobs/directory_blobs.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "core/crypto/sha256.h"

namespace parvis::blobs {
namespace {

namespace fs = std::filesystem;

constexpr int kFolders = 256;

Blob described(const Sum& sum, const struct stat& about) {
  return {sum, static_cast<std::uint64_t>(about.st_size),
          Instant{about.st_mtim.tv_sec * kSecond + about.st_mtim.tv_nsec / 1000}};
}

[[noreturn]] void refuse_reading(const fs::path& path, int error) {
  throw Unavailable(fmt::format("{} cannot be read: {}.", path.string(), std::strerror(error)));
}

// An open file of the folder. Only regular files count: a link planted there leads nowhere.
class OpenFile {
 public:
  explicit OpenFile(const fs::path& path) : path_(path) {
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor_ < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)) return;
    if (descriptor_ < 0 || ::fstat(descriptor_, &about_) != 0) refuse_reading(path, errno);
  }
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool is_there() const { return descriptor_ >= 0 && S_ISREG(about_.st_mode); }

  std::string_view read(std::vector<char>& into, std::uint64_t at, std::uint64_t most) const {
    for (;;) {
      const auto count =
          ::pread(descriptor_, into.data(), std::min<std::uint64_t>(into.size(), most), static_cast<off_t>(at));
      if (count >= 0) return {into.data(), static_cast<std::size_t>(count)};
      if (errno != EINTR) refuse_reading(path_, errno);
    }
  }

 private:
  const fs::path& path_;
  int descriptor_ = -1;
  struct stat about_ {};
};

}  // namespace

void DirectoryBlobs::make_folder(const fs::path& folder) const {
  if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return;
  if (errno == ENOSPC || errno == EDQUOT) {
    throw Unavailable(fmt::format("The disk of {} is full: make room there.", options_.folder.string()));
  }
  throw Misconfigured(fmt::format("The folder {} cannot be made: {}.", folder.string(), std::strerror(errno)));
}

void DirectoryBlobs::make_root() {
  const std::scoped_lock lock(mutex_);
  if (root_is_ready_) return;
  std::error_code error;
  fs::create_directories(options_.folder.parent_path(), error);  // what is wrong with it shows in the next step
  make_folder(options_.folder);
  make_folder(incoming());
  sync_folder(options_.folder.parent_path(), options_.fail_at);
  root_is_ready_ = true;
}

// Once in each process, also when the folder is there: whoever made it may not have come to sync it yet, and what is
// put into it would be no more durable than the folder itself.
void DirectoryBlobs::make_durable(const fs::path& folder) {
  const std::scoped_lock lock(mutex_);
  if (durable_.contains(folder)) return;
  make_folder(folder);
  sync_folder(options_.folder, options_.fail_at);
  durable_.insert(folder);
}

void DirectoryBlobs::verify() {
  make_root();
  if (::access(incoming().c_str(), W_OK | X_OK) != 0) {
    throw Misconfigured(fmt::format("The folder {} may not be written: give it to the user that runs the program.",
                                    options_.folder.string()));
  }
  tidy_staging(incoming());
}

Blob DirectoryBlobs::put(const Source& source) {
  make_root();
  Staged staged(source, incoming(), options_.most_bytes, options_.fail_at);
  const auto path = path_of(staged.sum());
  make_durable(path.parent_path());
  staged.keep_as(path);
  struct stat about {};
  if (::fstat(staged.descriptor(), &about) != 0) refuse_reading(path, errno);
  return described(staged.sum(), about);
}

std::optional<Blob> DirectoryBlobs::head(const Sum& sum) {
  struct stat about {};
  const auto path = path_of(sum);
  if (::lstat(path.c_str(), &about) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    refuse_reading(path, errno);
  }
  if (!S_ISREG(about.st_mode)) return std::nullopt;
  return described(sum, about);
}

void DirectoryBlobs::read(const Sum& sum, const Range& range, const Sink& sink) {
  const auto path = path_of(sum);
  const OpenFile file(path);
  if (!file.is_there()) throw MissingBlob(fmt::format("There is no file {}.", path.string()));
  crypto::Sha256 hash;
  std::vector<char> buffer(kPiece);
  std::uint64_t done = 0;
  while (done < range.count) {
    const auto piece = file.read(buffer, range.first + done, range.count - done);
    if (piece.empty()) break;
    done += piece.size();
    if (range.is_whole()) hash.add(piece);
    if (!sink(piece)) return;
  }
  if (range.is_whole() && hash.finish_hex() != sum.hex()) {
    throw DamagedBlob(fmt::format("{} does not hold what its name says: its bytes have another sum.", path.string()));
  }
}

void DirectoryBlobs::remove(const Sum& sum) {
  const auto path = path_of(sum);
  if (::unlink(path.c_str()) == 0) return sync_folder(path.parent_path(), options_.fail_at);
  if (errno == ENOENT || errno == ENOTDIR) return;
  throw Unavailable(fmt::format("{} cannot be removed: {}.", path.string(), std::strerror(errno)));
}

void DirectoryBlobs::list_after(const std::optional<Sum>& after, const Visit& visit) {
  for (int first = 0; first < kFolders; ++first) {
    const auto name = fmt::format("{:02x}", first);
    if (after && name < after->hex().substr(0, 2)) continue;
    std::vector<Sum> sums;
    std::error_code error;
    for (fs::directory_iterator entry(options_.folder / name, error), end; !error && entry != end;
         entry.increment(error)) {
      const auto sum = Sum::parse(entry->path().filename().string());
      if (sum && sum->hex().starts_with(name) && (!after || *sum > *after)) sums.push_back(*sum);
    }
    if (error && error != std::errc::no_such_file_or_directory) {
      refuse_reading(options_.folder / name, error.value());
    }
    std::sort(sums.begin(), sums.end());
    for (const auto& sum : sums) {
      const auto blob = head(sum);
      if (blob && !visit(*blob)) return;
    }
  }
}

}  // namespace parvis::blobs
