// How a period is said: "September 1998 to 2002", "since 1998". Pure.
#pragma once

#include <string>

#include "community/units/time_served.h"
#include "core/text/language.h"

namespace parvis::community {

std::string period_words(text::Language language, const Period& period);

}  // namespace parvis::community
