// What PostgreSQL keeps as text: valid UTF-8 without a zero. Pure.
#pragma once

#include <string_view>

#include "core/text/unicode.h"

namespace parvis::store {

inline bool is_storable(std::string_view text) { return text.find('\0') == text.npos && text::is_utf8(text); }

}  // namespace parvis::store
