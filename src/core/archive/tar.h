// A compressed tar file (pax form, zstd) of plain files, over libarchive: what `tar --zstd -tf` lists. Writing streams;
// reading treats every byte as a stranger's: only plain files with plain names, nothing that leads elsewhere. The sink
// and the source outlive these. Used by one thread at a time.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/archive/bytes.h"
#include "core/time/instant.h"

struct archive;

namespace parvis::archive {

// Lower-case letters, digits, "-", "_" and "." in parts joined by "/", none of which begins with a dot: such a name
// leads nowhere but below the folder it is put in.
bool is_plain_name(std::string_view name);

class TarWriter {
 public:
  TarWriter(Sink& out, Instant at);
  ~TarWriter();
  TarWriter(const TarWriter&) = delete;
  TarWriter& operator=(const TarWriter&) = delete;

  // Begins a file of exactly `size` bytes; `write` then gives them.
  void begin(std::string_view name, std::uint64_t size);
  void write(std::string_view piece);
  // Ends the archive; does not finish the sink.
  void end();

 private:
  static ssize_t take(::archive*, void* self, const void* bytes, std::size_t count);
  void must(int code);
  ::archive* archive_;
  Sink& out_;
  Instant at_;
  std::uint64_t missing_ = 0;
  bool closed_ = false, given_up_ = false;
  std::exception_ptr failure_;  // of the sink, which may not be thrown through libarchive
};

class TarReader {
 public:
  struct Entry {
    std::string name;
    std::uint64_t size = 0;
  };

  explicit TarReader(Source& in);
  ~TarReader();
  TarReader(const TarReader&) = delete;
  TarReader& operator=(const TarReader&) = delete;

  // The next file, or nothing at the end. Throws Fault with a sentence when the archive is damaged or cut, or holds
  // what no archive of ours does.
  std::optional<Entry> next();
  // At most `most` bytes of the present file; none at its end.
  std::size_t read(char* into, std::size_t most);

 private:
  static ssize_t give(::archive*, void* self, const void** bytes);
  [[noreturn]] void refuse();
  ::archive* archive_;
  Source& in_;
  std::string buffer_;
  std::exception_ptr failure_;
};

}  // namespace parvis::archive
