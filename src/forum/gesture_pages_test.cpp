// Reactions, votes, solutions, follows, states of threads, drafts: what one click or one script sends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

using community::Verb;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

struct Written {
  ForumSite site;
  std::string thread = site.thread("ana", "questions", "Which chain?", "Eleven speeds.", "chain");
  std::string answer = site.reply("ben", thread, "One of 11 speeds.");
};

TEST(Reaction, IsGivenAndTakenBack) {
  Written w;
  const auto path = "/posts/" + w.answer + "/reactions";
  const auto given = w.site.as("ana").post(path, {{"give", "thanks"}});
  EXPECT_EQ(given.status, 303);
  EXPECT_THAT(given.location, EndsWith("#post-2"));
  EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::reacted));
  w.site.as("ana").post(path, {{"take", "thanks"}});
  EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::reaction_withdrawn));
}

TEST(Reaction, SentTwiceIsGivenOnce) {
  Written w;
  const auto path = "/posts/" + w.answer + "/reactions";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(w.site.as("ana").post(path, {{"give", "thanks"}}).status, 303);
  EXPECT_EQ(w.site.count({"select count(*) from reaction"}), 1);
}

TEST(Reaction, ThatMakesNoSenseIsRefused) {
  Written w;
  const auto path = "/posts/" + w.answer + "/reactions";
  EXPECT_EQ(w.site.as("ana").post(path, {{"give", "no such"}}).status, 400);
  EXPECT_EQ(w.site.as("ana").post(path, {}).status, 400);
  EXPECT_EQ(w.site.as("ben").post(path, {{"give", "thanks"}}).status, 403);
  EXPECT_EQ(w.site.as("ana").post("/posts/zzz/reactions", {{"give", "thanks"}}).status, 404);
  EXPECT_EQ(w.site.count({"select count(*) from reaction"}), 0);
}

TEST(Reaction, IsLimitedByTheMinute) {
  Written w;
  const auto limit = w.site.community().settings().rates.reactions_per_member_per_minute;
  int status = 0;
  // A slow machine gives time back while it asks: it is limited all the same, a little later.
  for (unsigned i = 0; i < 20 * limit && status != 429; ++i)
    status = w.site.as("ana").post("/posts/" + w.answer + "/reactions", {{"give", "thanks"}}).status;
  EXPECT_EQ(status, 429);
}

TEST(Vote, IsCastChangedAndWithdrawn) {
  Written w;
  const auto path = "/posts/" + w.answer + "/votes";
  for (const auto* value : {"up", "down", "none"})
    EXPECT_EQ(w.site.as("ana").post(path, {{"value", value}}).status, 303) << value;
  EXPECT_EQ(w.site.count({"select count(*) from vote"}), 0);
  EXPECT_EQ(w.site.as("ana").post(path, {{"value", "2"}}).status, 400);
  EXPECT_EQ(w.site.as("ben").post(path, {{"value", "up"}}).status, 403);
}

TEST(Solution, IsAcceptedByTheAskerAndWithdrawn) {
  Written w;
  const auto path = "/threads/" + w.thread + "/solution";
  EXPECT_EQ(w.site.as("ben").post(path, {{"post", w.answer}}).status, 403);
  const auto accepted = w.site.as("ana").post(path, {{"post", w.answer}});
  EXPECT_EQ(accepted.status, 303);
  EXPECT_THAT(accepted.location, EndsWith("#post-2"));
  EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::solution_accepted));
  EXPECT_EQ(w.site.as("ana").post(path, {{"post", ""}}).status, 303);
  EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::solution_withdrawn));
  EXPECT_EQ(w.site.as("ana").post(path, {{"post", "!"}}).status, 400);
}

TEST(Solution, OfAnotherThreadIsNotFound) {
  Written w;
  const auto other = w.site.thread("ana", "questions", "Another question");
  EXPECT_EQ(w.site.as("ana").post("/threads/" + other + "/solution", {{"post", w.answer}}).status, 404);
}

TEST(Follow, IsTurnedOnAndOff) {
  Written w;
  for (const auto& path :
       {"/threads/" + w.thread + "/follow", std::string("/spaces/talk/follow"), std::string("/tags/chain/follow")}) {
    EXPECT_EQ(w.site.as("cleo").post(path, {{"follow", "on"}}).status, 303) << path;
    EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::followed)) << path;
    EXPECT_EQ(w.site.as("cleo").post(path, {{"follow", "off"}}).status, 303) << path;
    EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::unfollowed)) << path;
    EXPECT_EQ(w.site.as("cleo").post(path, {{"follow", "perhaps"}}).status, 400) << path;
  }
  EXPECT_EQ(w.site.as("cleo").post("/tags/none/follow", {{"follow", "on"}}).status, 404);
}

TEST(Follow, LeadsBackOnlyToAddressesOfOurs) {
  Written w;
  auto& cleo = w.site.as("cleo");
  EXPECT_EQ(cleo.post("/spaces/talk/follow", {{"follow", "on"}, {"return_to", "/latest"}}).location, "/latest");
  for (const auto* place : {"//evil.example", "/\\evil.example", "https://evil.example", "javascript:x"}) {
    EXPECT_EQ(cleo.post("/spaces/talk/follow", {{"follow", "on"}, {"return_to", place}}).location, "/") << place;
  }
}

