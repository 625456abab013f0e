// Reads a dump's file row by row, holding no more than one row and a buffer. The dumps write one row a line; a row
// over several lines, or several rows on one, are taken too. A row without an end stops at the next line that begins
// another, so that one broken row takes no other with it. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::exchange {

// Where in a file reading stands: always at the beginning of a line.
struct DumpPosition {
  std::uint64_t offset = 0;
  std::int64_t line = 1;
};

class DumpFile {
 public:
  // Longer rows are refused: the longest text of a post is 30,000 characters, and entities make of one at most eight.
  static constexpr std::size_t kMaxRowBytes = 4 << 20;

  // Throws Fault when the file cannot be opened.
  explicit DumpFile(const std::filesystem::path& path, DumpPosition from = {});
  ~DumpFile();
  DumpFile(const DumpFile&) = delete;
  DumpFile& operator=(const DumpFile&) = delete;

  struct Piece {
    std::string_view text;  // from "<row" on; valid until the next call
    std::int64_t line = 0;  // where it begins
    bool too_long = false;  // then `text` is its beginning only
  };
  // The next row, well formed or not; nothing at the end. Throws Fault when reading fails.
  std::optional<Piece> next();

  // Whether reading stands at the beginning of a line, and where: a reader that starts there goes on after this row.
  bool at_line_start() const { return rest_.empty(); }
  DumpPosition position() const { return {consumed_, line_}; }
  std::uint64_t size() const { return size_; }

 private:
  std::optional<std::string_view> take_line();
  bool fill();
  bool next_line_begins_a_row_or_ends();
  Piece row_at(std::string_view line, std::int64_t number);
  void keep_rest(std::string_view rest);

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t consumed_ = 0;  // bytes of the file in the lines taken so far
  std::int64_t line_ = 1;       // number of the next line
  bool cut_ = false;            // the line last taken was too long
  bool ended_ = false;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the next line in the buffer
  std::string joined_;     // a row over several lines
  std::string beginning_;  // of a line that is too long
  std::string shared_;     // a line of several rows, from the second on
  std::string_view rest_;  // what of it follows the row last given
};

}  // namespace parvis::exchange
