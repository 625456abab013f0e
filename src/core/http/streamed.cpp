#include "core/http/streamed.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace parvis::http {
namespace {

// Between handler and server; never on the wire.
constexpr char kMark[] = "Parvis-Streamed";
constexpr std::size_t kWorthWriting = 32 * 1024;  // smaller pieces are joined

thread_local std::optional<BodySource> left_here;

}  // namespace

Response streamed(BodySource source, std::string content_type) {
  left_here = std::move(source);
  return bytes({}, std::move(content_type)).header(kMark, "1");
}

std::optional<BodySource> take_source(Response& response) {
  auto source = std::exchange(left_here, std::nullopt);
  const auto is_mark = [](const auto& header) { return header.first == kMark; };
  if (std::erase_if(response.headers, is_mark) == 0 || !source) return std::nullopt;
  return [next = std::move(*source)](std::string& piece) mutable {
    std::string more;
    while (next(more)) {
      piece += more;
      more.clear();
      if (piece.size() >= kWorthWriting) return true;
    }
    piece += more;
    return false;
  };
}

void make_whole(Response& response) {
  auto source = take_source(response);
  if (!source) return;
  for (bool goes_on = true; goes_on;) {
    std::string piece;
    goes_on = (*source)(piece);
    response.body += piece;
  }
}

std::string chunk(std::string_view piece) {
  if (piece.empty()) return {};
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, piece.size(), 16).ptr;
  std::string text(digits, end);
  text += "\r\n";
  text += piece;
  text += "\r\n";
  return text;
}

}  // namespace parvis::http
