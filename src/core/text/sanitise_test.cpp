#include "core/text/sanitise.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/testing/shared_data.h"
#include "core/text/markdown.h"
#include "core/text/testing/allow_list.h"

namespace parvis::text {
namespace {

std::string clean(std::string_view markup) { return sanitise(markup, {.origin = "https://square.example"}).markup(); }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

}  // namespace

TEST(Sanitiser, KeepsWhatMembersWrite) {
  const std::string good =
      "<h3>A</h3><p>b <strong>c</strong> <em>d</em> <del>e</del> <kbd>f</kbd> x<sub>1</sub> y<sup>2</sup> "
      "<code>g</code><br>h</p><ul><li>i</li></ul><ol start=\"3\"><li>j</li></ol><blockquote><p>k</p></blockquote>"
      "<pre><code class=\"language-c++\">l\n</code></pre><hr>"
      "<table><thead><tr><th>m</th></tr></thead><tbody><tr><td class=\"align-right\">n</td></tr></tbody></table>";
  EXPECT_EQ(clean(good), good);
}

TEST(Sanitiser, LeavesOutWhatRuns) {
  EXPECT_EQ(clean("a<script>alert(1)</script>b"), "ab");
  EXPECT_EQ(clean("<img src=x onerror=alert(1)>"), "");
  EXPECT_EQ(clean("<a href=\"java&#10;script:alert(1)\">x</a>"), "x");
  EXPECT_EQ(clean("<a href=\" JaVaScRiPt:alert(1)\">x</a>"), "x");
  EXPECT_EQ(clean("<a href=\"data:text/html,<b>\" onclick=1>x</a>"), "x");
  EXPECT_EQ(clean("<a href=\"//evil.example\">x</a>"), "x");
  EXPECT_EQ(clean("<a href=\"/\\evil.example\">x</a>"), "<a href=\"/%5Cevil.example\">x</a>");
  EXPECT_EQ(clean("<p style=\"color:red\" id=a class=b>x</p>"), "<p>x</p>");
  EXPECT_EQ(clean("<svg><p><style><!--</style><img src=x onerror=alert(1)>--></style>"), "");
  EXPECT_EQ(clean("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>"), "");
  EXPECT_EQ(clean("<form action=/x><input name=a><button>b</button></form>"), "b");
  EXPECT_EQ(clean("<iframe src=https://evil.example></iframe><!-- c --><meta http-equiv=refresh>d"), "d");
}

TEST(Sanitiser, TurnsOldElementsIntoOurs) {
  EXPECT_EQ(clean("<h1>a</h1><h2>b</h2><b>c</b><i>d</i><s>e</s><strike>f</strike>"),
            "<h3>a</h3><h3>b</h3><strong>c</strong><em>d</em><del>e</del><del>f</del>");
}

TEST(Sanitiser, MarksLinksThatLeaveTheSite) {
  EXPECT_EQ(clean("<a href=\"https://elsewhere.example/é\">x</a>"),
            "<a href=\"https://elsewhere.example/%C3%A9\" rel=\"nofollow ugc noopener\">x</a>");
  EXPECT_EQ(clean("<a href=\"/threads/1\">x</a>"), "<a href=\"/threads/1\">x</a>");
  EXPECT_EQ(clean("<a href=\"https://square.example/a\">x</a>"), "<a href=\"https://square.example/a\">x</a>");
  EXPECT_NE(clean("<a href=\"https://square.example.evil/a\">x</a>").find("rel="), std::string::npos);
  EXPECT_NE(clean("<a href=\"https://square.example@evil/a\">x</a>").find("rel="), std::string::npos);
  EXPECT_EQ(clean("<a href=\"mailto:a@b.fr\">x</a>"), "<a href=\"mailto:a@b.fr\">x</a>");
}

TEST(Sanitiser, TellsLinksAndImages) {
  const auto read = sanitise_and_read(
      "<a href=https://a.example>1</a><a href=/threads/2>2</a><a href=https://a.example>3</a><a href=#x>4</a>"
      "<a href=mailto:a@b.fr>5</a><img src=https://a.example/i.png><img src=http://a.example/j.png>");
  EXPECT_EQ(read.links, (std::vector<std::string>{"https://a.example", "/threads/2"}));
  EXPECT_EQ(read.images, (std::vector<std::string>{"https://a.example/i.png", "https://a.example/j.png"}));
}

TEST(Sanitiser, LoadsImagesLazilyAndOverTlsOnly) {
  EXPECT_EQ(clean("<img src=\"http://a.example/i.png\" alt='\"' width=40 height=x>"),
            "<img src=\"https://a.example/i.png\" alt=\"&quot;\" width=\"40\" loading=\"lazy\">");
  EXPECT_EQ(clean("<img src=\"data:image/png;base64,AAAA\" alt=bike>"), "bike");
}

TEST(Sanitiser, ShowsOwnFilesOnlyWhereThatIsAsked) {
  const SanitiseOptions own{.origin = "https://square.example", .images = Images::own};
  const auto shown = [&](std::string_view markup) { return sanitise(markup, own).markup(); };
  constexpr std::string_view kOwn = "<img src=\"/files/4q0tn0g00050\" alt=\"a\" loading=\"lazy\">";
  EXPECT_EQ(shown("<img src=/files/4q0tn0g00050 alt=a>"), kOwn);
  EXPECT_EQ(shown("<img src=https://square.example/files/4q0tn0g00050 alt=a>"), kOwn);
  EXPECT_EQ(shown("<img src=https://a.example/i.png alt=bike>"),
            "<a href=\"https://a.example/i.png\" rel=\"nofollow ugc noopener\">bike</a>");
  EXPECT_EQ(shown("<img src=https://square.example.evil/files/4q0tn0g00050 alt=a>").find("<img"), std::string::npos);
  for (const auto* other : {"/files/4q0tn0g00050/960.webp", "/files/", "/files/../account", "/files/a?b", "/sign-out",
                            "/files/4q0tn0g000500000", "/files/A"}) {
    EXPECT_EQ(shown(std::string("<img src=\"") + other + "\" alt=a>").find("<img"), std::string::npos) << other;
  }
  EXPECT_EQ(shown("<a href=/b>see <img src=https://a.example/i.png alt=bike></a>"), "<a href=\"/b\">see bike</a>");
  EXPECT_EQ(sanitise("<img src=/files/4q0tn0g00050 alt=a>", {.images = Images::none}).markup(),
            "<a href=\"/files/4q0tn0g00050\">a</a>");
}

TEST(Sanitiser, KeepsTablesAndParagraphsWellFormed) {
  EXPECT_EQ(clean("<td>a"), "a");
  EXPECT_EQ(clean("<p><button><p>b"), clean(clean("<p><button><p>b")));
  EXPECT_EQ(clean("<table><tr><td><a href=/a>x<table><tr><td><a href=/b>y"),
            clean(clean("<table><tr><td><a href=/a>x<table><tr><td><a href=/b>y")));
  EXPECT_EQ(clean("<pre>\n\nx</pre>"), "<pre>\n\nx</pre>");
}

TEST(Sanitiser, BoundsDepthAndMemory) {
  EXPECT_LT(clean(repeated("<blockquote>", 100'000) + "x").size(), 3000u);
  EXPECT_EQ(testing::first_intruder(clean(repeated("<div><b a=1>", 60'000) + repeated("<p>", 60'000))), "");
  std::string bomb;
  for (int i = 0; i < 3000; ++i) bomb += "<b a=" + std::to_string(i) + ">";
  bomb += repeated("<p>x", 30'000);
  EXPECT_EQ(testing::first_intruder(clean(bomb)), "");
  EXPECT_LT(clean(bomb).size(), bomb.size() * 8);
}

TEST(Sanitiser, GivesWhatReadsBackAsItself) {
  static const std::vector<std::string> kPieces = {"<p>",
                                                   "</p>",
                                                   "<a href=/x>",
                                                   "</a>",
                                                   "<b>",
                                                   "</b>",
                                                   "<table>",
                                                   "<tr>",
                                                   "<td>",
                                                   "</table>",
                                                   "<ul>",
                                                   "<li>",
                                                   "</ul>",
                                                   "<pre>",
                                                   "\n",
                                                   "</pre>",
                                                   "<h3>",
                                                   "<h4>",
                                                   "</h3>",
                                                   "<button>",
                                                   "<marquee>",
                                                   "</marquee>",
                                                   "<div>",
                                                   "</div>",
                                                   "text",
                                                   "&amp;lt;",
                                                   "&",
                                                   "<",
                                                   "<i>",
                                                   "<font>",
                                                   "<blockquote>",
                                                   "</blockquote>",
                                                   "<svg>",
                                                   "<math>",
                                                   "<form>",
                                                   "<object>",
                                                   "<style>",
                                                   "</style>",
                                                   "<!--",
                                                   "-->",
                                                   "<img src=/i alt=a>",
                                                   "<br>",
                                                   "<select>",
                                                   "<option>",
                                                   "<dd>",
                                                   "<center>",
                                                   "<caption>",
                                                   "<tfoot>",
                                                   "<nobr>",
                                                   "<cite>",
                                                   "<plaintext>",
                                                   "<ruby><rt>",
                                                   "\r\n",
                                                   "\xff",
                                                   "<title>",
                                                   "<a href=x:y>"};
  const bool holds = rc::check("sanitise(sanitise(x)) == sanitise(x)", [] {
    std::string markup;
    for (const auto index :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kPieces.size()))) {
      markup += kPieces[index];
    }
    const auto once = clean(markup);
    RC_ASSERT(clean(once) == once);
    RC_ASSERT(testing::first_intruder(once).empty());
  });
  EXPECT_TRUE(holds);
}

TEST(Sanitiser, DisarmsEveryKnownPayload) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, "hostile/xss-payloads/Intruder");
  std::size_t payloads = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    for (const auto& line : lines_of(testing::read_file(file.path()))) {
      ++payloads;
      const auto once = clean(line);
      ASSERT_EQ(testing::first_intruder(once), "") << line;
      ASSERT_EQ(clean(once), once) << line;
      const auto written = render_markdown(line, {.is_member = [](std::string_view) { return true; }}).html.markup();
      ASSERT_EQ(testing::first_intruder(written), "") << line;
      ASSERT_EQ(sanitise(written).markup(), written) << line;
      ASSERT_EQ(testing::first_intruder(sanitise("<a href=\"" + line + "\">x</a>").markup()), "") << line;
      ASSERT_EQ(testing::first_intruder(render_markdown("[x](<" + line + ">)").html.markup()), "") << line;
    }
  }
  EXPECT_GT(payloads, 6000u);
  std::printf("payloads disarmed by the sanitiser and in Markdown: %zu of %zu\n", payloads, payloads);
}

}  // namespace parvis::text
