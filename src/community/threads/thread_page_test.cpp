#include "community/threads/thread_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/thread_content_cache.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/title.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct ThreadPages : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), bob = square.member("Bob"), lea = square.leader("Léa"), visitor;
  OpenedThread opened = square.thread(ana, square.questions, "Which chain?", "For a tandem.", {"chains"});

  ThreadContent content(std::int64_t from = 1) {
    return square.read([&](store::Reader& reader) { return load_thread_content(reader, opened.thread, from); });
  }
  ThreadOverlay overlay(const Viewer& viewer, const ThreadContent& page) {
    return square.read(
        [&](store::Reader& reader) { return load_thread_overlay(reader, viewer, *square.spaces, page); });
  }
  template <class Rule, class... Args>
  void change(const Viewer& viewer, Rule rule, const Args&... args) {
    square.write([&](store::Transaction& transaction) { rule(transaction, square.act(viewer), args...); });
  }
};

TEST_F(ThreadPages, BeginAtAnyNumber) {
  for (int i = 2; i <= 45; ++i) square.reply(bob, opened.thread);
  EXPECT_EQ(page_start(1), 1);
  EXPECT_EQ(page_start(20), 1);
  EXPECT_EQ(page_start(21), 21);
  EXPECT_EQ(page_start(-3), 1);
  const auto page = content(page_start(44));
  ASSERT_THAT(page.posts, SizeIs(5));
  EXPECT_EQ(page.posts.front().number, 41);
  EXPECT_EQ(page.page(), 3);
  EXPECT_EQ(page.pages(), 3);
  EXPECT_THAT(content(1000).posts, IsEmpty());
}

TEST_F(ThreadPages, HoldAuthorsCommentsTagsAndParticipants) {
  const auto second = square.reply(bob, opened.thread, "A long one.");
  square.reply(bob, opened.thread, "Or a belt.", second.id);
  const auto comment = square.text("Indeed.");
  change(lea, add_comment, second.id, comment);
  const auto page = content();
  EXPECT_EQ(page.posts[1].author_handle, "bob");
  EXPECT_EQ(page.posts[2].reply_to_number, 2);
  EXPECT_EQ(page.posts[2].reply_to_handle, "bob");
  ASSERT_THAT(page.comments, SizeIs(1));
  EXPECT_EQ(page.comments[0].author_name, "Léa");
  ASSERT_THAT(page.tags, SizeIs(1));
  ASSERT_THAT(page.participants, SizeIs(2));
  EXPECT_EQ(page.participants[0].handle, "bob");
  EXPECT_EQ(page.participants[0].posts, 2);
  EXPECT_GT(page.weight(), 500u);
}

TEST_F(ThreadPages, KeepDeletedWordsForThoseWhoModerate) {
  const auto second = square.reply(bob, opened.thread, "A secret.");
  change(bob, delete_post, second.id);
  const auto page = content();
  EXPECT_TRUE(page.posts[1].deleted());
  EXPECT_EQ(page.posts[1].html, "");
  EXPECT_THAT(overlay(lea, page).deleted_words, SizeIs(1));
  EXPECT_THAT(overlay(bob, page).deleted_words, SizeIs(1));
  EXPECT_THAT(overlay(ana, page).deleted_words, IsEmpty());
  EXPECT_THAT(overlay(visitor, page).deleted_words, IsEmpty());
}

TEST_F(ThreadPages, AddWhatOneViewerDid) {
  const auto second = square.reply(bob, opened.thread);
  square.write([&](store::Transaction& t) {
    react(t, square.act(ana), second.id, "thanks", Give::on, square.reactions);
    cast_vote(t, square.act(ana), second.id, Ballot::up);
    cast_vote(t, square.act(lea), second.id, Ballot::down);
  });
  const auto page = content();
  const auto mine = overlay(ana, page);
  EXPECT_TRUE(mine.gave(second.id, "thanks"));
  EXPECT_FALSE(mine.gave(opened.post, "thanks"));
  EXPECT_EQ(mine.vote_on(second.id), Ballot::up);
  EXPECT_EQ(overlay(lea, page).vote_on(second.id), Ballot::down);
  EXPECT_EQ(overlay(bob, page).vote_on(second.id), Ballot::none);
  EXPECT_TRUE(mine.following);
  EXPECT_TRUE(mine.may_accept);
  EXPECT_FALSE(mine.moderates);
  EXPECT_EQ(mine.first_unread(page.thread), 2);
  EXPECT_EQ(overlay(visitor, page).first_unread(page.thread), std::nullopt);
  EXPECT_FALSE(overlay(visitor, page).may_reply);
}

