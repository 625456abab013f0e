// The schemas of the API's objects, as JSON Schema (OpenAPI 3.1). Constant text.
#pragma once

#include <string_view>

namespace parvis::api {

std::string_view schemas();
std::string_view moderation_schemas();  // flags, decisions and second looks

}  // namespace parvis::api
