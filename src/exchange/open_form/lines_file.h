// Reads a file of lines from a place in it on, holding no more than one line and a buffer. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::exchange {

class LinesFile {
 public:
  // Longer lines are passed over: the program writes none of such a length.
  static constexpr std::size_t kMaxLine = 64 << 20;

  // Throws Fault when the file cannot be opened. `line` is the number of the line that begins at `offset`.
  LinesFile(const std::filesystem::path& path, std::uint64_t offset, std::int64_t line);
  ~LinesFile();
  LinesFile(const LinesFile&) = delete;
  LinesFile& operator=(const LinesFile&) = delete;

  struct Line {
    std::string_view text;  // without its end; valid until the next call
    std::int64_t number = 0;
    std::uint64_t end = 0;  // where the next one begins
    bool too_long = false;  // then `text` is empty
  };
  // Nothing at the end. Throws Fault when reading fails.
  std::optional<Line> next();

 private:
  bool fill();

  std::filesystem::path path_;
  int descriptor_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the next line in the buffer
  std::uint64_t offset_;   // of the next line in the file
  std::int64_t line_;
};

}  // namespace parvis::exchange
