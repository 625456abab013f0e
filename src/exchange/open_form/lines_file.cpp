#include "exchange/open_form/lines_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

#include "core/errors.h"

namespace parvis::exchange {
namespace {

constexpr std::size_t kReadBytes = 256 << 10;

}  // namespace

LinesFile::LinesFile(const std::filesystem::path& path, std::uint64_t offset, std::int64_t line)
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), offset_(offset), line_(line) {
  if (descriptor_ < 0) throw Fault("The file " + path.string() + " cannot be read: " + std::strerror(errno) + ".");
  ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET);
}

LinesFile::~LinesFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool LinesFile::fill() {
  buffer_.erase(0, std::exchange(begin_, 0));
  const auto held = buffer_.size();
  buffer_.resize(held + kReadBytes);
  const auto got = ::read(descriptor_, buffer_.data() + held, kReadBytes);
  if (got < 0) throw Fault("The file " + path_.string() + " cannot be read: " + std::strerror(errno) + ".");
  buffer_.resize(held + static_cast<std::size_t>(got));
  return got > 0;
}

std::optional<LinesFile::Line> LinesFile::next() {
  std::size_t searched = 0;
  bool too_long = false;
  for (;;) {
    auto end = buffer_.find('\n', begin_ + searched);
    bool ended = false;
    if (end == std::string::npos) {
      searched = buffer_.size() - begin_;
      if (searched > kMaxLine) {
        too_long = true;
        offset_ += searched;
        begin_ += searched;
        searched = 0;
      }
      if (fill()) continue;
      if (searched == 0 && !too_long) return std::nullopt;
      end = buffer_.size();
      ended = true;
    }
    Line line{.number = line_++, .too_long = too_long};
    if (!too_long) line.text = std::string_view(buffer_).substr(begin_, end - begin_);
    offset_ += end - begin_ + (ended ? 0 : 1);
    begin_ = ended ? end : end + 1;
    line.end = offset_;
    return line;
  }
}

}  // namespace parvis::exchange
