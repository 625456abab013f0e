#include "demo/demo_files.h"

#include <gtest/gtest.h>

#include <set>

#include "core/errors.h"

namespace parvis::demo {
namespace {

TEST(DemoFiles, ReadsAThreadWithItsRepliesAndComments) {
  const auto thread = parse_thread("demo/threads/questions/007-fourche.md",
                                   "title: Fourche\nlanguage: fr\ntags: a, b\nat: 3d 21:14\n"
                                   "@@ ilyes\nBonjour\n\n@@ benedicte +48m accepted\nOui\n@c ilyes +2h\nMerci\n");
  EXPECT_EQ(thread.space, "questions");
  EXPECT_EQ(thread.slug, "fourche");
  EXPECT_EQ(thread.days_ago, 3);
  EXPECT_EQ(thread.time_of_day, 21 * kHour + 14 * kMinute);
  ASSERT_EQ(thread.items.size(), 3u);
  EXPECT_EQ(thread.items[0].body, "Bonjour");
  EXPECT_TRUE(thread.items[1].accepted);
  EXPECT_EQ(thread.items[1].after, 48 * kMinute);
  EXPECT_EQ(thread.items[2].kind, DemoItem::Kind::comment);
}

TEST(DemoFiles, NamesTheLineThatDoesNotKeepTheForm) {
  try {
    parse_thread("demo/threads/x/1-a.md", "title: A\n@@ ilyes +9x\n");
    FAIL();
  } catch (const Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("1-a.md:2"), std::string::npos);
  }
}

TEST(DemoFiles, EveryAuthorIsAMemberWhoHadJoined) {
  const auto demo = read_demo();
  std::map<std::string, std::int64_t> joined;
  for (const auto& member : demo.members) joined[member.handle] = member.joined_days_ago;
  std::set<std::string> spaces;
  for (const auto& space : demo.spaces) spaces.insert(space.slug);
  EXPECT_EQ(demo.spaces.size(), 8u);
  EXPECT_GE(demo.members.size(), 60u);
  EXPECT_GE(demo.threads.size(), 120u);
  std::size_t posts = 0;
  for (const auto& thread : demo.threads) {
    EXPECT_TRUE(spaces.contains(thread.space)) << thread.space;
    for (const auto& item : thread.items) {
      ASSERT_TRUE(joined.contains(item.author)) << thread.slug << " " << item.author;
      EXPECT_FALSE(item.body.empty()) << thread.slug;
      if (item.kind == DemoItem::Kind::post) ++posts;
    }
    EXPECT_GE(joined[thread.items.front().author], thread.days_ago) << thread.slug;
  }
  EXPECT_GE(posts, 900u);
}

}  // namespace
}  // namespace parvis::demo
