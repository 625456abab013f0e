#include "exchange/stackexchange/dump_items.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace parvis::exchange {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(DumpItems, ReadTagNamesInEitherForm) {
  EXPECT_THAT(read_tag_names("<c++><rye bread>"), ElementsAre("c++", "rye bread"));
  EXPECT_THAT(read_tag_names("|c++|rye|"), ElementsAre("c++", "rye"));
  EXPECT_THAT(read_tag_names(""), IsEmpty());
}

TEST(DumpItems, MakeNamesOneLineThatReordersNothing) {
  const auto user = read_user(DumpRow::parse(
      "<row Id=\"1\" DisplayName=\" Zoé&#xA;L. &#x202E;evil\" CreationDate=\"2020-01-01T00:00:00.000\" />"));
  EXPECT_EQ(user.name, "Zoé L. evil");
  EXPECT_EQ(user.handle_wish, "zoe-l-evil");
  EXPECT_EQ(user.last_seen_at, user.created_at);
}

TEST(DumpItems, SanitiseWhatIsHtmlAndRenderComments) {
  const auto post = read_post(DumpRow::parse(
      R"(<row Id="1" PostTypeId="2" ParentId="3" CreationDate="2020-01-01" Body="&lt;p onclick='x'&gt;a&lt;/p&gt;&lt;iframe src='x'/&gt;" />)"));
  EXPECT_THAT(post.html, HasSubstr("<p>a</p>"));
  EXPECT_THAT(post.html, Not(HasSubstr("onclick")));
  EXPECT_THAT(post.html, Not(HasSubstr("iframe")));
  const auto comment = read_comment(
      DumpRow::parse(R"(<row Id="1" PostId="2" CreationDate="2020-01-01" Text="a *b* &lt;script&gt;" />)"));
  EXPECT_THAT(comment.html, HasSubstr("<em>b</em> &lt;script&gt;"));
  EXPECT_EQ(comment.score, 0);
}

TEST(DumpItems, RefuseNamesThatAreEmptyOrTooLong) {
  EXPECT_THROW(read_user(DumpRow::parse(R"(<row Id="1" DisplayName=" " CreationDate="2020-01-01" />)")), RefusedRow);
  const auto long_name = "<row Id=\"1\" DisplayName=\"" + std::string(201, 'n') + "\" CreationDate=\"2020-01-01\" />";
  EXPECT_THROW(read_user(DumpRow::parse(long_name)), RefusedRow);
  EXPECT_THROW(read_vote(DumpRow::parse(R"(<row Id="1" PostId="1" VoteTypeId="0" CreationDate="2020-01-01" />)")),
               RefusedRow);
}

}  // namespace
}  // namespace parvis::exchange
