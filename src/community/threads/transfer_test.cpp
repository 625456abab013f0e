#include "community/threads/transfer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "community/notifications/notifier.h"
#include "community/testing/test_community.h"
#include "community/threads/draft.h"
#include "community/threads/follow.h"
#include "community/threads/merge.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_place.h"
#include "community/threads/reaction.h"
#include "community/threads/read_mark.h"
#include "community/threads/renumbering.h"
#include "community/threads/solution.h"
#include "community/threads/split.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/thread_page.h"
#include "community/threads/thread_ways.h"
#include "community/threads/vote.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

class Transfers : public ::testing::Test {
 protected:
  Split split(ThreadId thread, const std::vector<PostId>& posts, SpaceId space = {}) {
    return square.write([&](store::Transaction& t) {
      const auto act = square.act(lea);
      const auto text =
          check_split(t, lea, *square.spaces, {thread, posts, "What came of it", space ? space : square.talk});
      if (!text) throw Conflict(text.mistakes().front().sentence);
      return split_thread(t, act, *text);
    });
  }
  Merged merge(ThreadId one, ThreadId other) {
    return square.write([&](store::Transaction& t) { return merge_threads(t, square.act(lea), one, other); });
  }
  ThreadId take_back(ThreadId thread) {
    return square.write([&](store::Transaction& t) {
      const auto act = square.act(lea);
      return take_back_transfer(t, act, latest_transfers(t, thread, act.at).front().act);
    });
  }
  std::vector<std::int64_t> numbers(ThreadId thread) {
    return square.read([&](store::Reader& reader) {
      constexpr store::Sql kNumbers{"select number from post where thread = $1 order by number"};
      return reader.all<std::int64_t>(kNumbers, thread);
    });
  }
  std::optional<PostAddress> place(ThreadId thread, std::int64_t number) {
    return square.read([&](store::Reader& reader) { return present_place(reader, thread, number); });
  }
  Thread thread_of(ThreadId id) {
    return square.read([&](store::Reader& reader) { return find_thread(reader, max, *square.spaces, id); });
  }
  std::optional<std::int64_t> read_of(const Viewer& viewer, ThreadId thread) {
    return square.read([&](store::Reader& reader) { return read_up_to(reader, viewer.member, thread); });
  }
  void mark(const Viewer& viewer, ThreadId thread, std::int64_t number) {
    square.write([&](store::Transaction& t) { mark_read(t, viewer.member, thread, number, square.tick()); });
  }
  ThreadContent content(ThreadId thread, std::int64_t from = 1) {
    return square.read([&](store::Reader& reader) { return load_thread_content(reader, thread, from); });
  }
  ThreadWays ways(ThreadId thread, std::int64_t from = 1) {
    return square.read(
        [&](store::Reader& reader) { return load_thread_ways(reader, load_thread_content(reader, thread, from)); });
  }

  TestCommunity square;
  Viewer ana = square.member("Ana"), bob = square.member("Bob"), lea = square.leader("Léa"),
         max = square.manager("Max");
};

TEST_F(Transfers, ASplitLeavesALineAndOldAddressesLeadOn) {
  const auto opened = square.thread(ana, square.talk);
  const auto second = square.reply(bob, opened.thread), third = square.reply(ana, opened.thread);
  square.reply(bob, opened.thread);
  const auto made = split(opened.thread, {third.id, second.id}, square.questions);
  EXPECT_THAT(numbers(opened.thread), ElementsAre(1, 4));
  EXPECT_THAT(numbers(made.thread), ElementsAre(1, 2));
  EXPECT_EQ(place(opened.thread, 2)->post, second.id);
  EXPECT_EQ(place(opened.thread, 2)->thread, made.thread);
  EXPECT_EQ(place(opened.thread, 3)->number, 2);
  EXPECT_EQ(thread_of(made.thread).author, bob.member);
  EXPECT_EQ(thread_of(made.thread).space, square.questions);
  const auto lines = ways(opened.thread).moved;
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].posts, 2);
  EXPECT_EQ(lines[0].before, 2);
  EXPECT_EQ(lines[0].title, "What came of it");
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::thread_split));
}

