#include "core/http/body_reader.h"

#include <algorithm>

namespace parvis::http {
namespace {

constexpr std::size_t kMaxLine = 1024;          // of a chunk's size with its extensions, or of one trailer
constexpr std::size_t kMaxTrailers = 4 * 1024;  // all trailers together
constexpr std::size_t kMaxSizeDigits = 15;

}  // namespace

BodyReader::BodyReader(BodyKind kind, std::uint64_t length, std::size_t limit)
    : state_(kind == BodyKind::chunked ? State::size : State::data),
      chunked_(kind == BodyKind::chunked),
      limit_(limit),
      left_(chunked_ ? 0 : length) {
  if (left_ > limit_) status_ = 413;
  if (!chunked_ && left_ == 0) state_ = State::done;
}

std::size_t BodyReader::take(std::string_view input, std::string& body) {
  std::size_t taken = 0;
  while (taken < input.size() && !done() && status_ == 0) {
    const auto rest = input.substr(taken);
    taken += state_ == State::data ? take_data(rest, body) : take_line(rest);
  }
  return taken;
}

std::size_t BodyReader::take_data(std::string_view input, std::string& body) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
  body.append(input.substr(0, count));
  taken_ += count;
  left_ -= count;
  if (left_ == 0) state_ = chunked_ ? State::data_end : State::done;
  return count;
}

// Gathers a line up to its line feed, then reads it.
std::size_t BodyReader::take_line(std::string_view input) {
  const auto end = input.find('\n');
  const auto count = end == std::string_view::npos ? input.size() : end + 1;
  if (line_.size() + count > kMaxLine) {
    status_ = 400;
    return count;
  }
  line_.append(input.substr(0, count));
  if (end == std::string_view::npos) return count;
  if (line_.size() < 2 || line_[line_.size() - 2] != '\r') {
    status_ = 400;
    return count;
  }
  line_.resize(line_.size() - 2);
  read_line();
  line_.clear();
  return count;
}

void BodyReader::read_line() {
  if (state_ == State::size) return read_size();
  if (state_ == State::data_end) {
    if (!line_.empty()) status_ = 400;
    state_ = State::size;
    return;
  }
  if (line_.empty()) {
    state_ = State::done;
    return;
  }
  trailer_bytes_ += line_.size();
  if (trailer_bytes_ > kMaxTrailers) status_ = 400;
}

// "1a2b" or "1a2b;extension". A lone carriage return inside would end the line for some readers.
void BodyReader::read_size() {
  std::size_t digits = 0;
  std::uint64_t size = 0;
  for (; digits < line_.size(); ++digits) {
    const char c = line_[digits];
    const int value = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (value < 0) break;
    size = size * 16 + static_cast<std::uint64_t>(value);
    if (digits >= kMaxSizeDigits) break;
  }
  const bool ends_well =
      digits == line_.size() || line_[digits] == ';' || line_[digits] == ' ' || line_[digits] == '\t';
  const auto control = std::find_if(line_.begin(), line_.end(), [](unsigned char c) { return c < 0x20 && c != '\t'; });
  if (digits == 0 || !ends_well || control != line_.end()) {
    status_ = 400;
    return;
  }
  if (taken_ + size > limit_) status_ = 413;
  left_ = size;
  state_ = size == 0 ? State::trailer : State::data;
}

}  // namespace parvis::http
