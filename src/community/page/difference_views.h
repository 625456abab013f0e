// What changed in a text, visibly: words taken out and put in, marked for the eye and named for the ear.
#pragma once

#include <string_view>

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::community {

void write_difference(html::Writer& out, const Visit& visit, std::string_view before, std::string_view after);

}  // namespace parvis::community
