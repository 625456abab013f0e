// The files of a form that was sent in parts. What they say of themselves is a claim (core/http/multipart.h). Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/http/multipart.h"

namespace parvis::community {

// Those of this field in which something was chosen, in their order.
std::vector<http::File> sent_files(const http::Request& request, std::string_view field);

}  // namespace parvis::community
