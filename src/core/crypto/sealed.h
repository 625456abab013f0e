// Words that stand in an address and cannot be changed there: "4q0tn0g00040.g4q0tn0g00041" with a seal after a last
// point. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parvis::crypto {

std::string sealed(std::string_view key, std::string_view words);
// The words of what is sealed with this key; nothing when it is forged or broken.
std::optional<std::string_view> opened(std::string_view key, std::string_view sealed);

}  // namespace parvis::crypto
