#include "community/threads/tag.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;

std::vector<std::string> names_of(const std::vector<Tag>& tags) {
  std::vector<std::string> names;
  for (const auto& tag : tags) names.push_back(tag.name);
  return names;
}

TEST(Tags, AreOneWordWhateverTheirCase) {
  EXPECT_EQ(tag_key("Pneus  Gravel"), "pneus-gravel");
  EXPECT_EQ(tag_key(" Été "), "été");
  EXPECT_EQ(tag_key("C++"), "c++");
  EXPECT_THAT(split_tags(" gravel, Pneus hiver;\nété ,, gravel"), ElementsAre("gravel", "Pneus hiver", "été"));
}

TEST(Tags, AreCheckedBeforeTheyAreStored) {
  EXPECT_THAT(*check_tags({"Pneus hiver", "pneus-hiver", "C#"}), ElementsAre("Pneus-hiver", "C#"));
  EXPECT_THAT(*check_tags({}), IsEmpty());
  EXPECT_FALSE(check_tags({"a", "b", "c", "d", "e", "f"}));
  EXPECT_FALSE(check_tags({std::string(36, 'x')}));
  EXPECT_FALSE(check_tags({"a,b"}));
  EXPECT_FALSE(check_tags({"\xFF"}));
  EXPECT_FALSE(check_tags({" "}));
}

TEST(Tags, AreSortedAsIfTheyHadNoAccents) {
  std::vector<Tag> tags{{.name = "atelier", .key = "atelier"},
                        {.name = "weekend", .key = "weekend"},
                        {.name = "échappée", .key = "échappée"},
                        {.name = "Œillet", .key = "œillet"}};
  sort_by_name(tags);
  EXPECT_THAT(names_of(tags), ElementsAre("atelier", "échappée", "Œillet", "weekend"));
}

TEST(Tags, AreSortedWhateverOrderTheyCameIn) {
  std::vector<Tag> tags{{.name = "wheels", .key = "wheels"}, {.name = "Advice", .key = "advice"}};
  sort_by_name(tags);
  EXPECT_THAT(names_of(tags), ElementsAre("Advice", "wheels"));
}

struct TagLists : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), visitor;
  TagLists() {
    square.thread(ana, square.talk, "One", "Words.", {"gravel", "pneus"});
    square.thread(ana, square.talk, "Two", "Words.", {"Gravel", "grease"});
    square.thread(ana, square.members_only, "Three", "Words.", {"gravel", "grand-secret"});
  }
};

TEST_F(TagLists, ShowOnlyWhatTheViewerMayRead) {
  square.read([&](store::Reader& reader) {
    const auto all = list_tags(reader, ana, *square.spaces);
    EXPECT_THAT(names_of(all), ElementsAre("gravel", "grand-secret", "grease", "pneus"));
    EXPECT_EQ(all[0].threads, 3);
    const auto open = list_tags(reader, visitor, *square.spaces);
    EXPECT_THAT(names_of(open), ElementsAre("gravel", "grease", "pneus"));
    EXPECT_EQ(open[0].threads, 2);
    EXPECT_THROW(find_tag(reader, visitor, *square.spaces, "grand-secret"), NotFound);
    EXPECT_EQ(find_tag(reader, ana, *square.spaces, "Grand-Secret").threads, 1);
  });
}

TEST_F(TagLists, AreCompletedByTheirBeginning) {
  square.read([&](store::Reader& reader) {
    EXPECT_THAT(names_of(complete_tag(reader, ana, *square.spaces, "GR")),
                ElementsAre("gravel", "grand-secret", "grease"));
    EXPECT_THAT(names_of(complete_tag(reader, visitor, *square.spaces, "gra")), ElementsAre("gravel"));
    EXPECT_THAT(complete_tag(reader, ana, *square.spaces, ""), IsEmpty());
  });
}

TEST_F(TagLists, FollowTheTagsOfAThread) {
  const auto opened = square.thread(ana, square.talk, "Four", "Words.", {"pneus", "gravel"});
  square.write([&](store::Transaction& t) { retag(t, square.act(ana), opened.thread, {"Pneus", "hiver"}); });
  square.read([&](store::Reader& reader) {
    EXPECT_THAT(names_of(tags_of(reader, opened.thread)), ElementsAre("hiver", "pneus"));
    EXPECT_EQ(find_tag(reader, ana, *square.spaces, "gravel").threads, 3);
  });
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  const auto other = square.member("Bob");
  EXPECT_THROW(square.write([&](store::Transaction& t) { retag(t, square.act(other), opened.thread, {}); }), Forbidden);
}

}  // namespace
}  // namespace parvis::community
