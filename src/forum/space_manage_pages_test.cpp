#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

using community::SpaceVisibility;
using community::Verb;
using ::testing::ElementsAre;

class ManagedSpaces : public ::testing::Test {
 protected:
  std::vector<std::string> order() {
    std::vector<std::string> slugs;
    for (const auto& space : site.community().spaces().list()->all()) slugs.push_back(space.slug);
    return slugs;
  }
  std::string last_detail() {
    return site.community().store().read([](store::Reader& reader) {
      return *reader.one<std::string>("select detail from activity order by id desc limit 1");
    });
  }

  ForumSite site;
  Browser& max = site.as("max");
};

TEST_F(ManagedSpaces, AreRenamedWithOneFactAndKeepTheirAddress) {
  max.get("/manage/spaces/talk");
  const Typed typed{
      {"name_en", "The bench"}, {"name_fr", "Le banc"}, {"description_en", "Sit down."}, {"visibility", "members"}};
  EXPECT_EQ(max.post("/manage/spaces/talk", typed).status, 303);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::space_changed));
  EXPECT_EQ(last_detail(), "name,description,visibility");
  const auto list = site.community().spaces().list();
  const auto* space = list->find("talk");
  ASSERT_NE(space, nullptr);
  EXPECT_EQ(space->name.in(text::Language::fr), "Le banc");
  EXPECT_EQ(space->visibility, SpaceVisibility::members);
  EXPECT_TRUE(max.get("/spaces/talk").has("The bench"));
  const auto before = site.count("select count(*) from activity");
  EXPECT_EQ(max.post("/manage/spaces/talk", typed).status, 303);
  EXPECT_EQ(site.count("select count(*) from activity"), before) << "what is so already is no fact";
}

TEST_F(ManagedSpaces, SayBesideTheFieldWhatIsWrong) {
  max.get("/manage/spaces/talk");
  const auto nameless = max.post("/manage/spaces/talk", {{"name_en", " "}, {"visibility", "everyone"}});
  EXPECT_EQ(nameless.status, 422);
  EXPECT_TRUE(nameless.has("space-name_en-error"));
  EXPECT_EQ(max.post("/manage/spaces/talk", {{"name_en", "Talk"}, {"visibility", "all"}}).status, 422);
  EXPECT_EQ(max.get("/manage/spaces/nowhere").status, 404);
}

TEST_F(ManagedSpaces, MoveUpAndDown) {
  ASSERT_THAT(order(), ElementsAre("talk", "questions", "workshop"));
  max.get("/manage/spaces");
  EXPECT_EQ(max.post("/manage/spaces/workshop/position", {{"value", "up"}}).status, 303);
  EXPECT_THAT(order(), ElementsAre("talk", "workshop", "questions"));
  EXPECT_EQ(last_detail(), "position");
  max.post("/manage/spaces/talk/position", {{"value", "down"}});
  EXPECT_THAT(order(), ElementsAre("workshop", "talk", "questions"));
  const auto before = site.count("select count(*) from activity");
  max.post("/manage/spaces/workshop/position", {{"value", "up"}});
  EXPECT_EQ(site.count("select count(*) from activity"), before);
  EXPECT_EQ(max.post("/manage/spaces/talk/position", {{"value", "sideways"}}).status, 400);
}

TEST_F(ManagedSpaces, TakeNoWordsWhileClosed) {
  const auto thread = site.thread("ana", "talk", "Before");
  max.get("/manage/spaces/talk");
  EXPECT_EQ(max.post("/manage/spaces/talk/closure", {{"value", "on"}}).status, 303);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::space_closed));
  auto& ana = site.as("ana");
  EXPECT_TRUE(ana.get("/threads/" + thread + "/before").has("This space is closed"));
  EXPECT_FALSE(ana.get("/spaces/talk").has("/spaces/talk/threads/new"));
  EXPECT_EQ(ana.post("/threads/" + thread + "/posts", {{"body", "One more."}}).status, 403);
  EXPECT_EQ(ana.post("/spaces/talk/threads", {{"title", "Another"}, {"body", "Words."}}).status, 403);
  EXPECT_FALSE(ana.get("/latest").has("aria-current=\"page\" href=\"/spaces/talk\""));
  EXPECT_TRUE(ana.get("/spaces").has("closed"));
  max.get("/threads/" + thread + "/move");
  EXPECT_EQ(max.post("/threads/" + thread + "/closure", {{"value", "on"}}).status, 303)
      << "who leads still keeps order";
  max.post("/threads/" + thread + "/closure", {{"value", "off"}});
  EXPECT_EQ(max.post("/manage/spaces/talk/closure", {{"value", "off"}}).status, 303);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::space_reopened));
  ana.get("/threads/" + thread + "/before");
  EXPECT_EQ(ana.post("/threads/" + thread + "/posts", {{"body", "One more."}}).status, 303);
}

TEST_F(ManagedSpaces, TellOfVotesThatHideWhenAQuestionMoves) {
  const auto question = site.thread("ana", "questions", "Which chain?");
  const auto talk = site.thread("ana", "talk", "A ride");
  EXPECT_TRUE(max.get("/threads/" + question + "/move").has("Votes are shown in spaces for questions only."));
  EXPECT_FALSE(max.get("/threads/" + talk + "/move").has("Votes are shown"));
}

}  // namespace
}  // namespace parvis::forum::testing