TEST(State, OfAThreadIsChangedByWhoModerates) {
  Written w;
  const auto path = "/threads/" + w.thread;
  for (const auto* noun : {"/closure", "/pin"}) {
    EXPECT_EQ(w.site.as("ana").post(path + noun, {{"value", "on"}}).status, 403) << noun;
    EXPECT_EQ(w.site.as("lea").post(path + noun, {{"value", "on"}}).status, 303) << noun;
    EXPECT_EQ(w.site.as("lea").post(path + noun, {{"value", "off"}}).status, 303) << noun;
    EXPECT_EQ(w.site.as("lea").post(path + noun, {{"value", "maybe"}}).status, 400) << noun;
  }
  EXPECT_THAT(w.site.last_verbs(4),
              ElementsAre(Verb::thread_closed, Verb::thread_reopened, Verb::thread_pinned, Verb::thread_unpinned));
}

TEST(State, MovesAThreadToASpaceOneModerates) {
  Written w;
  const auto path = "/threads/" + w.thread + "/move";
  EXPECT_EQ(w.site.as("ana").get(path).status, 403);
  EXPECT_THAT(w.site.as("lea").get(path).body, HasSubstr("workshop"));
  EXPECT_EQ(w.site.as("lea").post(path, {{"space", "zzz"}}).status, 422);
  EXPECT_EQ(w.site.as("lea").post(path, {{"space", id_text(w.site.space("talk"))}}).status, 303);
  EXPECT_THAT(w.site.last_verbs(1), ElementsAre(Verb::thread_moved));
}

TEST(Draft, IsKeptForWhatOneMayRead) {
  Written w;
  auto& cleo = w.site.as("cleo");
  EXPECT_EQ(cleo.post("/drafts", {{"place", "thread:" + w.thread}, {"body", "Half"}}).status, 303);
  EXPECT_EQ(cleo.post("/drafts", {{"place", "space:0"}, {"body", "Half"}}).status, 303);
  for (const auto* place : {"", "thread:", "thread:0", "nowhere:1", "space", "post:!!"}) {
    EXPECT_EQ(cleo.post("/drafts", {{"place", place}, {"body", "Half"}}).status, 400) << place;
  }
  EXPECT_EQ(cleo.post("/drafts", {{"place", "thread:7zzz"}, {"body", "Half"}}).status, 404);
  EXPECT_EQ(cleo.post("/drafts", {{"place", "space:0"}, {"body", std::string(70'000, 'w')}}).status, 400);
  EXPECT_EQ(w.site.count({"select count(*) from draft"}), 2);
  EXPECT_EQ(cleo.post("/drafts", {{"place", "space:0"}, {"body", ""}}).status, 303);
  EXPECT_EQ(w.site.count({"select count(*) from draft"}), 1);
}

TEST(Preview, ShowsWhatWouldBePublished) {
  Written w;
  EXPECT_THAT(w.site.as("ana").post("/preview", {{"body", "**Bold**"}}).body, HasSubstr("<strong>Bold</strong>"));
  const auto script = w.site.as("ana").post("/preview", {{"body", "<script>alert(1)</script>"}});
  EXPECT_THAT(script.body, HasSubstr("&lt;script&gt;"));
  EXPECT_EQ(w.site.as("ana").post("/preview", {{"body", ""}}).status, 200);
  EXPECT_EQ(w.site.as("ana").post("/preview", {{"body", "caf\xE9"}}).status, 200);
}

TEST(TagCompletion, OffersTagsOfReadableThreads) {
  Written w;
  w.site.thread("ana", "workshop", "Secret plans", "For members.", "chainring-secret");
  EXPECT_THAT(w.site.as("ana").get("/tags.json?q=CHA").body, HasSubstr("chainring-secret"));
  Browser visitor(w.site);
  const auto answer = visitor.get("/tags.json?q=cha");
  EXPECT_THAT(answer.body, HasSubstr("\"chain\""));
  EXPECT_FALSE(answer.has("secret"));
  EXPECT_EQ(visitor.get("/tags.json?q=%ff%00").status, 200);
}

TEST(ReadMark, IsSetUpToANumber) {
  Written w;
  const auto path = "/threads/" + w.thread + "/read";
  EXPECT_EQ(w.site.as("cleo").post(path, {{"number", "2"}}).status, 303);
  EXPECT_EQ(w.site.count({"select count(*) from read_mark where post = 2"}), 2);
  EXPECT_EQ(w.site.as("cleo").post(path, {{"number", "1"}, {"unread", "1"}}).status, 303);
  EXPECT_EQ(w.site.as("cleo").post(path, {{"number", "99999999999999999999"}}).status, 400);
  EXPECT_EQ(w.site.as("cleo").post(path, {{"number", "x"}}).status, 400);
}

}  // namespace
}  // namespace parvis::forum::testing
