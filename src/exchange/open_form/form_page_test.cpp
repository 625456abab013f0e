#include "exchange/open_form/testing/form_page.h"

#include <gtest/gtest.h>
#include <source_dir.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace parvis::exchange {
namespace {

std::string read(const std::string& name) {
  std::ifstream in(std::string(PARVIS_SOURCE_DIR) + "/" + name, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

// With UPDATE_GENERATED=1 in the environment the file is written anew instead.
void expect_written(const std::string& name, const std::string& wanted) {
  if (std::getenv("UPDATE_GENERATED")) {
    std::ofstream(std::string(PARVIS_SOURCE_DIR) + "/" + name, std::ios::binary) << wanted;
  }
  EXPECT_TRUE(read(name) == wanted) << name
                                    << " is not what is really written. Run this test once with UPDATE_GENERATED=1.";
}

// That the sample is what is really written stands in round_trip_test.cpp.
TEST(OpenFormPage, TellsEveryFileWithALineAsItIsWritten) {
  const auto page = read("docs/export.md");
  const auto generated = page.find(testing::kFilesHeading);
  ASSERT_NE(generated, std::string::npos);
  expect_written("docs/export.md", page.substr(0, generated) + testing::files_page());
}

TEST(OpenFormPage, HasASchema) {
  const auto schema = testing::files_schema();
  EXPECT_NO_THROW(boost::json::parse(schema));
  expect_written("docs/export.schema.json", schema);
}

}  // namespace
}  // namespace parvis::exchange
