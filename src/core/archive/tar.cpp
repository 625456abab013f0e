#include "core/archive/tar.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

namespace parvis::archive {
namespace {

constexpr std::size_t kPiece = 256 * 1024;
constexpr std::size_t kLongestName = 200;
constexpr int kReadableByOwner = 0600;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; }

struct EntryEnd {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

}  // namespace

bool is_plain_name(std::string_view name) {
  if (name.size() > kLongestName) return false;
  for (;;) {
    const auto slash = name.find('/');
    const auto part = name.substr(0, slash);
    if (part.empty() || part.front() == '.' || !std::ranges::all_of(part, is_plain)) return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

TarWriter::TarWriter(Sink& out, Instant at) : archive_(archive_write_new()), out_(out), at_(at) {
  if (archive_ == nullptr) throw Fault("there is no memory for an archive");
  try {
    must(archive_write_set_format_pax_restricted(archive_));
    must(archive_write_add_filter_zstd(archive_));
    must(archive_write_set_bytes_in_last_block(archive_, 1));
    must(archive_write_open(archive_, this, nullptr, take, nullptr));
  } catch (...) {
    archive_write_free(archive_);
    throw;
  }
}

// Without `end` nothing more may reach the sink, which may be gone half-way. What libarchive keeps for it is freed only
// by closing, which would also write out the rest of a file as noughts; not of one that failed.
TarWriter::~TarWriter() {
  if (!closed_) {
    given_up_ = true;
    archive_write_fail(archive_);
    archive_write_close(archive_);
  }
  archive_write_free(archive_);
}

ssize_t TarWriter::take(::archive* archive, void* self, const void* bytes, std::size_t count) {
  auto& writer = *static_cast<TarWriter*>(self);
  if (writer.given_up_) return -1;
  try {
    writer.out_.write({static_cast<const char*>(bytes), count});
    return static_cast<ssize_t>(count);
  } catch (...) {
    writer.failure_ = std::current_exception();
    archive_set_error(archive, EIO, "the sink failed");
    return -1;
  }
}

void TarWriter::must(int code) {
  if (failure_) std::rethrow_exception(failure_);
  if (code < ARCHIVE_OK) throw Fault(std::string("the archive cannot be written: ") + archive_error_string(archive_));
}

void TarWriter::begin(std::string_view name, std::uint64_t size) {
  if (missing_ != 0) throw Fault("a file of the archive is shorter than was said");
  if (!is_plain_name(name)) throw Fault("no name for a file of an archive: " + std::string(name));
  const std::unique_ptr<archive_entry, EntryEnd> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), std::string(name).c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kReadableByOwner);
  archive_entry_set_size(entry.get(), static_cast<std::int64_t>(size));
  archive_entry_set_mtime(entry.get(), at_.microseconds / kSecond, 0);
  must(archive_write_header(archive_, entry.get()));
  missing_ = size;
}

void TarWriter::write(std::string_view piece) {
  if (piece.size() > missing_) throw Fault("a file of the archive is longer than was said");
  while (!piece.empty()) {
    const auto taken = archive_write_data(archive_, piece.data(), std::min(piece.size(), kPiece));
    if (taken <= 0) must(ARCHIVE_FATAL);
    piece.remove_prefix(static_cast<std::size_t>(taken));
    missing_ -= static_cast<std::uint64_t>(taken);
  }
}

void TarWriter::end() {
  if (missing_ != 0) throw Fault("a file of the archive is shorter than was said");
  closed_ = true;
  must(archive_write_close(archive_));
}

TarReader::TarReader(Source& in) : archive_(archive_read_new()), in_(in), buffer_(kPiece, '\0') {
  if (archive_ == nullptr) throw Fault("there is no memory for an archive");
  try {
    // These alone: whatever else libarchive can read, a backup is not.
    if (archive_read_support_format_tar(archive_) != ARCHIVE_OK ||
        archive_read_support_filter_zstd(archive_) != ARCHIVE_OK ||
        archive_read_open(archive_, this, nullptr, give, nullptr) != ARCHIVE_OK) {
      refuse();
    }
  } catch (...) {
    archive_read_free(archive_);
    throw;
  }
}

TarReader::~TarReader() { archive_read_free(archive_); }

ssize_t TarReader::give(::archive* archive, void* self, const void** bytes) {
  auto& reader = *static_cast<TarReader*>(self);
  try {
    *bytes = reader.buffer_.data();
    return static_cast<ssize_t>(reader.in_.read(reader.buffer_.data(), reader.buffer_.size()));
  } catch (...) {
    reader.failure_ = std::current_exception();
    archive_set_error(archive, EIO, "the source failed");
    return -1;
  }
}

void TarReader::refuse() {
  if (failure_) std::rethrow_exception(failure_);
  const char* why = archive_error_string(archive_);
  throw Fault(std::string("The archive is damaged or cut") + (why ? std::string(" (") + why + ")." : "."));
}

std::optional<TarReader::Entry> TarReader::next() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(archive_, &entry);
  if (code == ARCHIVE_EOF) return std::nullopt;
  if (code != ARCHIVE_OK) refuse();
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr || !is_plain_name(name)) {
    throw Fault("The archive holds a file whose name may lead elsewhere. It is no backup of Parvis.");
  }
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr ||
      !archive_entry_size_is_set(entry) || archive_entry_size(entry) < 0) {
    throw Fault("The archive holds '" + std::string(name) + "', which is no plain file. It is no backup of Parvis.");
  }
  return Entry{name, static_cast<std::uint64_t>(archive_entry_size(entry))};
}

std::size_t TarReader::read(char* into, std::size_t most) {
  const auto count = archive_read_data(archive_, into, most);
  if (count < 0) refuse();
  return static_cast<std::size_t>(count);
}

}  // namespace parvis::archive
