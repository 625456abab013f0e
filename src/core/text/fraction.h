// Numbers with something behind the mark, as people write and read them in each language. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/text/language.h"

namespace parvis::text {

// 2 → "2", 1.944 → "1.94" or "1,94", 0.5 → "0.5". At most this many digits behind the mark; more, though never more
// than three, where all of them would be noughts: 0.0034 → "0.003".
std::string format_fraction(Language language, double number, int most_digits = 2);

// A whole number that takes the singular or the plural as this one does, written with as many digits: in French all
// below 2 are singular, in English only 1 itself.
std::int64_t counted_like(Language language, double number, int most_digits = 2);

}  // namespace parvis::text
