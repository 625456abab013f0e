// Identifiers made by the program: 63 bits, ordered by the instant they were made, so inserts append and no sequence
// is needed in the database. Layout: 41 bits of milliseconds since 2025-01-01 UTC, 10 bits of node, 12 bits of
// counter. In addresses and JSON they are written in 13 or fewer characters of Crockford's base 32, lower case.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace parvis {

// A strong identifier: `using ThreadId = Id<struct ThreadTag>`. Zero means "none".
template <class Tag>
struct Id {
  std::int64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

// A new identifier, greater than every one made before by this process. Thread safe, lock free.
std::int64_t next_id();
// Sets the node number (0 to 1023) of this process; call once at start.
void set_node_number(int node);

std::string id_text(std::int64_t id);
template <class Tag>
std::string id_text(Id<Tag> id) {
  return id_text(id.value);
}
// The identifier written in `text`, or nothing when it is not one (wrong character, too long, zero).
// Accepts i, l as 1 and o as 0 and capitals, as Crockford's base 32 does.
std::optional<std::int64_t> parse_id(std::string_view text);

template <class SomeId>
SomeId make_id() {
  return SomeId{next_id()};
}

}  // namespace parvis

template <class Tag>
struct std::hash<parvis::Id<Tag>> {
  std::size_t operator()(parvis::Id<Tag> id) const { return std::hash<std::int64_t>{}(id.value); }
};
