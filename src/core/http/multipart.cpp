#include "core/http/multipart.h"

#include <algorithm>
#include <utility>

namespace parvis::http {
namespace {

constexpr std::size_t kAtOnce = 16 * 1024;  // so that little is held, however much arrives together
constexpr std::size_t kMaxPadding = 64;     // blanks behind a boundary (RFC 2046: "transport padding")

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary, Fields& fields, FileSink* files, MultipartLimits limits)
    : delimiter_("\r\n--" + std::string(boundary)), fields_(fields), files_(files), limits_(limits) {
  if (boundary.empty()) refuse(400);
}

void MultipartReader::take(std::string_view bytes) {
  while (!bytes.empty() && status_ == 0) {
    const auto piece = bytes.substr(0, kAtOnce);
    bytes.remove_prefix(piece.size());
    total_bytes_ += piece.size();
    if (total_bytes_ > limits_.total_bytes) return refuse(413);
    if (state_ == State::done) continue;  // what stands behind the last boundary means nothing
    held_ += piece;
    read_held();
    held_.erase(0, read_);
    read_ = 0;
  }
}

int MultipartReader::finish() {
  if (state_ != State::done) refuse(400);
  return status_;
}

void MultipartReader::read_held() {
  bool goes_on = true;
  while (goes_on && status_ == 0 && state_ != State::done) goes_on = state_ == State::head ? read_head() : read_data();
}

bool MultipartReader::read_head() {
  const auto held = std::string_view(held_).substr(read_);
  const auto end = held.find("\r\n\r\n");
  if (std::min(end, held.size()) > limits_.head_bytes) refuse(400);
  if (end == std::string_view::npos || status_ != 0) return false;
  auto head = parse_part_head(held.substr(0, end), limits_);
  if (!head || ++parts_ > limits_.parts) {
    refuse(400);
    return false;
  }
  read_ += end + 4;
  field_ = std::move(head->field);
  state_ = head->file_name ? State::file : State::text;
  if (head->file_name && files_) files_->begin({field_, std::move(*head->file_name), std::move(head->type)});
  return true;
}

// Gives away what surely belongs to the part (or stands before the first), up to the next boundary.
bool MultipartReader::read_data() {
  const auto held = std::string_view(held_);
  for (auto from = read_;;) {
    const auto at = held.find(delimiter_, from);
    if (at == std::string_view::npos) break;
    std::size_t after = 0;
    const auto ending = ending_at(at, after);
    if (ending == Ending::none) {  // a line of the contents that only begins like the boundary
      from = at + 1;
      continue;
    }
    give(held.substr(read_, at - read_));
    read_ = at;
    if (ending == Ending::unknown) return false;
    if (status_ == 0) end_part(ending);
    read_ = after;
    return true;
  }
  // The last bytes may be the beginning of a boundary.
  const auto sure = held.size() - std::min(held.size(), delimiter_.size() - 1);
  if (sure > read_) {
    give(held.substr(read_, sure - read_));
    read_ = sure;
  }
  return false;
}

MultipartReader::Ending MultipartReader::ending_at(std::size_t at, std::size_t& after) const {
  const auto rest = std::string_view(held_).substr(at + delimiter_.size());
  after = at + delimiter_.size() + 2;
  if (rest.starts_with("--")) return Ending::all;
  const auto blanks = std::min(rest.find_first_not_of(" \t"), rest.size());
  if (blanks > kMaxPadding) return Ending::none;
  after += blanks;
  const auto line_end = rest.substr(blanks, 2);
  if (line_end == "\r\n") return Ending::part;
  return line_end.empty() || line_end == "\r" || rest == "-" ? Ending::unknown : Ending::none;
}

void MultipartReader::give(std::string_view bytes) {
  if (bytes.empty()) return;
  if (state_ == State::preamble) {
    preamble_bytes_ += bytes.size();
    if (preamble_bytes_ > limits_.head_bytes) refuse(400);
  } else if (state_ == State::text) {
    text_bytes_ += bytes.size();
    if (text_bytes_ > limits_.text_bytes) return refuse(413);
    text_ += bytes;
  } else if (files_) {
    files_->take(bytes);
  }
}

void MultipartReader::end_part(Ending ending) {
  if (state_ == State::text) fields_.add(std::exchange(field_, {}), std::exchange(text_, {}));
  if (state_ == State::file && files_) files_->end();
  state_ = ending == Ending::all ? State::done : State::head;
}

int read_multipart(std::string_view content_type, std::string_view body, Fields& fields, FileSink* files,
                   const MultipartLimits& limits) {
  MultipartReader reader(multipart_boundary(content_type).value_or(""), fields, files, limits);
  reader.take(body);
  return reader.finish();
}

}  // namespace parvis::http
