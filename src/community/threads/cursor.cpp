#include "community/threads/cursor.h"

#include "core/ids.h"

namespace parvis::community {
namespace {

// Keys may be zero (thanks) or a little below (dates before 1970); id_text writes positive numbers only.
constexpr std::int64_t kShift = std::int64_t{1} << 61;

}  // namespace

std::string cursor_text(const Cursor& cursor) { return id_text(cursor.key + kShift) + "-" + id_text(cursor.id); }

Cursor parse_cursor(std::string_view text) {
  const auto hyphen = text.find('-');
  if (hyphen == std::string_view::npos) return {};
  const auto key = parse_id(text.substr(0, hyphen));
  const auto id = parse_id(text.substr(hyphen + 1));
  if (!key || !id) return {};
  return {*key - kShift, *id};
}

}  // namespace parvis::community
