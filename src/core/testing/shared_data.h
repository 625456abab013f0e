// Where tests find the real inputs that are not part of this repository: the folder of PARVIS_SHARED_DATA, or
// ../shared/data beside the sources. A test that needs them skips, and says so, where they are absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "source_dir.h"  // generated: where this checkout is

namespace parvis::testing {

inline std::optional<std::filesystem::path> shared_data(const std::string& name) {
  const char* given = std::getenv("PARVIS_SHARED_DATA");
  const auto folder = given != nullptr ? std::filesystem::path(given)
                                       : std::filesystem::path(PARVIS_SOURCE_DIR) / ".." / "shared" / "data";
  auto path = folder / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace parvis::testing

// Needs <gtest/gtest.h>. Declares `variable`, a path, or skips the test.
#define PARVIS_SHARED_DATA_OR_SKIP(variable, name)                            \
  const auto variable##_found = ::parvis::testing::shared_data(name);         \
  if (!variable##_found) GTEST_SKIP() << "shared data is absent: " << (name); \
  const std::filesystem::path& variable = *variable##_found
