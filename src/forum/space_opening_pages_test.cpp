#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

using community::SpaceKind;
using community::SpaceVisibility;
using community::Verb;
using ::testing::ElementsAre;

TEST(SpaceOpening, GivesAPlaceToWriteInAtOnce) {
  ForumSite site;
  auto& max = site.as("max");
  max.get("/manage/space-opening");
  const auto opened = max.post("/manage/spaces", {{"name_en", "The workshop floor"},
                                                  {"name_fr", "L’établi"},
                                                  {"description_en", "Greasy hands."},
                                                  {"kind", "questions"},
                                                  {"visibility", "members"}});
  EXPECT_EQ(opened.status, 303);
  EXPECT_EQ(opened.location, "/spaces/the-workshop-floor");
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::space_created));
  const auto list = site.community().spaces().list();
  const auto* space = list->find("the-workshop-floor");
  ASSERT_NE(space, nullptr);
  EXPECT_EQ(space->kind, SpaceKind::questions);
  EXPECT_EQ(space->visibility, SpaceVisibility::members);
  EXPECT_EQ(space->name.in(text::Language::fr), "L’établi");
  EXPECT_EQ(space->description.in(text::Language::fr), "Greasy hands.") << "one language stands in for the other";
  EXPECT_TRUE(site.as("ana").get("/spaces").has("The workshop floor"));
  site.thread("ana", "the-workshop-floor", "Which vice?", "For small parts.");
}

TEST(SpaceOpening, SaysBesideTheFieldWhatIsWrong) {
  ForumSite site;
  auto& max = site.as("max");
  max.get("/manage/space-opening");
  const auto before = site.community().spaces().list()->all().size();
  const std::string long_name(200, 'x');
  for (const auto* name : {"", "Talk", "???", long_name.c_str(), "\xff"}) {
    const auto refused = max.post("/manage/spaces", {{"name_en", name}, {"description_en", "Kept words"}});
    EXPECT_EQ(refused.status, 422) << name;
    EXPECT_TRUE(refused.has("space-name_en-error")) << name;
    EXPECT_TRUE(refused.has("Kept words"));
  }
  EXPECT_EQ(site.community().spaces().list()->all().size(), before);
}

TEST(SpaceOpening, OpensNothingWhenWhoReadsItIsNotSaid) {
  ForumSite site;
  auto& max = site.as("max");
  max.get("/manage/space-opening");
  const auto before = site.community().spaces().list()->all().size();
  for (const auto* readers : {"", "Members", "member", "public"}) {
    const auto refused =
        max.post("/manage/spaces", {{"name_en", "A room"}, {"kind", "discussion"}, {"visibility", readers}});
    EXPECT_EQ(refused.status, 422) << readers;
    EXPECT_TRUE(refused.has("Choose who reads it.")) << readers;
  }
  EXPECT_EQ(max.post("/manage/spaces", {{"name_en", "A room"}, {"visibility", "members"}}).status, 422);
  EXPECT_EQ(site.community().spaces().list()->all().size(), before);
}

TEST(SpaceOpening, IsOfferedToManagersOnTheListOfSpaces) {
  ForumSite site;
  EXPECT_TRUE(site.as("max").get("/spaces").has("/manage/spaces"));
  EXPECT_FALSE(site.as("lea").get("/spaces").has("/manage/spaces"));
}

}  // namespace
}  // namespace parvis::forum::testing
