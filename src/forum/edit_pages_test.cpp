#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

using community::Verb;
using ::testing::HasSubstr;
using ::testing::Not;

struct Written {
  ForumSite site;
  std::string thread = site.thread("ana", "talk", "Brakes that squeal", "They squeal.", "brakes");
  std::string first = "/posts/" + site.post(thread, 1);
};

Typed edit(const std::string& body, const std::string& revisions = "0", const std::string& title = "Brakes that squeal",
           const std::string& tags = "brakes", const std::string& reason = "") {
  return {{"title", title}, {"body", body}, {"tags", tags}, {"reason", reason}, {"revisions", revisions}};
}

TEST(Edit, ShowsWhatStandsThere) {
  Written w;
  const auto page = w.site.as("ana").get(w.first + "/edit");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("They squeal."));
  EXPECT_THAT(page.body, HasSubstr("value=\"Brakes that squeal\""));
  EXPECT_THAT(page.body, HasSubstr("value=\"brakes\""));
  EXPECT_EQ(w.site.as("ana").get("/threads/" + w.thread + "/edit").location, w.first + "/edit");
}

TEST(Edit, ChangesWordsTitleAndTags) {
  Written w;
  auto& ana = w.site.as("ana");
  const auto answer =
      ana.post(w.first + "/edit", edit("They sing.", "0", "Brakes that sing", "brakes, rims", "a better word"));
  ASSERT_EQ(answer.status, 303);
  EXPECT_THAT(answer.location, HasSubstr("brakes-that-sing"));
  const auto history = ana.get(w.first + "/history");
  EXPECT_THAT(history.body, HasSubstr("a better word"));
  EXPECT_THAT(history.body, HasSubstr("<del>"));
  EXPECT_THAT(history.body, HasSubstr("<ins>"));
  EXPECT_THAT(history.body, HasSubstr("First published"));
}

TEST(Edit, OfOneWhoMayNotIsRefused) {
  Written w;
  EXPECT_EQ(w.site.as("ben").get(w.first + "/edit").status, 403);
  EXPECT_EQ(w.site.as("ben").post(w.first + "/edit", edit("Mine now.")).status, 403);
  EXPECT_EQ(w.site.as("lea").post(w.first + "/edit", edit("They squeal, gently.")).status, 303);
  EXPECT_EQ(w.site.as("ana").get("/posts/zzzz/edit").status, 404);
}

TEST(Edit, ThatMeetsAnotherShowsBothTexts) {
  Written w;
  w.site.as("lea").post(w.first + "/edit", edit("They squeal when wet."));
  const auto answer = w.site.as("ana").post(w.first + "/edit", edit("They squeal at dawn."));
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("They squeal at dawn."));
  EXPECT_THAT(answer.body, HasSubstr("wet"));
  EXPECT_THAT(answer.body, HasSubstr("name=\"revisions\" value=\"1\""));
  EXPECT_EQ(w.site.as("ana").post(w.first + "/edit", edit("They squeal at dawn when wet.", "1")).status, 303);
}

TEST(Edit, ThatWasPreviewedStillSeesAChangeMeanwhile) {
  Written w;
  w.site.as("lea").post(w.first + "/edit", edit("They squeal when wet."));
  auto fields = edit("They squeal **at dawn**.");
  fields.push_back({"preview", "1"});
  const auto preview = w.site.as("ana").post(w.first + "/edit", fields);
  EXPECT_THAT(preview.body, HasSubstr("<strong>at dawn</strong>"));
  EXPECT_THAT(preview.body, HasSubstr("name=\"revisions\" value=\"0\""));
}

