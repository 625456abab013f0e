#include "exchange/stackexchange/dump_row.h"

#include <gtest/gtest.h>

namespace parvis::exchange {
namespace {

std::string refusal_of(std::string_view row) {
  try {
    const auto parsed = DumpRow::parse(row);
    parsed.number("Id");
    parsed.instant("Date");
    parsed.text("Name");
    return "none";
  } catch (const RefusedRow& refused) {
    return refused.what();
  }
}

TEST(DumpRow, GivesItsAttributesDecoded) {
  const auto row = DumpRow::parse(
      R"(<row Id="-12" Name="a &lt;b&gt; &amp;&quot;c&quot; &#233;&#x1F600;" Date="2014-01-21T20:20:55.123" Empty="" />)");
  EXPECT_EQ(row.number("Id"), -12);
  EXPECT_EQ(row.text("Name"), "a <b> &\"c\" é😀");
  EXPECT_EQ(to_rfc3339(row.instant("Date")), "2014-01-21T20:20:55.123Z");
  EXPECT_FALSE(row.number_if("Empty"));
  EXPECT_FALSE(row.instant_if("Absent"));
  EXPECT_EQ(row.text_if("Absent"), "");
}

TEST(DumpRow, TakesEitherQuotationMarkAndBareGreaterThan) {
  const auto row = DumpRow::parse("<row Name='it is \"so\" > that' Id=\"1\"/>");
  EXPECT_EQ(row.text("Name"), "it is \"so\" > that");
}

TEST(DumpRow, MakesLineEndsOneKind) {
  EXPECT_EQ(decode_attribute("a&#xD;&#xA;b&#xA;c&#xD;d\r\ne"), "a\nb\nc\nd\ne");
  EXPECT_EQ(decode_attribute("end&#xD;"), "end\n");
}

TEST(DumpRow, ShowsForbiddenControlCharactersAsReplaced) {
  EXPECT_EQ(decode_attribute("a&#x1;b\tc"),
            "a\xEF\xBF\xBD"
            "b\tc");
}

TEST(DumpRow, SaysWhatIsWrongWithARow) {
  EXPECT_EQ(refusal_of(R"(<row Id="1" Name="n" Date="2014-01-21T20:20:55.123" />)"), "none");
  EXPECT_EQ(refusal_of(R"(<row Name="n" />)"), "Id is missing");
  EXPECT_EQ(refusal_of(R"(<row Id="" />)"), "Id is missing");
  EXPECT_EQ(refusal_of(R"(<row Id="12x" />)"), "Id is not a number: \"12x\"");
  EXPECT_EQ(refusal_of(R"(<row Id="99999999999999999999" />)"), "Id is not a number: \"99999999999999999999\"");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Date="2014-13-45T00:00:00" />)"), "Date is not a date: \"2014-13-45T00:00:00\"");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Date="2014-01-01" Name="&nbsp;" />)"), "\"&nbsp;\" is no entity of XML");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Date="2014-01-01" Name="a & b" />)"), "an \"&\" stands alone");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Date="2014-01-01" Name="&#0;" />)"), "\"&#0;\" stands for no character");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Date="2014-01-01" Name="&#xD800;" />)"), "\"&#xD800;\" stands for no character");
  EXPECT_EQ(refusal_of(R"(<row Id="1 Date="2014-01-01" Name="n" />)"), "a quotation mark is missing");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Name="n)"), "Name has no end");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Name="n")"), "the row has no end");
  EXPECT_EQ(refusal_of(R"(<row Id=1 />)"), "Id has no quotation marks");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Name="<b>" />)"), "Name holds a bare \"<\"");
  EXPECT_EQ(refusal_of(R"(<row Id="1" Id="2" />)"), "Id stands twice");
  EXPECT_EQ(refusal_of("<row Id=\"1\" Name=\"\xff\" />"), "the row is not valid UTF-8");
}

}  // namespace
}  // namespace parvis::exchange
