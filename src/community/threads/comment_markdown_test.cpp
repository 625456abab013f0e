#include "community/threads/comment_markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/text/markdown.h"

namespace parvis::community {
namespace {

std::string rendered(std::string_view comment) {
  return text::render_markdown(as_one_paragraph(comment)).html.markup();
}

TEST(CommentMarkdown, KeepsWhatStandsInAParagraph) {
  EXPECT_EQ(rendered("*So* it `is`,\n\n~~not~~ [here](/a)"),
            "<p><em>So</em> it <code>is</code>, <del>not</del> <a href=\"/a\">here</a></p>\n");
  EXPECT_EQ(rendered("-5 °C in the shed"), "<p>-5 °C in the shed</p>\n");
}

TEST(CommentMarkdown, BeginsNoBlock) {
  for (const auto* comment :
       {"# Title", "> quoted", "- item", "+ item", "* item", "1. item", "12) item", "---", "***", "* * *", "___",
        "===", "```", "``` cpp", "~~~", "[a]: /b", "| a | b |\n|---|---|", "-", "1."}) {
    const auto html = rendered(comment);
    EXPECT_TRUE(html.starts_with("<p>")) << comment << " gave " << html;
    EXPECT_EQ(html.find("<p>", 3), std::string::npos) << comment;
  }
}

TEST(CommentMarkdown, IsOneParagraphWhateverIsTyped) {
  EXPECT_TRUE(rc::check("a comment is one paragraph", [] {
    const auto comment = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("#>-+*_~`=|[]:1. )\n\tab")));
    const auto html = rendered(comment);
    RC_ASSERT(html.empty() || (html.starts_with("<p>") && html.find("</p>") + 5 == html.size()));
  }));
}

}  // namespace
}  // namespace parvis::community
