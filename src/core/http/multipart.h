// Forms with files, multipart/form-data (RFC 7578 over RFC 2046), read as they arrive: fields become text beside those
// of a plain form, the bytes of a file go piece by piece to whoever wants them, and nothing but a field is kept in
// memory. One reader per body, one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/request.h"

namespace parvis::http {

struct MultipartLimits {
  std::size_t parts = 2000;               // as many as a plain form has fields
  std::size_t head_bytes = 4 * 1024;      // of one part; a file's name has at most 255 bytes on most disks
  std::size_t name_bytes = 1024;          // of a field or a file: the head may hold two
  std::size_t text_bytes = 1024 * 1024;   // of all fields together, since they are kept in memory
  std::size_t total_bytes = 1024 * 1024;  // of the whole body
};

// What a file says of itself. The sender chose it all: the type is a claim, and the name is for people to read, never
// a path (what stands before its last slash or backslash is left out).
struct FileHead {
  std::string field, name, type;
};

// Takes the files of one form: into memory, a temporary file, a store. A field of a form where no file was chosen
// arrives as a file without name and bytes. What it throws ends the reading.
class FileSink {
 public:
  virtual ~FileSink() = default;
  virtual void begin(const FileHead& head) = 0;
  virtual void take(std::string_view bytes) = 0;
  virtual void end() = 0;  // all its bytes were there; not called for a file that is cut short
};

struct File : FileHead {
  std::string bytes;
};

class FilesInMemory : public FileSink {
 public:
  void begin(const FileHead& head) override { files.push_back({head, {}}); }
  void take(std::string_view bytes) override { files.back().bytes += bytes; }
  void end() override {}

  std::vector<File> files;
};

// The boundary of a Content-Type that is multipart/form-data; empty when it names none that may be (RFC 2046 section
// 5.1.1). Nothing for another type.
std::optional<std::string> multipart_boundary(std::string_view content_type);

// The head of one part: lines that each end in CRLF.
struct PartHead {
  std::string field, type;
  std::optional<std::string> file_name;  // none: a field of text
};
// Nothing when it cannot be read.
std::optional<PartHead> parse_part_head(std::string_view lines, const MultipartLimits& limits);

class MultipartReader {
 public:
  // Fields go to `fields`, files to `files`; without one they are passed over. Both outlive the reader.
  MultipartReader(std::string_view boundary, Fields& fields, FileSink* files = nullptr, MultipartLimits limits = {});

  void take(std::string_view bytes);  // in pieces of any size
  // After the last piece: 0, or the status to refuse with: 400 for what cannot be read (or is cut short), 413 for too
  // much. A refusal is there as soon as it is known.
  int finish();
  int status() const { return status_; }

 private:
  enum class State { preamble, head, text, file, done };
  enum class Ending { unknown, none, part, all };  // what stands behind a boundary

  void read_held();
  bool read_head();
  bool read_data();
  Ending ending_at(std::size_t at, std::size_t& after) const;
  void give(std::string_view bytes);
  void end_part(Ending ending);
  void refuse(int status) { status_ = status_ == 0 ? status : status_; }

  const std::string delimiter_;  // CRLF, two hyphens and the boundary
  Fields& fields_;
  FileSink* const files_;
  const MultipartLimits limits_;
  State state_ = State::preamble;
  std::string held_ = "\r\n";  // arrived and not understood yet; the first boundary needs no line before it
  std::size_t read_ = 0;       // of held_
  std::string field_, text_;
  std::size_t parts_ = 0, preamble_bytes_ = 0, text_bytes_ = 0, total_bytes_ = 0;
  int status_ = 0;
};

// Reads a whole body. Returns 0, 400 or 413.
int read_multipart(std::string_view content_type, std::string_view body, Fields& fields, FileSink* files = nullptr,
                   const MultipartLimits& limits = {});

}  // namespace parvis::http
