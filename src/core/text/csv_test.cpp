#include "core/text/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace parvis::text {
namespace {

using ::testing::ElementsAre;

std::vector<CsvRow> rows_of(std::string_view text, char separator) {
  CsvReader reader(text, separator);
  std::vector<CsvRow> rows;
  CsvRow row;
  while (reader.next(row)) rows.push_back(row);
  return rows;
}

std::string in_utf16(std::string_view ascii, bool little) {
  std::string bytes;
  for (const char c : ascii) {
    if (little)
      bytes += {c, '\0'};
    else
      bytes += {'\0', c};
  }
  return bytes;
}

TEST(Csv, IsReadWithItsQuotesAndEitherEndOfLine) {
  EXPECT_THAT(rows_of("a;b\r\n1;2\n\n3;4", ';'),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", "4")));
  EXPECT_THAT(rows_of("\"a;b\";\"say \"\"hi\"\"\"\n", ';'), ElementsAre(ElementsAre("a;b", "say \"hi\"")));
  EXPECT_THAT(rows_of("\"two\nlines\",x", ','), ElementsAre(ElementsAre("two\nlines", "x")));
  EXPECT_THAT(rows_of("a,,c,", ','), ElementsAre(ElementsAre("a", "", "c", "")));
  EXPECT_THAT(rows_of("\"open", ','), ElementsAre(ElementsAre("open")));
  EXPECT_THAT(rows_of("\"a\"b,c", ','), ElementsAre(ElementsAre("ab", "c")));
}

TEST(Csv, SaysOnWhichLineARowBegan) {
  CsvReader reader("a\n\"b\nc\"\nd\n", ',');
  CsvRow row;
  std::vector<std::size_t> lines;
  while (reader.next(row)) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1u, 2u, 4u));
}

TEST(Csv, FindsItsSeparator) {
  EXPECT_EQ(separator_of("name;email\nZoé, the first;zoe@example.org\n"), ';');
  EXPECT_EQ(separator_of("name,email\nZoé,zoe@example.org\n"), ',');
  EXPECT_EQ(separator_of("name\temail\nZoé\tzoe@example.org\n"), '\t');
  EXPECT_EQ(separator_of("email\nzoe@example.org\n"), ',');
}

TEST(Csv, IsReadWhateverItsEncoding) {
  EXPECT_EQ(decode_table("Zo\xc3\xa9"), "Zoé");
  EXPECT_EQ(decode_table("\xef\xbb\xbfZo\xc3\xa9"), "Zoé");
  EXPECT_EQ(decode_table("Zo\xe9 \x80 \x9c"), "Zoé € œ");
  EXPECT_EQ(decode_table("\xff\xfe" + in_utf16("name", true)), "name");
  EXPECT_EQ(decode_table("\xfe\xff" + in_utf16("name", false)), "name");
  EXPECT_EQ(decode_table(in_utf16("name;email", true)), "name;email");
  EXPECT_EQ(decode_table(in_utf16("name;email", false)), "name;email");
  EXPECT_EQ(decode_table(std::string_view("\xff\xfe\x3d\xd8\x00\xde", 6)), "😀");
  EXPECT_FALSE(decode_table(std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)));
}

TEST(Csv, IsWrittenSoThatNoSpreadsheetCalculates) {
  EXPECT_EQ(csv_line({"Zoé", "a;b", "=1+1", "+33", "-1", "@x", "say \"hi\""}, ';'),
            "Zoé;\"a;b\";\"'=1+1\";\"'+33\";\"'-1\";\"'@x\";\"say \"\"hi\"\"\"\r\n");
}

RC_GTEST_PROP(Csv, ReadsBackWhatItWrote, (const std::vector<std::vector<std::string>>& table)) {
  std::string text;
  std::vector<CsvRow> wanted;
  for (const auto& row : table) {
    CsvRow plain;
    for (const auto& value : row) {
      std::string clean;
      for (const char c : value) clean.push_back(c >= ' ' && c < 127 ? c : 'x');
      plain.push_back("v" + clean);  // no formula, no empty line
    }
    if (plain.empty()) continue;
    plain.resize(std::min(plain.size(), kMaxCsvColumns));
    text += csv_line(plain, ',');
    wanted.push_back(plain);
  }
  RC_ASSERT(rows_of(text, ',') == wanted);
}

RC_GTEST_PROP(Csv, EndsWhateverItIsGiven, (const std::string& bytes)) {
  const auto text = decode_table(bytes);
  if (text) rows_of(*text, separator_of(*text));
}

}  // namespace
}  // namespace parvis::text
