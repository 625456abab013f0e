// A zip file of plain files in memory, over libarchive: what any machine opens without asking. For what one person
// takes away; whole communities travel as tar (tar.h). Used by one thread.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "core/time/instant.h"

struct archive;

namespace parvis::archive {

class ZipWriter {
 public:
  explicit ZipWriter(Instant at);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  // `name` is a plain name (tar.h) that no other file of the archive has.
  void add(std::string_view name, std::string_view content);
  // Ends the archive and gives its bytes; nothing may be added after.
  std::string finish();

 private:
  static ssize_t take(::archive*, void* self, const void* bytes, std::size_t count);
  void must(int code);
  ::archive* archive_;
  Instant at_;
  std::string out_;
  bool closed_ = false;
};

}  // namespace parvis::archive
