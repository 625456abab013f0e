// Where a list paged by key goes on: the sort key and identifier of the last row shown, as opaque text. A text that is
// no cursor is the first page: addresses get cut and mistyped, and that is nobody's error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parvis::community {

struct Cursor {
  std::int64_t key = INT64_MAX;
  std::int64_t id = INT64_MAX;
  bool is_start() const { return id == INT64_MAX; }
};
std::string cursor_text(const Cursor& cursor);
Cursor parse_cursor(std::string_view text);

}  // namespace parvis::community
