#include "core/archive/testing/unzip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "core/errors.h"

namespace parvis::archive::testing {

std::map<std::string, std::string> unzip(std::string_view bytes) {
  struct End {
    void operator()(::archive* archive) const { archive_read_free(archive); }
  };
  const std::unique_ptr<::archive, End> archive(archive_read_new());
  archive_read_support_format_zip(archive.get());
  if (archive_read_open_memory(archive.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) throw Fault("no zip file");
  std::map<std::string, std::string> files;
  archive_entry* entry = nullptr;
  for (int code; (code = archive_read_next_header(archive.get(), &entry)) != ARCHIVE_EOF;) {
    if (code != ARCHIVE_OK) throw Fault("no zip file");
    std::string& content = files[archive_entry_pathname(entry)];
    char piece[4096];
    for (la_ssize_t count; (count = archive_read_data(archive.get(), piece, sizeof piece)) != 0;) {
      if (count < 0) throw Fault("a damaged zip file");
      content.append(piece, static_cast<std::size_t>(count));
    }
  }
  return files;
}

}  // namespace parvis::archive::testing
