// What the demo community says of itself, read from demo/community.toml. Values only.
#pragma once

#include <string_view>

#include "demo/demo_files.h"

namespace parvis::demo {

// Fills `identity` and `spaces` of `demo`. Throws Fault when the file does not keep the form.
void read_identity(std::string_view toml, DemoCommunity& demo);

}  // namespace parvis::demo
