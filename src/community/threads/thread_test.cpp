#include "community/threads/thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "community/threads/closure.h"
#include "community/threads/follow.h"
#include "community/threads/move.h"
#include "community/threads/pin.h"
#include "community/threads/read_mark.h"
#include "community/threads/relation.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/title.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Threads : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), bob = square.member("Bob"), lea = square.leader("Léa");

  Thread found(const Viewer& viewer, ThreadId id) {
    return square.read([&](store::Reader& reader) { return find_thread(reader, viewer, *square.spaces, id); });
  }
  template <class Rule, class... Args>
  void change(const Viewer& viewer, Rule rule, const Args&... args) {
    square.write([&](store::Transaction& transaction) { rule(transaction, square.act(viewer), args...); });
    EXPECT_THAT(square.wrong_counters(), IsEmpty());
  }
};

TEST_F(Threads, AreOpenedWithTheirFirstPost) {
  const auto opened = square.thread(ana, square.questions, "Which chain for a tandem?", "A *long* one.", {"chains"});
  const auto thread = found(TestCommunity::visitor(), opened.thread);
  EXPECT_EQ(thread.title, "Which chain for a tandem?");
  EXPECT_EQ(thread.slug, "which-chain-for-a-tandem");
  EXPECT_EQ(thread.posts, 1);
  EXPECT_EQ(thread.last_poster, ana.member);
  const auto post = square.read([&](store::Reader& r) { return find_post(r, bob, *square.spaces, opened.post); });
  EXPECT_EQ(post.post.number, 1);
  EXPECT_EQ(post.post.html, "<p>A <em>long</em> one.</p>\n");
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::thread_opened));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Threads, AreFollowedAndReadByWhoOpensThem) {
  const auto opened = square.thread(ana, square.talk);
  square.read([&](store::Reader& reader) {
    EXPECT_TRUE(is_following(reader, ana.member, FollowKind::thread, opened.thread.value));
    EXPECT_EQ(read_up_to(reader, ana.member, opened.thread), 1);
  });
}

TEST_F(Threads, TellWhatIsWrongBesideEachField) {
  const auto outcome = square.read([&](store::Reader& reader) {
    return compose_thread(reader, TestCommunity::visitor(), *square.spaces,
                          {square.members_only, "x", "", {"a", "b", "c", "d", "e", "f"}}, text::Language::en);
  });
  ASSERT_FALSE(outcome);
  std::vector<std::string> fields;
  for (const auto& mistake : outcome.mistakes()) fields.push_back(mistake.field);
  EXPECT_THAT(fields, ElementsAre("space", "title", "body", "tags"));
}

TEST_F(Threads, AreWrittenByConfirmedMembersOnly) {
  const auto fresh = square.member("Nour", Role::member, MemberStatus::unconfirmed);
  EXPECT_THROW(square.thread(fresh, square.talk), Forbidden);
  EXPECT_THROW(square.thread(TestCommunity::visitor(), square.talk), SignInNeeded);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Threads, OfMembersAreHiddenFromVisitors) {
  const auto opened = square.thread(ana, square.members_only);
  EXPECT_EQ(found(bob, opened.thread).id, opened.thread);
  EXPECT_THROW(found(TestCommunity::visitor(), opened.thread), NotFound);
  EXPECT_THROW(found(ana, ThreadId{12345}), NotFound);
}

TEST_F(Threads, KeepTheirOldAddresses) {
  const auto opened = square.thread(ana, square.talk, "Squealing brakes");
  change(
      ana, [](auto& t, const Act& act, ThreadId id) { retitle(t, act, id, "Brakes that squeal"); }, opened.thread);
  EXPECT_EQ(found(bob, opened.thread).slug, "brakes-that-squeal");
  const auto slugs = square.read([](store::Reader& r) {
    constexpr store::Sql kSlugs{"select slug from old_thread_slug"};
    return r.all<std::string>(kSlugs);
  });
  EXPECT_THAT(slugs, ElementsAre("squealing-brakes"));
  EXPECT_THROW(change(
                   bob, [](auto& t, const Act& act, ThreadId id) { retitle(t, act, id, "Mine"); }, opened.thread),
               Forbidden);
}

