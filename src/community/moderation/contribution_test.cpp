#include "community/moderation/contribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/rights/rights_change.h"
#include "community/testing/test_community.h"
#include "community/threads/closure.h"
#include "community/threads/thread_lists.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Contributions : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), lea = square.leader("Léa");
  OpenedThread opened = square.thread(lea, square.talk, "About brakes");

  Contributions() { open(Openness::curated); }

  void open(Openness openness) {
    square.write([&](store::Transaction& t) {
      const SpaceAct act{square.timeline, mia.member, square.tick()};
      change_rights(t, act, square.talk, openness, Rights(openness));
    });
    square.spaces = SpaceDirectory(*square.store).list();
  }
  ContributionId send_reply(const Viewer& author, const std::string& body = "Clean the rims.") {
    const NewContribution one{.kind = ContributionKind::reply,
                              .space = square.talk,
                              .thread = opened.thread,
                              .post = {},
                              .title = {},
                              .body = body};
    return square.write([&](store::Transaction& t) { return hold(t, square.act(author), one); });
  }
  std::vector<Contribution> queue(const Viewer& viewer) {
    return square.read([&](store::Reader& r) { return waiting_for(r, viewer, *square.spaces); });
  }
  std::optional<Published> let(const Viewer& viewer, ContributionId id) {
    return square.write([&](store::Transaction& t) { return let_through(t, square.act(viewer), id, ""); });
  }
  std::int64_t posts() {
    return square.read([](store::Reader& r) { return *r.one<std::int64_t>("select count(*) from post"); });
  }
};

TEST_F(Contributions, CannotBePublishedAroundTheQueue) {
  EXPECT_THROW(square.reply(ana, opened.thread), Forbidden);
  EXPECT_THROW(square.thread(ana, square.talk), Forbidden);
  EXPECT_NO_THROW(square.reply(lea, opened.thread));
}

TEST_F(Contributions, StandNowhereWhileTheyWait) {
  const auto before = posts();
  send_reply(ana, "A zanzibarette.");
  EXPECT_EQ(posts(), before);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::held));
}

TEST_F(Contributions, WaitForThoseWhoMayDecideThere) {
  send_reply(ana);
  EXPECT_THAT(queue(lea), SizeIs(1));
  EXPECT_THAT(queue(mia), SizeIs(1));
  EXPECT_THAT(queue(ana), IsEmpty());
}

TEST_F(Contributions, BecomeTheirAuthorsPostWhenLetThrough) {
  const auto id = send_reply(ana, "Clean the *rims*.");
  const auto published = let(lea, id);
  ASSERT_TRUE(published);
  const auto post = square.read(
      [&](store::Reader& r) { return find_post(r, ana, *square.spaces, opened.thread, published->number); });
  EXPECT_EQ(post.post.author, ana.member);
  EXPECT_EQ(post.post.body, "Clean the *rims*.");
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::replied, Verb::let_through));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  EXPECT_THAT(queue(lea), IsEmpty());
  EXPECT_FALSE(let(mia, id)) << "decided on once";
}

TEST_F(Contributions, OpenAThreadWithItsTags) {
  const NewContribution one{.kind = ContributionKind::thread,
                            .space = square.talk,
                            .thread = {},
                            .post = {},
                            .title = "Which pads?",
                            .body = "For a tandem.",
                            .tags = {"brakes", "pads"}};
  const auto id = square.write([&](store::Transaction& t) { return hold(t, square.act(ana), one); });
  const auto published = let(lea, id);
  ASSERT_TRUE(published);
  const auto thread =
      square.read([&](store::Reader& r) { return find_thread(r, ana, *square.spaces, published->thread); });
  EXPECT_EQ(thread.title, "Which pads?");
  EXPECT_EQ(thread.author, ana.member);
}

TEST_F(Contributions, AreTurnedDownWithAReasonTheirAuthorReads) {
  const auto id = send_reply(ana);
  EXPECT_TRUE(square.write([&](store::Transaction& t) { return turn_down(t, square.act(lea), id, "Off topic."); }));
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::turned_down));
  const auto own = square.read([&](store::Reader& r) { return contributions_of(r, ana.member); });
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own[0].reason, "Off topic.");
  EXPECT_EQ(own[0].decision, Decision::turned_down);
  EXPECT_FALSE(let(lea, id));
}

TEST_F(Contributions, AreDecidedOnByNobodyElse) {
  const auto id = send_reply(ana);
  const auto bob = square.member("Bob");
  EXPECT_THROW(let(bob, id), Forbidden);
  EXPECT_THROW(let(ana, id), Forbidden);
  EXPECT_THROW(let(TestCommunity::visitor(), id), SignInNeeded);
}

TEST_F(Contributions, SentTwiceWaitOnce) {
  EXPECT_EQ(send_reply(ana).value, send_reply(ana).value);
  EXPECT_THAT(queue(lea), SizeIs(1));
}

TEST_F(Contributions, OfOneMemberAreSoManyAtMost) {
  for (int i = 0; i < kMaxWaitingOfMember; ++i) send_reply(ana, "Reply " + std::to_string(i));
  EXPECT_THROW(send_reply(ana, "One more"), Conflict);
}

TEST_F(Contributions, GoOnWaitingWhenTheirThreadWasClosed) {
  const auto id = send_reply(ana);
  square.write([&](store::Transaction& t) { close_thread(t, square.act(lea), opened.thread); });
  EXPECT_THROW(let(lea, id), Conflict);
  EXPECT_THAT(queue(lea), SizeIs(1));
}

TEST_F(Contributions, AreTakenBackByTheirAuthor) {
  const auto id = send_reply(ana);
  const auto take_back = [&](const Viewer& who) {
    return square.write([&](store::Transaction& t) { return take_back_contribution(t, square.act(who), id); });
  };
  EXPECT_FALSE(take_back(lea));
  EXPECT_TRUE(take_back(ana));
  EXPECT_THAT(queue(lea), IsEmpty());
}

}  // namespace
}  // namespace parvis::community
