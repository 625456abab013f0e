#include "community/files/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_edit.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

constexpr store::Sql kFile{R"(
  insert into file (id, member, created_at, kept_at, kind, name, type, alt, width, height, bytes)
  values ($1, $2, 1, 1, $3, 'chain.jpg', 'image/jpeg', 'A chain', 800, 600, 1000))"};
constexpr store::Sql kHtml{"select html from post where id = $1"};

class FileTest : public ::testing::Test {
 protected:
  FileId add_file(const Viewer& owner, FileKind kind = FileKind::picture) {
    const auto id = make_id<FileId>();
    square.write([&](store::Transaction& t) { t.run(kFile, id, owner.member, kind); });
    return id;
  }
  Seen seen_by(const Viewer& viewer, FileId id) {
    return square.read(
        [&](store::Reader& reader) { return seen(reader, viewer, *square.spaces, *find_file(reader, id)); });
  }
  std::string html_of(PostId post) {
    return square.read([&](store::Reader& reader) { return reader.one<std::string>(kHtml, post).value_or(""); });
  }
  static std::string picture(FileId id) { return "Look:\n\n![A chain](" + file_path(id) + ")"; }

  TestCommunity square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben"), lea = square.leader("Lea"), visitor;
};

TEST_F(FileTest, IsItsOwnersAloneUntilItIsUsed) {
  const auto file = add_file(ana);
  EXPECT_EQ(seen_by(ana, file), Seen::by_viewer);
  EXPECT_EQ(seen_by(ben, file), Seen::no);
  EXPECT_EQ(seen_by(visitor, file), Seen::no);
  EXPECT_EQ(seen_by(square.manager("Max"), file), Seen::no);
}

TEST_F(FileTest, IsSeenByWhoeverMayReadAPlaceWhereItIsUsed) {
  const auto file = add_file(ana);
  square.thread(ana, square.members_only, "Inside", picture(file));
  EXPECT_EQ(seen_by(ben, file), Seen::by_viewer);
  EXPECT_EQ(seen_by(visitor, file), Seen::no);
  square.thread(ana, square.talk, "Outside", picture(file));
  EXPECT_EQ(seen_by(ben, file), Seen::by_all);
  EXPECT_EQ(seen_by(visitor, file), Seen::by_all);
}

TEST_F(FileTest, GoesOutOfSightWithItsPost) {
  const auto file = add_file(ana);
  const auto thread = square.thread(ana, square.talk);
  const auto post = square.reply(ana, thread.thread, picture(file));
  EXPECT_EQ(seen_by(visitor, file), Seen::by_all);
  square.write([&](store::Transaction& t) { delete_post(t, square.act(ana), post.id); });
  EXPECT_EQ(seen_by(visitor, file), Seen::no);
  EXPECT_EQ(seen_by(ben, file), Seen::no);
  EXPECT_EQ(seen_by(lea, file), Seen::by_viewer);
  EXPECT_EQ(seen_by(ana, file), Seen::by_viewer);
}

TEST_F(FileTest, StandsInAPostWithItsMeasures) {
  const auto file = add_file(ana);
  const auto post = square.thread(ana, square.talk, "Outside", picture(file)).post;
  EXPECT_EQ(html_of(post), "<p>Look:</p>\n<p><img src=\"" + file_path(file) +
                               "\" alt=\"A chain\" width=\"800\" height=\"600\" loading=\"lazy\"></p>\n");
}

TEST_F(FileTest, CannotBeDrawnOutOfSightByNamingIt) {
  const auto file = add_file(ana);
  square.thread(ana, square.members_only, "Inside", picture(file));
  const auto newcomer = square.member("Cleo", Role::member, MemberStatus::active);
  const auto other = add_file(ana);
  const auto post = square.thread(ben, square.talk, "Outside", picture(other)).post;
  EXPECT_EQ(seen_by(visitor, other), Seen::no);
  EXPECT_EQ(seen_by(newcomer, other), Seen::no);
  EXPECT_EQ(html_of(post).find("width"), std::string::npos) << "its measures are nobody's business";
}

TEST_F(FileTest, MayBeQuotedByWhoSeesIt) {
  const auto file = add_file(ana);
  square.thread(ana, square.talk, "Outside", picture(file));
  const auto thread = square.thread(ben, square.talk);
  const auto post =
      square.reply(ben, thread.thread,
                   "> " + markdown_of(*square.read([&](store::Reader& reader) { return find_file(reader, file); })));
  EXPECT_NE(html_of(post.id).find("width=\"800\""), std::string::npos);
}

TEST_F(FileTest, StaysUsedByWhatAPostSaidBefore) {
  const auto file = add_file(ana);
  const auto post = square.thread(ana, square.talk, "Outside", picture(file)).post;
  square.write([&](store::Transaction& t) {
    edit_post(t, square.act(ana), {.post = post, .revisions = 0}, square.text("Without."));
  });
  EXPECT_EQ(seen_by(visitor, file), Seen::by_all) << "the history shows it";
}

TEST_F(FileTest, IsNamedAsMarkdown) {
  const File picture{.id = FileId{1}, .kind = FileKind::picture, .alt = "a [new] chain"};
  EXPECT_EQ(markdown_of(picture), "![a \\[new\\] chain](/files/1)");
  const File other{.id = FileId{1}, .kind = FileKind::other, .name = "plan.pdf"};
  EXPECT_EQ(markdown_of(other), "[plan.pdf](/files/1)");
}

}  // namespace
}  // namespace parvis::community