TEST_F(Threads, AreClosedByWhoLeads) {
  const auto opened = square.thread(ana, square.talk);
  EXPECT_THROW(change(ana, close_thread, opened.thread), Forbidden);
  change(lea, close_thread, opened.thread);
  EXPECT_THROW(square.reply(bob, opened.thread), Conflict);
  square.reply(lea, opened.thread, "One last word.");
  change(lea, reopen_thread, opened.thread);
  EXPECT_EQ(square.reply(bob, opened.thread).number, 3);
}

TEST_F(Threads, ArePinnedUpToALimit) {
  for (std::int64_t i = 0; i < kMaxPinned; ++i) change(lea, pin_thread, square.thread(ana, square.talk).thread);
  const auto more = square.thread(ana, square.talk);
  EXPECT_THROW(change(lea, pin_thread, more.thread), Conflict);
  EXPECT_THROW(change(ana, pin_thread, more.thread), Forbidden);
  change(lea, pin_thread, square.thread(ana, square.questions).thread);
}

TEST_F(Threads, MoveWithAllTheirWeight) {
  const auto opened = square.thread(ana, square.talk, "A thread", "Words.", {"gears", "Pneus"});
  square.reply(bob, opened.thread);
  change(lea, pin_thread, opened.thread);
  change(lea, move_thread, opened.thread, square.members_only);
  EXPECT_EQ(found(bob, opened.thread).space, square.members_only);
  EXPECT_FALSE(found(bob, opened.thread).pinned_at);
  EXPECT_THROW(found(TestCommunity::visitor(), opened.thread), NotFound);
  EXPECT_THROW(change(bob, move_thread, opened.thread, square.talk), Forbidden);
}

TEST_F(Threads, AreDeletedByTheirAuthorWhileAlone) {
  const auto alone = square.thread(ana, square.talk);
  change(ana, delete_thread, alone.thread);
  EXPECT_THROW(found(bob, alone.thread), NotFound);
  EXPECT_TRUE(found(lea, alone.thread).deleted_at);
  EXPECT_THROW(square.reply(lea, alone.thread), Conflict);
  change(ana, restore_thread, alone.thread);
  EXPECT_FALSE(found(bob, alone.thread).deleted_at);

  square.reply(bob, alone.thread);
  EXPECT_THROW(change(ana, delete_thread, alone.thread), Forbidden);
  change(lea, delete_thread, alone.thread);
  EXPECT_THROW(change(ana, restore_thread, alone.thread), NotFound);
  change(lea, restore_thread, alone.thread);
}

TEST_F(Threads, AreRelatedBothWays) {
  const auto one = square.thread(ana, square.talk, "One thread");
  const auto hidden = square.thread(ana, square.members_only, "Hidden thread");
  change(lea, relate, one.thread, hidden.thread, RelationKind::linked);
  change(lea, relate, one.thread, hidden.thread, RelationKind::duplicate_of);
  const auto related = square.read([&](store::Reader& r) { return related_threads(r, hidden.thread); });
  ASSERT_THAT(related, SizeIs(1));
  EXPECT_EQ(related[0].kind, RelationKind::duplicate_of);
  const auto of_one = square.read([&](store::Reader& r) { return related_threads(r, one.thread); });
  EXPECT_THAT(only_related_readable(of_one, TestCommunity::visitor(), *square.spaces), IsEmpty());
  EXPECT_THAT(only_related_readable(of_one, bob, *square.spaces), SizeIs(1));
  EXPECT_THROW(change(bob, relate, one.thread, hidden.thread, RelationKind::linked), Forbidden);
}

}  // namespace
}  // namespace parvis::community
