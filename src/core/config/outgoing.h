// What requests to other servers may reach beside the public net. One value for the whole process, set as the
// configuration is read and constant from then on: no caller widens it for itself. Any thread may read it.
#pragma once

#include <string>

#include "core/fetch/places.h"

namespace parvis::config {

// As it was written, which is what the configuration shows.
const std::string& allowed_places_text();
const fetch::Allowance& allowed_places();
// False, and nothing changes, when `text` is no list of hosts (fetch::Allowance::parse).
bool allow_places(std::string_view text);

}  // namespace parvis::config
