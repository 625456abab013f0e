// Names, places and tags for generated members and threads. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exchange/generate/chance.h"

namespace parvis::exchange {

std::string person_name(Chance& chance);
std::string_view place_name(Chance& chance);
std::span<const std::string_view> tag_names();

}  // namespace parvis::exchange
