#include "core/store/database_file.h"

#include <gtest/gtest.h>

#include "core/errors.h"

namespace parvis::store {
namespace {

std::string refusal_of(const std::filesystem::path& file) {
  try {
    expect_writable(file);
  } catch (const Fault& fault) {
    return fault.what();
  }
  return "";
}

// A read-only disk and somebody else's folder: tests/gates/bad_days.gate.mjs.
TEST(DatabaseFile, MayBeMissingWhereItCanBeMade) {
  EXPECT_EQ(refusal_of(std::filesystem::temp_directory_path() / "no-such.db"), "");
  EXPECT_EQ(refusal_of("no-such.db"), "");
}

}  // namespace
}  // namespace parvis::store
