#include "exchange/stackexchange/dump_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <functional>

#include "core/errors.h"

namespace parvis::exchange {
namespace {

constexpr std::size_t kReadBytes = 256 << 10;
constexpr std::size_t kShownOfTooLong = 1024;  // enough to find the row's Id

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Where a row begins in `text`: "<row" and not "<rows".
std::size_t find_row(std::string_view text, std::size_t from) {
  for (auto at = text.find("<row", from); at != std::string_view::npos; at = text.find("<row", at + 1)) {
    if (at + 4 == text.size() || std::strchr(" \t\r\n/>", text[at + 4])) return at;
  }
  return std::string_view::npos;
}

bool has_end(std::string_view row) { return row.find("/>") != std::string_view::npos; }

}  // namespace

DumpFile::DumpFile(const std::filesystem::path& path, DumpPosition from)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), consumed_(from.offset), line_(from.line) {
  struct stat status {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) throw Fault("cannot open " + path.string());
  size_ = static_cast<std::uint64_t>(status.st_size);
  ::lseek(descriptor_, static_cast<off_t>(from.offset), SEEK_SET);
}

DumpFile::~DumpFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool DumpFile::fill() {
  if (ended_) return false;
  buffer_.erase(0, begin_);
  begin_ = 0;
  const auto held = buffer_.size();
  buffer_.resize(held + kReadBytes);
  const auto got = ::read(descriptor_, buffer_.data() + held, kReadBytes);
  if (got < 0) throw Fault(std::string("reading the dump failed: ") + std::strerror(errno));
  buffer_.resize(held + static_cast<std::size_t>(got));
  ended_ = got == 0;
  return !ended_;
}

// A line without its end. One that is too long is passed over, and its beginning given.
std::optional<std::string_view> DumpFile::take_line() {
  cut_ = false;
  std::size_t searched = 0;
  std::uint64_t dropped = 0;
  for (;;) {
    const auto end = buffer_.find('\n', begin_ + searched);
    if (end != std::string::npos || (ended_ && begin_ < buffer_.size())) {
      const auto stop = end == std::string::npos ? buffer_.size() : end;
      const auto line = std::string_view(buffer_).substr(begin_, stop - begin_);
      consumed_ += dropped + line.size() + (end == std::string::npos ? 0 : 1);
      begin_ = end == std::string::npos ? stop : end + 1;
      ++line_;
      return cut_ ? std::string_view(beginning_) : line;
    }
    if (ended_) return std::nullopt;
    searched = buffer_.size() - begin_;
    if (searched > kMaxRowBytes) {
      if (!cut_) beginning_ = buffer_.substr(begin_, kShownOfTooLong);
      cut_ = true;
      dropped += searched;
      begin_ += searched;
      searched = 0;
    }
    fill();
  }
}

bool DumpFile::next_line_begins_a_row_or_ends() {
  constexpr std::size_t kEnough = 256;  // indentation and the first mark
  while (buffer_.size() - begin_ < kEnough && fill()) {
  }
  const auto ahead = trimmed(std::string_view(buffer_).substr(begin_, kEnough));
  return begin_ == buffer_.size() || ahead.starts_with("<row") || ahead.starts_with("</");
}

// A line is copied once, however many rows stand on it.
void DumpFile::keep_rest(std::string_view rest) {
  const auto* begin = shared_.data();
  const bool held = std::less_equal<>{}(begin, rest.data()) && std::less<>{}(rest.data(), begin + shared_.size());
  if (!held) shared_ = rest;
  rest_ = held ? rest : std::string_view(shared_);
}

DumpFile::Piece DumpFile::row_at(std::string_view line, std::int64_t number) {
  Piece piece{.text = line, .line = number, .too_long = cut_};
  if (cut_) return piece;
  if (const auto second = find_row(line, 4); second != std::string_view::npos) {
    keep_rest(line.substr(second));
    piece.text = trimmed(line.substr(0, second));
    return piece;
  }
  if (has_end(line)) return piece;
  joined_ = line;
  while (!next_line_begins_a_row_or_ends()) {
    const auto following = take_line();
    if (cut_ || joined_.size() + following->size() > kMaxRowBytes) {
      piece.too_long = true;
      break;
    }
    joined_.append("\n").append(*following);
    if (has_end(*following)) break;
  }
  piece.text = joined_;
  return piece;
}

std::optional<DumpFile::Piece> DumpFile::next() {
  if (!rest_.empty()) {
    cut_ = false;
    return row_at(std::exchange(rest_, {}), line_ - 1);
  }
  for (;;) {
    const auto number = line_;
    const auto line = take_line();
    if (!line) return std::nullopt;
    const auto begin = find_row(*line, 0);
    if (begin != std::string_view::npos) return row_at(trimmed(line->substr(begin)), number);
  }
}

}  // namespace parvis::exchange
