// A time in words, as figures of health and the month on paper say it: "20 min", "6.5 h", from two days on "2.3 days".
// A pure function.
#pragma once

#include <string>

#include "core/text/language.h"

namespace parvis::community::health {

std::string hours_words(text::Language in, double hours);

}  // namespace parvis::community::health