TEST_F(ThreadPages, ShowTheAcceptedAnswerUnderTheQuestion) {
  for (int i = 0; i < 25; ++i) square.reply(lea, opened.thread);
  const auto answer = square.reply(bob, opened.thread, "Take *two* chains.");
  change(ana, accept_solution, answer.id);
  EXPECT_EQ(content().solution->number, 27);
  EXPECT_EQ(content().solution_excerpt, "Take two chains.");
  EXPECT_FALSE(content(21).solution);
}

TEST_F(ThreadPages, LeadToADate) {
  const auto second = square.reply(bob, opened.thread);
  const auto at = square.last_instant();
  square.reply(bob, opened.thread);
  square.read([&](store::Reader& reader) {
    const auto thread = find_thread(reader, ana, *square.spaces, opened.thread);
    EXPECT_EQ(number_at(reader, thread, thread.created_at - kDay), 1);
    EXPECT_EQ(number_at(reader, thread, at), second.number);
    EXPECT_EQ(number_at(reader, thread, at + kDay), 3);
  });
}

struct KeptPages : ThreadPages {
  ThreadContentCache cache{1 << 20};
  KeptPages() { cache.listen_to(square.timeline); }
  std::shared_ptr<const ThreadContent> find(const Viewer& viewer, std::int64_t number = 1) {
    return cache.find(*square.store, viewer, *square.spaces, opened.thread, number);
  }
};

TEST_F(KeptPages, AreSharedUntilTheThreadChanges) {
  const auto first = find(ana);
  EXPECT_EQ(find(bob, 20), first);
  EXPECT_EQ(cache.figures().hits, 1u);
  square.reply(bob, opened.thread);
  EXPECT_NE(find(ana), first);
  EXPECT_THAT(find(ana)->posts, SizeIs(2));
  square.thread(bob, square.talk);
  const auto kept = find(ana);
  EXPECT_EQ(find(ana), kept);
}

TEST_F(KeptPages, GrowNoOlderThanAMinute) {
  FrozenClock clock(now());
  const auto first = find(ana);
  clock.set(now() + ThreadContentCache::kMaxAge - 1);
  EXPECT_EQ(find(ana), first);
  clock.set(now() + 1);
  EXPECT_NE(find(ana), first);
}

TEST_F(KeptPages, AskEachTimeWhoReads) {
  const auto hidden = square.thread(ana, square.members_only);
  EXPECT_TRUE(cache.find(*square.store, ana, *square.spaces, hidden.thread, 1));
  EXPECT_THROW(cache.find(*square.store, visitor, *square.spaces, hidden.thread, 1), NotFound);
  EXPECT_THROW(cache.find(*square.store, ana, *square.spaces, ThreadId{7}, 1), NotFound);
  find(visitor);
  change(ana, delete_thread, opened.thread);
  EXPECT_THROW(find(visitor), NotFound);
  EXPECT_TRUE(find(lea)->thread.deleted_at);
}

TEST_F(KeptPages, NeverKeepWhatWasReadBeforeAChange) {
  const auto before = cache.generation();
  const auto stale = std::make_shared<const ThreadContent>(content());
  square.reply(bob, opened.thread);
  cache.keep(stale, before);
  EXPECT_THAT(find(ana)->posts, SizeIs(2));
  const auto again = cache.generation();
  const auto fresh = std::make_shared<const ThreadContent>(content());
  cache.forget(MemberId{12345});
  cache.forget(opened.thread);
  for (int i = 0; i < 5000; ++i) cache.forget(MemberId{i + 1});
  cache.keep(fresh, again);
  EXPECT_EQ(cache.figures().entries, 0u);
}

TEST_F(KeptPages, FollowTheMembersAndRelatedThreadsTheyShow) {
  const auto other = square.thread(bob, square.talk, "A related one");
  change(lea, relate, opened.thread, other.thread, RelationKind::linked);
  EXPECT_EQ(find(ana)->related[0].title, "A related one");
  change(
      bob, [](auto& t, const Act& act, ThreadId id) { retitle(t, act, id, "Another title"); }, other.thread);
  EXPECT_EQ(find(ana)->related[0].title, "Another title");
  const auto kept = find(ana);
  square.write([&](store::Transaction& t) {
    square.timeline.record(t, {.actor = ana.member,
                               .verb = Verb::profile_changed,
                               .object_kind = ObjectKind::member,
                               .object = ana.member.value});
  });
  EXPECT_NE(find(ana), kept);
}

TEST_F(KeptPages, StayWithinTheirBounds) {
  ThreadContentCache small(6000);
  for (int i = 0; i < 20; ++i) {
    const auto thread = square.thread(ana, square.talk);
    small.find(*square.store, bob, *square.spaces, thread.thread, 1);
    small.find(*square.store, bob, *square.spaces, thread.thread, 1'000'000);
  }
  EXPECT_GT(small.figures().entries, 0u);
  EXPECT_LT(small.figures().entries, 15u);
  EXPECT_LE(small.figures().bytes, 6000u);
}

}  // namespace
}  // namespace parvis::community
