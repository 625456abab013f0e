#include "exchange/stackexchange/dump_file.h"

#include <gtest/gtest.h>

#include "core/errors.h"
#include "exchange/testing/dump_folder.h"

namespace parvis::exchange {
namespace {

using Rows = std::vector<std::pair<std::int64_t, std::string>>;

Rows rows_of(std::string_view text, DumpPosition from = {}) {
  const testing::Folder folder;
  folder.write("a.xml", text);
  DumpFile file(folder / "a.xml", from);
  Rows rows;
  while (const auto piece = file.next()) rows.emplace_back(piece->line, std::string(piece->text));
  return rows;
}

TEST(DumpFile, GivesRowsWithTheirLines) {
  EXPECT_EQ(
      rows_of(
          "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<rows>\r\n  <row Id=\"1\" />\r\n\r\n\t<row Id=\"2\" />\r\n</rows>"),
      (Rows{{3, "<row Id=\"1\" />"}, {5, "<row Id=\"2\" />"}}));
  EXPECT_EQ(rows_of(""), Rows{});
}

TEST(DumpFile, JoinsARowOverSeveralLines) {
  EXPECT_EQ(rows_of("<row Id=\"1\"\n Name=\"a\nb\" />\n<row Id=\"2\" />"),
            (Rows{{1, "<row Id=\"1\"\n Name=\"a\nb\" />"}, {4, "<row Id=\"2\" />"}}));
}

TEST(DumpFile, PartsRowsOnOneLine) {
  EXPECT_EQ(
      rows_of("<r><row Id=\"1\" /><row Id=\"2\" /> <row Id=\"3\" />\n<row Id=\"4\" /></r>"),
      (Rows{{1, "<row Id=\"1\" />"}, {1, "<row Id=\"2\" />"}, {1, "<row Id=\"3\" />"}, {2, "<row Id=\"4\" /></r>"}}));
}

TEST(DumpFile, PartsTensOfThousandsOfRowsOnOneLine) {
  std::string line;
  for (int i = 0; i < 100'000; ++i) line += "<row Id=\"1\" />";
  const auto rows = rows_of(line + "\n<row Id=\"2\" />\n");
  ASSERT_EQ(rows.size(), 100'001u);
  EXPECT_EQ(rows[99'999], (Rows::value_type{1, "<row Id=\"1\" />"}));
  EXPECT_EQ(rows.back(), (Rows::value_type{2, "<row Id=\"2\" />"}));
}

TEST(DumpFile, EndsABrokenRowWhereTheNextBegins) {
  EXPECT_EQ(rows_of("<row Id=\"1\" Name=\"a\n<row Id=\"2\" />\n<row Id=\"3\""),
            (Rows{{1, "<row Id=\"1\" Name=\"a"}, {2, "<row Id=\"2\" />"}, {3, "<row Id=\"3\""}}));
}

TEST(DumpFile, PassesOverARowThatIsTooLong) {
  const testing::Folder folder;
  folder.write("a.xml",
               "<row Id=\"1\" />\n<row Id=\"2\" Name=\"" + std::string(9 << 20, 'x') + "\" />\n<row Id=\"3\" />\n");
  DumpFile file(folder / "a.xml");
  EXPECT_EQ(file.next()->text, "<row Id=\"1\" />");
  const auto second = file.next();
  EXPECT_TRUE(second->too_long);
  EXPECT_TRUE(second->text.starts_with("<row Id=\"2\" Name=\"xxx"));
  const auto third = file.next();
  EXPECT_EQ(third->text, "<row Id=\"3\" />");
  EXPECT_EQ(third->line, 3);
  EXPECT_EQ(file.position().offset, file.size());
}

TEST(DumpFile, GoesOnFromAPosition) {
  const testing::Folder folder;
  std::string text = "<rows>\n";
  for (int id = 0; id < 5000; ++id)
    text += "  <row Id=\"" + std::to_string(id) + "\" Name=\"" + std::string(id % 300, 'n') + "\" />\n";
  folder.write("a.xml", text + "</rows>\n");
  DumpFile first(folder / "a.xml");
  for (int id = 0; id < 1234; ++id) ASSERT_TRUE(first.next());
  ASSERT_TRUE(first.at_line_start());
  DumpFile second(folder / "a.xml", first.position());
  for (;;) {
    const auto one = first.next();
    const auto other = second.next();
    ASSERT_EQ(one.has_value(), other.has_value());
    if (!one) break;
    ASSERT_EQ(one->text, other->text);
    ASSERT_EQ(one->line, other->line);
  }
}

TEST(DumpFile, RefusesAFileThatIsNotThere) { EXPECT_THROW(DumpFile("/nowhere/Posts.xml"), Fault); }

}  // namespace
}  // namespace parvis::exchange
