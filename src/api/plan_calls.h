// The calls about individual plans, beside those of api_routes.cpp. Constant values.
#pragma once

#include "api/api_routes.h"

namespace parvis::api {

std::vector<Call> with_plan_calls(std::vector<Call> others);

}  // namespace parvis::api
