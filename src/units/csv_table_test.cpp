#include "units/csv_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace parvis::units {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(UnitFile, IsReadAsSpreadsheetsWriteIt) {
  const auto table = read_csv("\xef\xbb\xbfname;place\r\n\"Le \"\"Tonnant\"\"\";Brest\r\n\r\n\"two\nlines\";\r\n");
  EXPECT_THAT(table.columns, ElementsAre("name", "place"));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("Le \"Tonnant\"", "Brest"));
  EXPECT_THAT(table.rows[1].cells, ElementsAre("two\nlines", ""));
  EXPECT_EQ(table.rows[0].line, 2u);
  EXPECT_EQ(table.rows[1].line, 4u);
  EXPECT_FALSE(table.fault);
}

TEST(UnitFile, SaysWhereItCannotBeRead) {
  const auto open = read_csv("a,b\n1,2\n3,\"4\n");
  ASSERT_TRUE(open.fault);
  EXPECT_EQ(open.fault->line, 3u);
  EXPECT_EQ(open.fault->reason, CsvFault::Reason::quote_left_open);
  EXPECT_EQ(open.rows.size(), 1u) << "what stands before is there";
  EXPECT_EQ(read_csv("a\n\"1\"2\n").fault->reason, CsvFault::Reason::text_after_quote);
  EXPECT_EQ(read_csv("a\n\xff\n").fault->reason, CsvFault::Reason::not_utf8);
}

TEST(UnitFile, HoldsNothingWhenThereIsNothing) {
  EXPECT_THAT(read_csv("").columns, IsEmpty());
  EXPECT_THAT(read_csv("a,b").rows, IsEmpty());
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string without_returns(const boost::json::value& value) {
  auto text = boost::json::serialize(value);
  for (std::size_t at = 0; (at = text.find("\\r", at)) != std::string::npos;) text.erase(at, 2);
  return text;
}

TEST(UnitFile, AgreesWithThePublishedExamples) {
  const auto* shared = std::getenv("PARVIS_SHARED_DATA");
  const auto folder = std::filesystem::path(shared ? shared : "../shared/data") / "csv/csv-spectrum";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "there is no " << folder;
  int compared = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder / "csvs")) {
    const auto table = read_csv(read_file(file.path()));
    boost::json::array rows;
    for (const auto& row : table.rows) {
      boost::json::object object;
      for (std::size_t i = 0; i < table.columns.size() && i < row.cells.size(); ++i) {
        object[table.columns[i]] = row.cells[i];
      }
      rows.push_back(object);
    }
    // Copies of these files differ in their line ends, and so from what is stated of them.
    const auto stated = boost::json::parse(read_file(folder / "json" / file.path().stem().concat(".json")));
    EXPECT_EQ(without_returns(rows), without_returns(stated)) << file.path().filename();
    ++compared;
  }
  EXPECT_GT(compared, 5);
}

}  // namespace
}  // namespace parvis::units