TEST_F(Transfers, ANumberOnceGivenIsNeverGivenAgain) {
  const auto opened = square.thread(ana, square.talk);
  const auto last = square.reply(bob, opened.thread);
  split(opened.thread, {last.id});
  EXPECT_EQ(square.reply(bob, opened.thread).number, 3);
  EXPECT_EQ(place(opened.thread, 2)->post, last.id);
}

TEST_F(Transfers, TheFirstPostStays) {
  const auto opened = square.thread(ana, square.talk);
  square.reply(bob, opened.thread);
  EXPECT_THROW(split(opened.thread, {opened.post}), Conflict);
  EXPECT_THROW(split(opened.thread, {}), Conflict);
}

TEST_F(Transfers, OnlyWhoMovesThreadsSplitsAndMergesThem) {
  const auto opened = square.thread(ana, square.talk), other = square.thread(ana, square.talk);
  const auto reply = square.reply(bob, opened.thread);
  square.write([&](store::Transaction& t) {
    EXPECT_THROW(split_thread(t, square.act(ana), {opened.thread, {reply.id}, "Title", "title", square.talk}),
                 Forbidden);
    EXPECT_THROW(merge_threads(t, square.act(ana), opened.thread, other.thread), Forbidden);
  });
}

TEST_F(Transfers, AMergePutsPostsInTheOrderOfTime) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  const auto second = square.reply(bob, early.thread);
  const auto answer = square.reply(ana, late.thread);
  const auto last = square.reply(bob, early.thread);
  // Whichever way round it is asked, what began first is kept.
  const auto merged = merge(early.thread, late.thread);
  EXPECT_EQ(merged.kept, early.thread);
  EXPECT_EQ(merged.posts, 2);
  const auto posts = square.read([&](store::Reader& reader) { return posts_in_order(reader, early.thread); });
  EXPECT_THAT(posts, ElementsAre(early.post, late.post, second.id, answer.id, last.id));
  EXPECT_EQ(place(late.thread, 1)->post, late.post);
  EXPECT_EQ(place(late.thread, 1)->thread, early.thread);
  EXPECT_EQ(place(early.thread, 2)->post, second.id);
  EXPECT_EQ(place(early.thread, 3)->post, last.id);
  EXPECT_THROW(square.read([&](store::Reader& r) { return find_thread(r, ana, *square.spaces, late.thread); }),
               NotFound);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Transfers, AMergeOfWhatFollowsKeepsTheNumbersThatWere) {
  const auto early = square.thread(ana, square.talk);
  square.reply(bob, early.thread);
  const auto late = square.thread(bob, square.talk);
  merge(late.thread, early.thread);
  EXPECT_THAT(numbers(early.thread), ElementsAre(1, 2, 3));
}

TEST_F(Transfers, AMergeTakenBackGivesEachItsOwn) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  const auto second = square.reply(bob, early.thread), answer = square.reply(ana, late.thread);
  merge(early.thread, late.thread);
  EXPECT_EQ(take_back(early.thread), late.thread);
  EXPECT_THAT(numbers(late.thread), ElementsAre(1, 2));
  EXPECT_EQ(place(late.thread, 2)->post, answer.id);
  EXPECT_EQ(place(early.thread, 2)->post, second.id);
  EXPECT_EQ(thread_of(late.thread).posts, 2);
  EXPECT_FALSE(thread_of(late.thread).deleted_at);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Transfers, ASplitTakenBackGivesTheOldNumbersBack) {
  const auto opened = square.thread(ana, square.talk);
  const auto second = square.reply(bob, opened.thread);
  square.reply(ana, opened.thread);
  const auto made = split(opened.thread, {second.id});
  EXPECT_EQ(take_back(made.thread), opened.thread);
  EXPECT_THAT(numbers(opened.thread), ElementsAre(1, 2, 3));
  EXPECT_EQ(place(made.thread, 1)->number, 2);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Transfers, AMergedThreadIsNotRestored) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  merge(early.thread, late.thread);
  square.write([&](store::Transaction& t) { EXPECT_THROW(restore_thread(t, square.act(lea), late.thread), Conflict); });
}

