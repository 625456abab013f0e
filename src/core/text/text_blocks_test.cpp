#include "core/text/text_blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text/markdown.h"

namespace parvis::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = TextBlock::Kind;

std::vector<TextBlock> blocks_of(std::string_view markdown, std::size_t at_most = 1000) {
  return text_blocks(render_markdown(markdown).html, at_most);
}

TEST(TextBlocks, KeepParagraphsItemsQuotesAndCodeApart) {
  EXPECT_THAT(blocks_of("One *word*\nmore.\n\n- first\n- **second**\n\n> said\n\n```\na\n  b\n```\n\n# End"),
              ElementsAre(TextBlock{Kind::paragraph, "One word more."}, TextBlock{Kind::item, "first"},
                          TextBlock{Kind::item, "second"}, TextBlock{Kind::quote, "said"},
                          TextBlock{Kind::code, "a\n  b"}, TextBlock{Kind::paragraph, "End"}));
}

TEST(TextBlocks, SayWhereALinkLeads) {
  EXPECT_THAT(blocks_of("[here](https://example.org/a), https://example.org/b and [us](/latest)."),
              ElementsAre(TextBlock{Kind::paragraph, "here (https://example.org/a), https://example.org/b and us."}));
}

TEST(TextBlocks, EndWhereThereIsNoMoreRoom) {
  const auto blocks = blocks_of("Some words that are long.\n\nOthers.\n\nMore.", 12);
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_TRUE(blocks[0].text.ends_with("…"));
  EXPECT_LE(blocks[0].text.size(), 18u);
  EXPECT_THAT(blocks_of(""), IsEmpty());
}

TEST(TextBlocks, TakeWhatIsNestedWithoutEnd) {
  std::string nested;
  for (int i = 0; i < 2000; ++i) nested += "> - ";
  EXPECT_LE(blocks_of(nested + "x").size(), 2u);
}

}  // namespace
}  // namespace parvis::text
