// docs/health.md names every figure as the pages define it.
#include <gtest/gtest.h>
#include <source_dir.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "community/health/figure_kinds.h"

namespace parvis::community::health {
namespace {

constexpr std::string_view kHeading = "## The figures\n";

std::string way(Better better) {
  if (better == Better::neither) return "neither";
  return better == Better::more ? "more" : "less";
}

std::string table() {
  std::string out = std::string(kHeading) + "\n| in the API | figure | good is | what it counts |\n|---|---|---|---|\n";
  for (const auto& kind : figure_kinds()) {
    out += "| `" + std::string(kind.name) + "` | " + kind.title + " | " + way(kind.better) + " | " + kind.definition +
           " |\n";
  }
  return out;
}

// With UPDATE_GENERATED=1 in the environment the table is written anew instead.
TEST(FigurePage, DefinesEveryFigure) {
  const auto path = std::string(PARVIS_SOURCE_DIR) + "/docs/health.md";
  std::stringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  const auto page = content.str();
  const auto begins = page.find(kHeading);
  ASSERT_NE(begins, std::string::npos);
  const auto wanted = page.substr(0, begins) + table();
  if (std::getenv("UPDATE_GENERATED"))
    std::ofstream(path, std::ios::binary) << wanted;
  else
    EXPECT_EQ(page, wanted) << "Run this test once with UPDATE_GENERATED=1.";
}

}  // namespace
}  // namespace parvis::community::health