TEST_F(Transfers, WhatWasReadStaysReadAndNothingElseBecomesSo) {
  const auto early = square.thread(ana, square.talk);
  square.reply(bob, early.thread);
  const auto third = square.reply(ana, early.thread), fourth = square.reply(ana, early.thread);
  mark(bob, early.thread, 3);
  const auto made = split(early.thread, {third.id, fourth.id});
  EXPECT_EQ(read_of(bob, made.thread), 1);
  // All that is left is read.
  EXPECT_EQ(read_of(bob, early.thread), 4);
  const auto other = square.thread(bob, square.talk);
  const auto merged = merge(other.thread, early.thread);
  EXPECT_EQ(merged.kept, early.thread);
  EXPECT_EQ(read_of(bob, early.thread), 5);
  EXPECT_EQ(read_of(ana, early.thread), 4) << "what came is news to who had not opened it";
}

TEST_F(Transfers, WhoFollowedFollowsWhereItWent) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  const auto follows = [&](ThreadId thread) {
    return square.read([&](store::Reader& r) { return is_following(r, bob.member, FollowKind::thread, thread.value); });
  };
  EXPECT_FALSE(follows(early.thread));
  merge(early.thread, late.thread);
  EXPECT_TRUE(follows(early.thread));
  take_back(early.thread);
  EXPECT_FALSE(follows(early.thread));
  EXPECT_TRUE(follows(late.thread));
}

TEST_F(Transfers, WhoStoppedFollowingIsLeftInPeace) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  const auto follows = [&](const Viewer& who, ThreadId thread) {
    return square.read([&](store::Reader& r) { return is_following(r, who.member, FollowKind::thread, thread.value); });
  };
  square.write([&](store::Transaction& t) {
    t.run("delete from follow where member = $1", ana.member);
    t.run("insert into follow (member, kind, target, created_at) values ($1, 1, $2, 1)", max.member, early.thread);
  });
  merge(early.thread, late.thread);
  EXPECT_FALSE(follows(ana, early.thread)) << "her words stood there already";
  EXPECT_TRUE(follows(bob, early.thread));
  take_back(early.thread);
  EXPECT_TRUE(follows(max, early.thread));
  EXPECT_FALSE(follows(max, late.thread)) << "what is parted is followed by those who followed it";
  EXPECT_TRUE(follows(bob, late.thread));
}

TEST_F(Transfers, TheAcceptedAnswerGoesWithItsQuestion) {
  const auto early = square.thread(ana, square.questions), late = square.thread(bob, square.questions);
  const auto answer = square.reply(ana, late.thread);
  square.write([&](store::Transaction& t) { accept_solution(t, square.act(bob), answer.id); });
  merge(early.thread, late.thread);
  EXPECT_EQ(thread_of(early.thread).solution, answer.id);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  take_back(early.thread);
  EXPECT_EQ(thread_of(late.thread).solution, answer.id);
  EXPECT_FALSE(thread_of(early.thread).solution);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Transfers, ABegunReplyIsNotLost) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  const auto keep = [&](ThreadId thread, const std::string& body) {
    square.write([&](store::Transaction& t) {
      keep_draft(t, ana.member, {DraftPlace::Kind::thread, thread.value}, {.body = body}, square.tick());
    });
  };
  keep(early.thread, "One");
  keep(late.thread, "Two");
  merge(early.thread, late.thread);
  const auto draft = square.read([&](store::Reader& r) {
    return find_draft(r, ana.member, {DraftPlace::Kind::thread, early.thread.value});
  });
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->body, "One\n\nTwo");
}

TEST_F(Transfers, PagesWithoutPostsArePassedOver) {
  const auto early = square.thread(ana, square.talk), late = square.thread(bob, square.talk);
  for (int i = 0; i < 45; ++i) square.reply(bob, early.thread);
  merge(early.thread, late.thread);
  EXPECT_THAT(content(early.thread).posts, SizeIs(1));
  const auto after = ways(early.thread).after;
  ASSERT_TRUE(after);
  EXPECT_EQ(*after, 47);
  EXPECT_EQ(ways(early.thread, page_start(*after)).before, 1);
}

