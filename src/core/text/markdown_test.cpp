#include "core/text/markdown.h"

#include <gtest/gtest.h>

#include "core/text/mentions.h"
#include "core/text/testing/allow_list.h"

namespace parvis::text {
namespace {

std::string render(std::string_view source) {
  return render_markdown(source, {.origin = "https://square.example",
                                  .is_member = [](std::string_view handle) { return handle != "nobody"; }})
      .html.markup();
}

}  // namespace

TEST(Markdown, RendersWhatMembersWrite) {
  EXPECT_EQ(render("**a** *b* ~~c~~ `d`"), "<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>\n");
  EXPECT_EQ(render("- a\n- b\n\n1. c"), "<ul><li>a</li>\n<li>b</li>\n</ul>\n<ol><li>c</li>\n</ol>\n");
  EXPECT_EQ(render("4) d"), "<ol start=\"4\"><li>d</li>\n</ol>\n");
  EXPECT_EQ(render("a\nb  \nc"), "<p>a\nb<br>\nc</p>\n");
  EXPECT_EQ(render("---"), "<hr>\n");
}

TEST(Markdown, KeepsLineEndsWhenAsked) {
  EXPECT_EQ(render_markdown("a\nb", {.line_ends = LineEnds::kept}).html.markup(), "<p>a<br>\nb</p>\n");
}

TEST(Markdown, PutsHeadingsBelowThoseOfThePage) {
  EXPECT_EQ(render("# a\n## b\n### c\n#### d\n###### e"),
            "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>\n");
}

TEST(Markdown, ShowsRawHtmlAsText) {
  EXPECT_EQ(render("a <b>c</b> <script>d</script>"), "<p>a &lt;b&gt;c&lt;/b&gt; &lt;script&gt;d&lt;/script&gt;</p>\n");
  EXPECT_EQ(render("<div onclick=x>"), "<p>&lt;div onclick=x&gt;</p>\n");
}

TEST(Markdown, ReadsEntities) {
  EXPECT_EQ(render("&eacute; &#x1F6B2; &lt;b&gt; &nonsense;"), "<p>é \U0001F6B2 &lt;b&gt; &amp;nonsense;</p>\n");
  EXPECT_EQ(render("[a](javascript&colon;alert(1))"), "<p>a</p>\n");
}

TEST(Markdown, NamesTheLanguageOfCode) {
  EXPECT_EQ(render("```C++ x\na < b\n```"), "<pre><code class=\"language-c++\">a &lt; b\n</code></pre>\n");
  EXPECT_EQ(render("```\"><script>\na\n```"), "<pre><code>a\n</code></pre>\n");
  EXPECT_EQ(render("    a"), "<pre><code>a\n</code></pre>\n");
}

TEST(Markdown, RendersTablesAndTasks) {
  EXPECT_EQ(render("|a|b|\n|---|:---:|\n|c|d|"),
            "<table>\n<thead>\n<tr><th>a</th><th class=\"align-center\">b</th></tr>\n</thead>\n<tbody>\n"
            "<tr><td>c</td><td class=\"align-center\">d</td></tr>\n</tbody>\n</table>\n");
  EXPECT_EQ(render("- [x] a\n- [ ] b"), "<ul><li class=\"task\">☑ a</li>\n<li class=\"task\">☐ b</li>\n</ul>\n");
}

TEST(Markdown, LinksBareAddresses) {
  EXPECT_EQ(render("see https://a.example/b."),
            "<p>see <a href=\"https://a.example/b\" rel=\"nofollow ugc noopener\">https://a.example/b</a>.</p>\n");
  EXPECT_EQ(render("www.a.example"),
            "<p><a href=\"http://www.a.example\" rel=\"nofollow ugc noopener\">www.a.example</a></p>\n");
  EXPECT_EQ(render("a@b.example"), "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n");
  EXPECT_EQ(render("[t](/threads/1 \"w\")"), "<p><a href=\"/threads/1\" title=\"w\">t</a></p>\n");
  EXPECT_EQ(render("https://square.example/threads/1"),
            "<p><a href=\"https://square.example/threads/1\">https://square.example/threads/1</a></p>\n");
}

TEST(Markdown, LinksMembersItKnows) {
  EXPECT_EQ(render("@ilyes and @nobody"),
            "<p><a class=\"mention\" href=\"/members/ilyes\">@ilyes</a> and @nobody</p>\n");
  EXPECT_EQ(render("**@Jean_Paul-2**!"),
            "<p><strong><a class=\"mention\" href=\"/members/jean_paul-2\">@Jean_Paul-2</a></strong>!</p>\n");
  EXPECT_EQ(render("`@ilyes` \\@ilyes [@ilyes](/x) a@ilyes"),
            "<p><code>@ilyes</code> @ilyes <a href=\"/x\">@ilyes</a> a@ilyes</p>\n");
  const auto rendered = render_markdown("@a1 @b2 @a1", {.is_member = [](std::string_view) { return true; }});
  EXPECT_EQ(rendered.mentions, (std::vector<std::string>{"a1", "b2"}));
}

TEST(Markdown, AsksForABoundedNumberOfMembers) {
  std::string text;
  for (int i = 10; i < 1000; ++i) text += "@m" + std::to_string(i) + " @m10 ";
  int asked = 0;
  const auto rendered = render_markdown(text, {.is_member = [&](std::string_view) { return ++asked > 0; }});
  EXPECT_EQ(asked, 50);
  EXPECT_EQ(rendered.mentions.size(), kMaxMentions);
}

TEST(Markdown, PassesOnWhatTheMembersThrow) {
  EXPECT_THROW(
      render_markdown("@ilyes", {.is_member = [](std::string_view) -> bool { throw std::runtime_error("x"); }}),
      std::runtime_error);
}

TEST(Markdown, AttributesQuotations) {
  const std::string source = quote_markdown("ilyes", 3, "/threads/7z/3", "first\n\nsecond") + "I agree.";
  EXPECT_EQ(source, "> [@ilyes, 3](/threads/7z/3)\n> first\n> \n> second\n\nI agree.");
  const auto rendered = render_markdown(source);
  EXPECT_EQ(rendered.html.markup(),
            "<blockquote class=\"quote\"><p><cite><a href=\"/threads/7z/3\">@ilyes, 3</a></cite></p>\n<p>first</p>\n"
            "<p>second</p>\n</blockquote>\n<p>I agree.</p>\n");
  EXPECT_EQ(rendered.quotations, (std::vector<Quotation>{{"ilyes", "/threads/7z/3"}}));
  EXPECT_EQ(rendered.links, (std::vector<std::string>{"/threads/7z/3"}));
}

TEST(Markdown, AttributesOnlyWhatIsAQuotation) {
  for (const char* other : {"> [ilyes](/threads/7z/3)\n> a", "> a [@ilyes, 3](/threads/7z/3)",
                            "[@ilyes, 3](/threads/7z/3)", "> [@ilyes, 3](https://evil.example/threads/)\n> a",
                            "> - [@ilyes, 3](/threads/7z/3)", "> [**@ilyes**, 3](/threads/7z/3)"}) {
    EXPECT_EQ(render(other).find("cite"), std::string::npos) << other;
  }
  EXPECT_NE(render("> > [@ilyes, 3](/threads/7z/3)\n> > a").find("<cite>"), std::string::npos);
}

TEST(Markdown, ShowsImages) {
  const auto rendered = render_markdown("![a *b* \"c\"](http://i.example/x.png \"t\") ![](/uploads/y.png)");
  EXPECT_EQ(rendered.html.markup(),
            "<p><img src=\"https://i.example/x.png\" alt=\"a b &quot;c&quot;\" title=\"t\" loading=\"lazy\"> "
            "<img src=\"/uploads/y.png\" alt=\"\" loading=\"lazy\"></p>\n");
  EXPECT_EQ(rendered.first_image(), "https://i.example/x.png");
}

TEST(Mentions, AreExtractedFromMarkdownButNotFromCode) {
  EXPECT_EQ(extract_mentions(
                "@one `@two` **@three**\n\n    @four\n\n```\n@five\n```\n> @six [@seven](/x) me@eight.example @ONE"),
            (std::vector<std::string>{"one", "three", "six"}));
}

TEST(PlainText, IsTheTextWithoutItsMarkup) {
  const auto html = render_markdown("# T &amp; u\n\na *b*\n\n- c\n- d\n\n```\ne  <f>\n\ng\n```\n![h](/i.png)").html;
  EXPECT_EQ(plain_text(html), "T & u\na b\nc\nd\ne  <f>\n\ng\nh");
  EXPECT_EQ(plain_text(render_markdown("|a|b|\n|---|---|\n|c|d|").html), "a b\nc d");
  EXPECT_EQ(plain_text(html::Html()), "");
}

TEST(Excerpt, EndsBetweenWords) {
  EXPECT_EQ(excerpt("  a\n\nshort  text ", 20), "a short text");
  EXPECT_EQ(excerpt("one two three four", 9), "one two…");
  EXPECT_EQ(excerpt("one two three four", 7), "one two…");
  EXPECT_EQ(excerpt("ééééééééé", 5), "ééééé…");
  EXPECT_EQ(excerpt("", 5), "");
}

// Texts made to cost more than they are long. What is asserted is that the output stays in proportion; the bench
// measures the time.
TEST(Markdown, StaysInProportionWhateverItIsGiven) {
  constexpr std::size_t kSize = 64 * 1024;
  const auto repeated = [](std::string_view piece) {
    std::string out;
    while (out.size() < kSize) out += piece;
    return out;
  };
  std::vector<std::string> corpus;
  for (const char* piece : {"*",
                            "_",
                            "~",
                            "`",
                            ">",
                            "> ",
                            "[",
                            "![",
                            "]",
                            "](",
                            "[](",
                            "[a](",
                            "[a](<b",
                            "<",
                            "<a:",
                            "</",
                            "&",
                            "&#",
                            "\\",
                            "!",
                            "- ",
                            "* ",
                            "1. ",
                            "+ \n",
                            "- a\n",
                            "# ",
                            "|",
                            "|-",
                            "a|",
                            "*a ",
                            "*a_ ",
                            "**a *",
                            "*a **a ",
                            "_a __a ",
                            "a_",
                            "~~a ",
                            "`a``",
                            "``` ",
                            "~~~\n",
                            "```\n",
                            "    ",
                            "\t",
                            "\n",
                            ">\n",
                            "> a\n",
                            "http://",
                            "http://a ",
                            "www.",
                            "www.a.b ",
                            "a@b.c ",
                            "@",
                            "@a ",
                            "@ab",
                            "a.",
                            ":",
                            "<!--",
                            "<?",
                            "[a]: b\n",
                            "[a]\n",
                            "[a][",
                            "[^a]",
                            "\"",
                            "'",
                            "(",
                            "[a]: <",
                            "&amp;",
                            "<a href=\"",
                            "- - ",
                            "1) ",
                            "*_",
                            "**_*",
                            "[![a](b)](c)",
                            "![a![",
                            "x\xcc\x80",
                            "\xff",
                            "a\\\n",
                            "a  \n",
                            "=\n",
                            "a\n=\n",
                            "-\n",
                            "***\n",
                            "| a |\n| - |\n",
                            "> - 1. ",
                            "\xe2\x80\xae",
                            "@a_",
                            "@a-",
                            "[@a, 1](/threads/b)\n> ",
                            "> [@ab, 1](/threads/c)\n\n"}) {
    corpus.push_back(repeated(piece));
  }
  corpus.push_back(std::string(kSize / 2, '[') + std::string(kSize / 2, ']'));
  corpus.push_back(std::string(kSize / 2, '>') + repeated("a\n").substr(0, kSize / 2));
  corpus.push_back(repeated("*a ").substr(0, kSize / 2) + repeated("a* ").substr(0, kSize / 2));
  corpus.push_back(repeated("a|").substr(0, kSize / 4) + "\n" + repeated("-|").substr(0, kSize / 4) + "\n" +
                   repeated("|\n").substr(0, kSize / 2));
  corpus.push_back(repeated("[a](b").substr(0, kSize / 2) + std::string(kSize / 2, ')'));
  std::string stairs, definitions, fences;
  for (std::size_t i = 0; stairs.size() < kSize; ++i) stairs += std::string(2 * i, ' ') + "- a\n";
  for (std::size_t i = 0; definitions.size() < kSize; ++i)
    definitions += "[a" + std::to_string(i) + "]: /b\n[a" + std::to_string(i) + "]\n\n";
  for (std::size_t i = 1; fences.size() < kSize; ++i) fences += std::string(i, '`') + "a ";
  corpus.insert(corpus.end(), {stairs, definitions, fences,
                               "[a]: " + std::string(kSize / 2, 'b') + "\n\n" + repeated("[a]").substr(0, kSize / 2)});
  const bool timed = std::getenv("PARVIS_TIMES") != nullptr;
  for (const auto& text : corpus) {
    const auto start = std::chrono::steady_clock::now();
    const auto markup = render(text);
    const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    if (timed && took > 15) std::printf("%8.1f ms  %8zu bytes  %s\n", took, markup.size(), text.substr(0, 24).c_str());
    EXPECT_LT(markup.size(), 16 * text.size() + 100'000) << text.substr(0, 30);
    EXPECT_EQ(parvis::testing::first_intruder(markup), "") << text.substr(0, 30);
  }
}

}  // namespace parvis::text
