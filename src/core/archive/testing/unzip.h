// What is in a zip file, for tests.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace parvis::archive::testing {

// Names and contents. Throws Fault when it is no zip file.
std::map<std::string, std::string> unzip(std::string_view bytes);

}  // namespace parvis::archive::testing
