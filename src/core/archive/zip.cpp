#include "core/archive/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "core/archive/tar.h"
#include "core/errors.h"

namespace parvis::archive {
namespace {

constexpr int kReadableByOwner = 0600;

struct EntryEnd {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

}  // namespace

ZipWriter::ZipWriter(Instant at) : archive_(archive_write_new()), at_(at) {
  if (archive_ == nullptr) throw Fault("there is no memory for an archive");
  try {
    must(archive_write_set_format_zip(archive_));
    must(archive_write_set_bytes_per_block(archive_, 0));
    must(archive_write_open(archive_, this, nullptr, take, nullptr));
  } catch (...) {
    archive_write_free(archive_);
    throw;
  }
}

ZipWriter::~ZipWriter() {
  if (!closed_) {
    archive_write_fail(archive_);
    archive_write_close(archive_);  // frees what it keeps to write with (tar.cpp)
  }
  archive_write_free(archive_);
}

ssize_t ZipWriter::take(::archive*, void* self, const void* bytes, std::size_t count) {
  static_cast<ZipWriter*>(self)->out_.append(static_cast<const char*>(bytes), count);
  return static_cast<ssize_t>(count);
}

void ZipWriter::must(int code) {
  if (code < ARCHIVE_OK) throw Fault(std::string("the archive cannot be written: ") + archive_error_string(archive_));
}

void ZipWriter::add(std::string_view name, std::string_view content) {
  if (!is_plain_name(name)) throw Fault("no name for a file of an archive: " + std::string(name));
  const std::unique_ptr<archive_entry, EntryEnd> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), std::string(name).c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kReadableByOwner);
  archive_entry_set_size(entry.get(), static_cast<std::int64_t>(content.size()));
  archive_entry_set_mtime(entry.get(), at_.microseconds / kSecond, 0);
  must(archive_write_header(archive_, entry.get()));
  while (!content.empty()) {
    const auto taken = archive_write_data(archive_, content.data(), content.size());
    if (taken <= 0) must(ARCHIVE_FATAL);
    content.remove_prefix(static_cast<std::size_t>(taken));
  }
}

std::string ZipWriter::finish() {
  closed_ = true;
  must(archive_write_close(archive_));
  return std::move(out_);
}

}  // namespace parvis::archive
