#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "core/testing/shared_data.h"
#include "core/text/markdown.h"
#include "core/text/sanitise.h"

namespace parvis::text {

TEST(HtmlToMarkdown, TurnsMarkupIntoMarks) {
  EXPECT_EQ(html_to_markdown("<p>a <em>b</em> <strong>c </strong>d <code>e</code> <del>f</del></p><p>g<br>h</p>"),
            "a *b* **c** d `e` ~~f~~\n\ng\\\nh");
  EXPECT_EQ(html_to_markdown("<h1>a</h1><h2>b</h2><hr>"), "# a\n\n## b\n\n---");
  EXPECT_EQ(html_to_markdown("<pre class=\"lang-c prettyprint-override\"><code>a &lt; b\n\nc\n</code></pre>"),
            "```\na < b\n\nc\n```");
  EXPECT_EQ(html_to_markdown("<blockquote><p>a</p><p>b</p></blockquote>"), "> a\n>\n> b");
  EXPECT_EQ(html_to_markdown("<p>press <kbd>Ctrl</kbd>, H<sub>2</sub>O</p>"), "press `Ctrl`, H2O");
}

TEST(HtmlToMarkdown, WritesLinksAndImages) {
  EXPECT_EQ(html_to_markdown("<a href=\"https://a.example/b\" title='c \"d\"'>e</a>"),
            "[e](https://a.example/b \"c \\\"d\\\"\")");
  EXPECT_EQ(html_to_markdown("<a href=https://a.example/b>https://a.example/b</a>"), "<https://a.example/b>");
  EXPECT_EQ(html_to_markdown("<a href=\"/a_(b)\">c</a>"), "[c](</a_(b)>)");
  EXPECT_EQ(html_to_markdown("<a href=javascript:x>c</a><script>d</script>"), "c");
  EXPECT_EQ(html_to_markdown("<img src=https://a.example/b.png alt=c>"), "![c](https://a.example/b.png)");
}

TEST(HtmlToMarkdown, WritesLists) {
  EXPECT_EQ(html_to_markdown("<ul><li>a</li><li>b<ol start=3><li>c</li><li>d</li></ol></li></ul>"),
            "- a\n- b\n  3. c\n  4. d");
  EXPECT_EQ(html_to_markdown("<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"), "1. a\n\n   b\n\n2. c");
}

TEST(HtmlToMarkdown, WritesTables) {
  EXPECT_EQ(html_to_markdown("<table><tr><th>a</th><th>b|c</th></tr><tr><td>d</td><td>e</td></tr></table>"),
            "| a | b\\|c |\n| --- | --- |\n| d | e |");
}

TEST(HtmlToMarkdown, EscapesWhatLooksLikeMarks) {
  for (const char* text : {"*a* _b_ `c` [d](e) <f> \\g &amp;amp;", "# a", "- a", "1. a", "> a", "+ a", "a\n# b",
                           "~~a~~", "===", "snake_case_name", "![a](b)", "10) a", "&amp;eacute;", "| a |"}) {
    const std::string html = "<p>" + std::string(text) + "</p>";
    EXPECT_EQ(plain_text(render_markdown(html_to_markdown(html)).html), plain_text(sanitise(html))) << text;
  }
}

TEST(HtmlToMarkdown, SurvivesDeepNesting) {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "<div><blockquote>";
  EXPECT_NE(html_to_markdown(deep + "a*b").find("a\\*b"), std::string::npos);
}

// Real bodies, converted and rendered again, give the HTML they came from but for spacing.
TEST(HtmlToMarkdown, GivesRealBodiesBack) {
  PARVIS_SHARED_DATA_OR_SKIP(dump, "stackexchange/conlang-meta/Posts.xml");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_file(dump.c_str()));
  const auto comparable = [](const html::Html& html) {
    std::string out;
    for (const char c : html.markup()) {
      if (c != ' ' && c != '\n') out.push_back(c);
    }
    return out;
  };
  int all = 0, same = 0, same_text = 0;
  for (const auto& row : document.child("posts").children("row")) {
    const std::string body = row.attribute("Body").value();
    const auto rendered = render_markdown(html_to_markdown(body)).html;
    const auto direct = sanitise(body);
    ++all;
    same += comparable(rendered) == comparable(direct);
    const auto letters = [](std::string text) {
      return std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; }), text;
    };
    same_text += letters(plain_text(rendered)) == letters(plain_text(direct));
    if (std::getenv("PARVIS_SHOW") != nullptr && letters(plain_text(rendered)) != letters(plain_text(direct))) {
      std::printf("---- %s\n==== %s\n", direct.markup().c_str(), rendered.markup().c_str());
    }
  }
  std::printf("bodies converted and rendered again: %d of %d with the same HTML, %d with the same text\n", same, all,
              same_text);
  EXPECT_GT(same_text * 100, all * 97);
}

}  // namespace parvis::text
