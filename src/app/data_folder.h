// The folder given with --data, before anything is made in it: a slip of the pen must not become a community.
#pragma once

#include <filesystem>

namespace parvis::app {

// Throws Fault with a sentence when the folder holds other things and nothing of Parvis. A folder that is missing,
// empty, freshly mounted, or that holds a parvis.toml may become one.
void expect_data_folder(const std::filesystem::path& folder);

}  // namespace parvis::app
