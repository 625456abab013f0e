// The calls about Today, the card, and what staff did, beside those of api_routes.cpp. Constant values.
#pragma once

#include <string_view>

#include "api/api_routes.h"

namespace parvis::api {

std::vector<Call> with_cockpit_calls(std::vector<Call> others);

// The schemas of what they take and give, beside those of schemas.h.
std::string_view cockpit_schemas();

}  // namespace parvis::api
