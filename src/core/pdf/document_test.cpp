#include "core/pdf/document.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/errors.h"
#include "core/pdf/language.h"

namespace parvis::pdf {
namespace {

constexpr Instant kAt{1'763'755'205'000'000};

About about(std::string title = "Octobre sur papier") {
  return {.title = std::move(title), .author = "Mistral", .subject = "Octobre", .language = "fr", .made_at = kAt};
}

std::string two_pages() {
  Document document(about());
  document.open(Part::title);
  document.write(56, 100, "L’œuvre d’été : 1 234 €", {Face::display, 24});
  document.close();
  document.next_page();
  document.begin_link("https://square.example/it's");
  document.write(56, 100, "Ελληνικά, Кириллица", {Face::text, 10, colour("#1f5f99")});
  document.end_link();
  document.rectangle(56, 200, 100, 20, colour("#1f5f99"), 3);
  document.line(56, 240, 300, 240, {}, 1);
  return document.finish();
}

std::size_t count(const std::string& file, std::string_view what) {
  std::size_t found = 0;
  for (auto at = file.find(what); at != std::string::npos; at = file.find(what, at + 1)) ++found;
  return found;
}

TEST(PdfDocument, HasItsPagesItsLanguageAndItsFontsInside) {
  const auto file = two_pages();
  EXPECT_TRUE(file.starts_with("%PDF-1.")) << file.substr(0, 8);
  EXPECT_TRUE(file.ends_with("%%EOF\n"));
  EXPECT_EQ(count(file, "/Type /Page %"), 2u);
  EXPECT_EQ(count(file, "/Lang (fr)"), 1u);
  EXPECT_EQ(count(file, "/DisplayDocTitle true"), 1u);
  EXPECT_GE(count(file, "/FontFile"), 2u) << "each font that is used, embedded";
  EXPECT_GE(count(file, "/ToUnicode"), 2u) << "so that its text can be selected";
  EXPECT_GE(count(file, "/StructTreeRoot"), 1u);
  EXPECT_EQ(count(file, "/Marked true"), 1u);
  EXPECT_LT(file.size(), 60'000u) << "only what is used of each font";
}

TEST(PdfDocument, IsTheSameFileEachTime) { EXPECT_EQ(two_pages(), two_pages()); }

TEST(PdfDocument, FillsAreasSoThatTheyAreToldApartInGrey) {
  const auto drawn = [](Fill fill) {
    Document document(about());
    document.area(56, 100, 40, 30, {}, fill);
    return document.finish();
  };
  EXPECT_NE(drawn(Fill::dots), drawn(Fill::stripes));
  EXPECT_NE(drawn(Fill::stripes), drawn(Fill::full));
  EXPECT_NE(drawn(Fill::dots), drawn(Fill::full));
}

TEST(PdfDocument, DrawsAPathWholeOrDashedAndNoneOfASinglePoint) {
  const auto drawn = [](const std::vector<Point>& points, Stroke stroke) {
    Document document(about());
    document.line(56, 100, 300, 100, {}, 1);
    document.path(points, {}, 1, stroke);
    return document.finish();
  };
  EXPECT_NE(drawn({{60, 120}, {80, 90}}, Stroke::whole), drawn({}, Stroke::whole));
  EXPECT_NE(drawn({{60, 120}, {80, 90}}, Stroke::whole), drawn({{60, 120}, {80, 90}}, Stroke::dashed));
  EXPECT_EQ(drawn({{60, 120}}, Stroke::dashed), drawn({}, Stroke::dashed));
}

TEST(PdfDocument, LeavesOutWhatItsFontsCannotShow) {
  Document document(about());
  const Style style{Face::text, 10};
  EXPECT_EQ(document.width("Lamp\U0001F6B2\x01\x02", style), document.width("Lamp", style));
  document.write(56, 100, "\U0001F6B2", style);
  document.write(56, 100, "\xff\xfe broken", style);
  EXPECT_NO_THROW(document.finish());
}

TEST(PdfDocument, CutsAfterSoManyLines) {
  Document document(about());
  const Style style{Face::text, 10};
  const auto lines = document.lines("one two three four five six seven eight nine ten", style, 60, 2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines.back().ends_with("…"));
  EXPECT_TRUE(document.lines("", style, 60).empty());
}

RC_GTEST_PROP(PdfDocument, BreaksLinesThatFitAndLosesNoWord, (std::vector<std::uint8_t> sizes)) {
  std::string text;
  for (const auto size : sizes) text += std::string(size % 40 + 1, 'm') + " ";
  Document document(about());
  const Style style{Face::text, 10};
  std::size_t letters = 0;
  for (const auto& line : document.lines(text, style, 120, 100'000)) {
    RC_ASSERT(document.width(line, style) <= 120);
    letters += static_cast<std::size_t>(std::count(line.begin(), line.end(), 'm'));
  }
  RC_ASSERT(letters == static_cast<std::size_t>(std::count(text.begin(), text.end(), 'm')));
}

TEST(PdfLanguage, IsNotSaidOfWhatIsNoPdf) {
  for (const char* wrong :
       {"", "%PDF", "trailer startxref", "trailer << /Size 3 /Root 1 0 R /Info 2 0 R >> startxref 9"}) {
    EXPECT_THROW(with_language(wrong, "fr"), Fault) << wrong;
  }
}

}  // namespace
}  // namespace parvis::pdf
