// For several processes that serve the same readers: a reader comes back to another one with the last event they heard.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/live/hub.h"

namespace parvis::live {

// Stands behind each event's identifier, so that it is known whose it is.
std::string_view process_name();

// A reader who comes from another process is told again what is so much older than what they heard last: each process
// hears of the acts of the others a little later, and gives their events positions a little greater than their
// identifiers. A second, in identifiers (core/ids.h).
inline constexpr std::int64_t kToldAgain = std::int64_t{1000} << 22;

// Tells every reader to load their page anew: more was missed than can be told.
void reload_all(Hub& hub);

}  // namespace parvis::live
