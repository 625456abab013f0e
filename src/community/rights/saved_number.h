// Numbers of rules kept as JSON in a setting: one that is missing, or is none, stays as it was preset. Pure function.
#pragma once

#include <algorithm>
#include <boost/json/object.hpp>
#include <cstdint>

namespace parvis::community {

// Of 0 to `most`; what is beyond is cut.
inline void read_saved_number(const boost::json::object& object, const char* key, std::int64_t most, std::int64_t& into,
                              std::int64_t least = 0) {
  const auto* value = object.if_contains(key);
  if (value != nullptr && value->is_int64()) into = std::clamp<std::int64_t>(value->as_int64(), least, most);
}

}  // namespace parvis::community