// Any splits, merges, acts and their opposites, in any order, with every address noted as it is first given.
class RandomTransfers {
 public:
  RandomTransfers() { note_addresses(); }
  void act() {
    const Act act = square_.act(lea_);
    try {
      square_.write([&](store::Transaction& t) { choose(t, act); });
    } catch (const Refusal&) {
    }
    note_addresses();
  }
  void check() {
    RC_ASSERT(square_.wrong_counters().empty());
    square_.read([&](store::Reader& reader) {
      for (const auto& [address, post] : addresses_) {
        const auto place = present_place(reader, address.first, address.second);
        RC_ASSERT(place && place->post == post);
      }
      RC_ASSERT(reader.one<std::int64_t>(kPosts).value() == static_cast<std::int64_t>(posts_.size()));
      RC_ASSERT(reader.one<std::int64_t>(kOutOfTime).value() == 0);
      RC_ASSERT(reader.one<std::int64_t>(kMarksBeyond).value() == 0);
    });
  }

 private:
  static constexpr store::Sql kPosts{"select count(*) from post"};
  static constexpr store::Sql kAll{"select id, thread, number from post"};
  static constexpr store::Sql kOutOfTime{R"(
    select count(*) from post join post as later on later.thread = post.thread and later.number > post.number
    where later.created_at < post.created_at)"};
  static constexpr store::Sql kMarksBeyond{
      "select count(*) from read_mark join thread on thread.id = read_mark.thread where read_mark.post > last_post"};

  template <class T>
  static const T& pick(const std::vector<T>& from) {
    return from[*rc::gen::inRange<std::size_t>(0, from.size())];
  }
  std::vector<PostId> some_posts() {
    std::vector<PostId> some;
    for (const auto post : posts_) {
      if (*rc::gen::inRange(0, 3) == 0) some.push_back(post);
    }
    return some;
  }

  void choose(store::Transaction& t, const Act& act) {
    const auto what = *rc::gen::inRange(0, 14);
    const auto thread = pick(threads_);
    switch (what) {
      case 0: return open(t, act);
      case 1:
      case 2:
      case 3:
      case 4: reply(t, act, {thread, {}}, square_.text("Reply")); break;
      case 5:
      case 6:
      case 7: return divide(t, act, thread);
      case 8:
      case 9: merge_threads(t, act, thread, pick(threads_)); break;
      case 10: take_back(t, act, thread); break;
      case 11: react(t, act, pick(posts_), "thanks", *rc::gen::element(Give::on, Give::off), square_.reactions); break;
      case 12: accept_solution(t, act, pick(posts_)); break;
      case 13: delete_post(t, act, pick(posts_)); break;
    }
  }
  void open(store::Transaction& t, const Act& act) {
    threads_.push_back(
        open_thread(t, act, {pick(spaces_), "A title", "a-title", square_.text("Words"), {"chains"}}).thread);
  }
  void divide(store::Transaction& t, const Act& act, ThreadId thread) {
    const auto text = check_split(t, lea_, *square_.spaces, {thread, some_posts(), "Another title", pick(spaces_)});
    if (text) threads_.push_back(split_thread(t, act, *text).thread);
  }
  void take_back(store::Transaction& t, const Act& act, ThreadId thread) {
    const auto transfers = latest_transfers(t, thread, act.at);
    if (!transfers.empty()) take_back_transfer(t, act, pick(transfers).act);
  }
  void note_addresses() {
    posts_.clear();
    square_.read([&](store::Reader& reader) {
      for (const auto& post : reader.all<PostAddress>(kAll)) {
        posts_.push_back(post.post);
        const auto [noted, fresh] = addresses_.emplace(std::pair(post.thread, post.number), post.post);
        RC_ASSERT(noted->second == post.post);
      }
    });
  }

  TestCommunity square_;
  Viewer lea_ = square_.leader("Léa");
  std::vector<SpaceId> spaces_{square_.talk, square_.questions, square_.members_only};
  std::vector<ThreadId> threads_{square_.thread(lea_, square_.talk).thread,
                                 square_.thread(lea_, square_.questions).thread};
  std::vector<PostId> posts_ = {};
  std::map<std::pair<ThreadId, std::int64_t>, PostId> addresses_;
};

TEST(TransferProperties, AnySplitsAndMergesKeepEveryAddressEveryPostAndEveryCounter) {
  EXPECT_TRUE(rc::check("every address leads to its post", [] {
    RandomTransfers transfers;
    const auto many = *rc::gen::inRange(0, 40);
    for (int i = 0; i < many; ++i) transfers.act();
    transfers.check();
  }));
}

}  // namespace
}  // namespace parvis::community
