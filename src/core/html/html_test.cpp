#include "core/html/html.h"

#include <gtest/gtest.h>

namespace parvis::html {
namespace {

TEST(HtmlWriter, EscapesTextAndAttributes) {
  Writer out;
  out.open("p", {{"title", "a\"b<c"}}).text("<script>&'\x01").close();
  EXPECT_EQ(out.take().markup(), "<p title=\"a&quot;b&lt;c\">&lt;script&gt;&amp;&#39;\xEF\xBF\xBD</p>");
}

TEST(HtmlWriter, WritesBareAttributesOnlyWhenTrue) {
  Writer out;
  out.open("input", {{"required", true}, {"disabled", false}, {"size", 3}});
  EXPECT_EQ(out.take().markup(), "<input required size=\"3\">");
}

TEST(HtmlWriter, ClosesWhatWasOpenedInOrder) {
  Writer out;
  out.open("ul").open("li").text("a").open("br").text("b").close().close();
  EXPECT_EQ(out.take().markup(), "<ul><li>a<br>b</li></ul>");
}

TEST(HtmlWriter, RefusesDangerousAddresses) {
  for (const char* address : {"javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//other.example", "/\\other",
                              "java\nscript:x", " javascript:x", "vbscript:x", "\x01javascript:x"}) {
    EXPECT_FALSE(is_safe_address(address)) << address;
  }
  for (const char* address :
       {"/threads/1", "https://a.example/?x=1:2", "mailto:a@b.example", "?page=2", "#post-3", "a/b:c", ""}) {
    EXPECT_TRUE(is_safe_address(address)) << address;
  }
  Writer out;
  out.element("a", {{"href", "javascript:alert(1)"}}, "x");
  EXPECT_EQ(out.take().markup(), "<a href=\"#\">x</a>");
}

TEST(HtmlWriter, OmitsAnEmptyOptional) {
  Writer out;
  const std::optional<std::string> none;
  out.open("a", {{"rel", none}}).close();
  EXPECT_EQ(out.take().markup(), "<a></a>");
}

}  // namespace
}  // namespace parvis::html