TEST(Edit, SaysWhatIsWrongBesideTheField) {
  struct Case {
    Typed fields;
    std::string field;
  };
  Written w;
  const std::vector<Case> cases{
      {edit(""), "body"},
      {edit(std::string(70'000, 'w')), "body"},
      {edit("caf\xE9"), "body"},
      {edit("Words.", "0", ""), "title"},
      {edit("Words.", "0", "A\xE2\x80\xAE title"), "title"},
      {edit("Words.", "0", "A title", "a1,b2,c3,d4,e5,f6"), "tags"},
      {edit("Words.", "0", "A title", "", std::string(300, 'r')), "reason"},
  };
  for (const auto& [fields, field] : cases) {
    const auto answer = w.site.as("ana").post(w.first + "/edit", fields);
    EXPECT_EQ(answer.status, 422) << field;
    EXPECT_THAT(answer.body, HasSubstr("id=\"edit-" + field + "-error\"")) << field;
  }
  for (const auto* revisions : {"", "x", "-3"}) {
    EXPECT_EQ(w.site.as("ana").post(w.first + "/edit", edit("Words.", revisions)).status, 400) << revisions;
  }
  EXPECT_EQ(w.site.count({"select count(*) from post_revision"}), 0);
}

TEST(Edit, OfAReplyTakesNoTitle) {
  Written w;
  const auto reply = "/posts/" + w.site.reply("ben", w.thread);
  EXPECT_THAT(w.site.as("ben").get(reply + "/edit").body, Not(HasSubstr("name=\"title\"")));
  w.site.as("ben").post(reply + "/edit", edit("Clean both rims.", "0", "Forged title", "forged"));
  EXPECT_THAT(w.site.as("ana").get("/latest").body, HasSubstr("Brakes that squeal"));
}

TEST(History, OfAPostEditedOftenIsReadInPages) {
  Written w;
  auto& ana = w.site.as("ana");
  for (int i = 0; i < 12; ++i) {
    auto& editor = i < 6 ? ana : w.site.as("lea");  // more than one may write in a minute
    editor.post(w.first + "/edit", edit("Text " + std::to_string(i), std::to_string(i)));
  }
  const auto newest = ana.get(w.first + "/history");
  EXPECT_THAT(newest.body, HasSubstr("revision-13"));
  EXPECT_THAT(newest.body, Not(HasSubstr("id=\"revision-3\"")));
  EXPECT_THAT(newest.body, HasSubstr(w.first + "/history?until=3\""));
  EXPECT_THAT(ana.get(w.first + "/history?until=3").body, HasSubstr("They squeal."));
  EXPECT_EQ(ana.get(w.first + "/history?until=x").status, 404);
}

TEST(History, OfADeletedPostIsForWhoModeratesAndWhoWrote) {
  Written w;
  const auto reply = "/posts/" + w.site.reply("ben", w.thread, "A secret.");
  w.site.as("ben").post(reply + "/deletion", {{"sure", "yes"}});
  EXPECT_EQ(w.site.as("cleo").get(reply + "/history").status, 404);
  EXPECT_THAT(w.site.as("lea").get(reply + "/history").body, HasSubstr("A secret."));
}

TEST(Deletion, AsksOnceAndIsTakenBack) {
  Written w;
  const auto reply = "/posts/" + w.site.reply("ben", w.thread, "A secret.");
  auto& ben = w.site.as("ben");
  EXPECT_THAT(ben.get(reply + "/deletion").body, HasSubstr("name=\"sure\""));
  EXPECT_EQ(ben.post(reply + "/deletion", {}).status, 200);
  EXPECT_EQ(w.site.as("cleo").post(reply + "/deletion", {{"sure", "yes"}}).status, 403);
  EXPECT_EQ(ben.post(reply + "/deletion", {{"sure", "yes"}}).status, 303);
  EXPECT_FALSE(w.site.as("cleo").get("/threads/" + w.thread + "/brakes-that-squeal").has("A secret."));
  EXPECT_EQ(ben.post(reply + "/deletion", {{"deleted", "no"}}).status, 303);
  EXPECT_TRUE(w.site.as("cleo").get("/threads/" + w.thread + "/brakes-that-squeal").has("A secret."));
}

TEST(Deletion, OfAWholeThreadIsItsAuthorsWhileNobodyAnswered) {
  Written w;
  const auto path = "/threads/" + w.thread + "/deletion";
  EXPECT_EQ(w.site.as("ana").get(w.first + "/deletion").location, path);
  EXPECT_EQ(w.site.as("ben").post(path, {{"sure", "yes"}}).status, 403);
  EXPECT_EQ(w.site.as("ana").post(path, {{"sure", "yes"}}).status, 303);
  EXPECT_EQ(w.site.as("ben").get("/threads/" + w.thread + "/brakes-that-squeal").status, 404);
  EXPECT_THAT(w.site.as("ana").get(path).body, HasSubstr("name=\"deleted\" value=\"no\""));
  EXPECT_EQ(w.site.as("ana").post(path, {{"deleted", "no"}}).status, 303);
  w.site.reply("ben", w.thread);
  EXPECT_EQ(w.site.as("ana").post(path, {{"sure", "yes"}}).status, 403);
  EXPECT_EQ(w.site.as("lea").post(path, {{"sure", "yes"}}).status, 303);
}

TEST(Deletion, AndRestorationAreLimitedByTheMinute) {
  Written w;
  const auto path = "/posts/" + w.site.reply("ben", w.thread, "Words.");
  auto& ben = w.site.as("ben");
  const auto limit = w.site.community().settings().rates.reactions_per_member_per_minute;
  int status = 0;
  // A slow machine gives time back while it asks: it is limited all the same, a little later.
  for (unsigned i = 0; i < 20 * limit && status != 429; ++i) {
    status = ben.post(path + "/deletion", {{"sure", "yes"}, {"deleted", i % 2 == 0 ? "on" : "off"}}).status;
  }
  EXPECT_EQ(status, 429);
}

}  // namespace
}  // namespace parvis::forum::testing
