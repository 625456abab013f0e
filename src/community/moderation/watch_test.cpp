#include "community/moderation/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/moderation/contribution.h"
#include "community/moderation/moderation_rules.h"
#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "community/threads/post_edit.h"
#include "community/threads/slow_thread.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

struct Watch : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), lea = square.leader("Léa");
  OpenedThread opened = square.thread(lea, square.talk, "About brakes");

  void watch_for(std::string_view words, WatchEffect effect) {
    square.write([&](store::Transaction& t) { watch(t, square.timeline, mia.member, words, effect, Source::page); });
  }
};

TEST_F(Watch, LetsWhatIsCalmThrough) {
  watch_for("casino", WatchEffect::waits);
  EXPECT_NO_THROW(square.reply(ana, opened.thread, "The casinos of Nice are closed; a card game."));
}

TEST_F(Watch, HoldsAndRefusesWhateverTheirCapitalsAndAccents) {
  watch_for("Casino", WatchEffect::waits);
  watch_for("pari sportif", WatchEffect::refused);
  watch_for("https://best-bets.example", WatchEffect::refused);
  try {
    square.reply(ana, opened.thread, "Come to the CASÎNO tonight");
    FAIL() << "published";
  } catch (const MustWait& must) {
    EXPECT_EQ(must.why, "word:Casino");
  }
  EXPECT_THROW(square.reply(ana, opened.thread, "Un « Pari sportif » gratuit"), Conflict);
  EXPECT_NO_THROW(square.reply(ana, opened.thread, "Ce pari est sportif"));
  EXPECT_THROW(square.reply(ana, opened.thread, "[see](https://best-bets.example/now)"), Conflict);
  EXPECT_THROW(square.thread(ana, square.talk, "A casino for you"), MustWait);
}

TEST_F(Watch, HoldsCommentsAndEditsToo) {
  const auto post = square.reply(ana, opened.thread, "Fine.");
  watch_for("casino", WatchEffect::waits);
  EXPECT_THROW(square.write([&](store::Transaction& t) {
    return add_comment(t, square.act(ana), opened.post, square.text("casino"));
  }),
               MustWait);
  const PostEdit edit{.post = post.id};
  const auto text = square.text("Fine casino.");
  EXPECT_THROW(square.write([&](store::Transaction& t) { return edit_post(t, square.act(ana), edit, text); }),
               Conflict);
}

TEST_F(Watch, PassesThoseWhoDecideAndWhatTheyLetThrough) {
  watch_for("casino", WatchEffect::waits);
  EXPECT_NO_THROW(square.reply(lea, opened.thread, "No casino here, please."));
  const NewContribution one{.kind = ContributionKind::reply,
                            .space = square.talk,
                            .thread = opened.thread,
                            .post = {},
                            .title = {},
                            .body = "The casino of Nice has a bicycle rack.",
                            .tags = {},
                            .held_for = "word:casino"};
  const auto id = square.write([&](store::Transaction& t) { return hold(t, square.act(ana), one); });
  EXPECT_TRUE(square.write([&](store::Transaction& t) { return let_through(t, square.act(lea), id, ""); }));
}

TEST_F(Watch, HoldsWhatNewcomersWriteWhileMoreCareIsAskedFor) {
  auto newcomer = ana;
  newcomer.newcomer = true;
  square.write([&](store::Transaction& t) {
    ModerationRules rules;
    rules.raid_until = square.last_instant() + kHour;
    save_moderation_rules(t, rules);
  });
  EXPECT_THROW(square.reply(newcomer, opened.thread), MustWait);
  EXPECT_NO_THROW(square.reply(ana, opened.thread));
  for (int minute = 0; minute < 60; ++minute) square.tick();
  EXPECT_NO_THROW(square.reply(newcomer, opened.thread)) << "over by the clock";
}

TEST_F(Watch, TakesAWordOffTheListAgain) {
  watch_for("casino", WatchEffect::refused);
  const auto words = square.read([](store::Reader& r) { return watched_words(r); });
  ASSERT_EQ(words.size(), 1u);
  EXPECT_TRUE(square.write(
      [&](store::Transaction& t) { return end_watch(t, square.timeline, mia.member, words[0].id, Source::page); }));
  EXPECT_NO_THROW(square.reply(ana, opened.thread, "casino"));
}

TEST_F(Watch, SlowsAConversationDownForAllButThoseWhoLeadIt) {
  square.write([&](store::Transaction& t) { set_slow(t, square.act(lea), opened.thread, 300); });
  EXPECT_THROW(square.write([&](store::Transaction& t) { set_slow(t, square.act(ana), opened.thread, 0); }), Forbidden);
  square.reply(ana, opened.thread, "One.");
  EXPECT_THROW(square.reply(ana, opened.thread, "Two."), Conflict);
  EXPECT_NO_THROW(square.reply(square.member("Ben"), opened.thread, "Mine."));
  EXPECT_NO_THROW(square.reply(lea, opened.thread, "A."));
  EXPECT_NO_THROW(square.reply(lea, opened.thread, "B."));
  for (int minute = 0; minute < 5; ++minute) square.tick();
  EXPECT_NO_THROW(square.reply(ana, opened.thread, "Three."));
}

}  // namespace
}  // namespace parvis::community
