#include "community/notifications/notifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/members/session_reader.h"
#include "community/notifications/crowd.h"
#include "community/notifications/notification.h"
#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "community/threads/follow.h"
#include "community/threads/post_deletion.h"
#include "community/threads/post_edit.h"
#include "community/threads/reaction.h"
#include "community/threads/read_mark.h"
#include "community/threads/solution.h"
#include "community/threads/tag.h"
#include "community/threads/thread_deletion.h"
#include "core/jobs/jobs.h"
#include "core/live/hub.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestCommunity;
using Kind = NotificationKind;

struct Notified : ::testing::Test {
  TestCommunity square;
  live::Hub hub;
  Presence presence;
  SessionReader sessions{*square.store, presence};
  Bell bell{hub, sessions};
  jobs::Runner jobs{*square.store};
  Viewer ana, ben, carl;

  Notified() {
    square.timeline.add_echo(std::make_unique<Notifier>(bell));
    tell_crowds(jobs, bell);
    ana = square.member("Ana");
    ben = square.member("Ben");
    carl = square.member("Carl");
  }
  std::vector<Notification> of(const Viewer& viewer) {
    return square.read(
        [&](store::Reader& reader) { return list_notifications(reader, viewer, *square.spaces, {}, 100).rows; });
  }
  std::vector<Kind> kinds_of(const Viewer& viewer) {
    std::vector<Kind> kinds;
    for (const auto& row : of(viewer)) kinds.push_back(row.kind);
    return kinds;
  }
  std::int64_t unread(const Viewer& viewer) {
    return square.read([&](store::Reader& reader) { return count_unread(reader, viewer.member); });
  }
  void read_thread(const Viewer& viewer, ThreadId thread, std::int64_t up_to) {
    square.write([&](store::Transaction& t) { read_notifications_of_thread(t, viewer.member, thread, up_to); });
  }
  template <class Target>
  void follows(const Viewer& viewer, FollowKind kind, Target target) {
    square.write([&](store::Transaction& t) { follow(t, square.act(viewer), kind, target.value); });
  }
  void thanks(const Viewer& viewer, PostId post, Give give = Give::on) {
    square.write([&](store::Transaction& t) { react(t, square.act(viewer), post, "thanks", give, square.reactions); });
  }
  // Members who follow what is given, more than are told at once.
  template <class Target>
  std::vector<Viewer> crowd(FollowKind kind, Target target, int size = kTellAtOnce + 5) {
    std::vector<Viewer> people;
    for (int i = 0; i < size; ++i) {
      people.push_back(square.member("Follower " + std::to_string(i)));
      follows(people.back(), kind, target);
    }
    return people;
  }
  void run_jobs() {
    FrozenClock later(now() + kMinute);
    jobs.run_due();
  }
};

TEST_F(Notified, WhoFollowsTheThreadHearsOfAReplyButNotItsAuthor) {
  const auto thread = square.thread(ana, square.talk);
  const auto post = square.reply(ben, thread.thread);
  ASSERT_THAT(kinds_of(ana), ElementsAre(Kind::reply));
  const auto told = of(ana).front();
  EXPECT_EQ(told.thread, thread.thread);
  EXPECT_EQ(told.post_number, post.number);
  EXPECT_EQ(told.actor, ben.member);
  EXPECT_EQ(told.actor_name, "Ben");
  EXPECT_TRUE(told.unread());
  EXPECT_THAT(kinds_of(ben), IsEmpty());
  EXPECT_THAT(kinds_of(carl), IsEmpty());
}

TEST_F(Notified, NobodyIsCountedWhatTheyMayNoLongerRead) {
  const auto den = square.space("den");
  const auto thread = square.thread(ana, den);
  square.reply(ben, thread.thread);
  EXPECT_EQ(unread(ana), 1);
  square.write([&](store::Transaction& t) {
    t.run("update space set visibility = $2 where id = $1", den, SpaceVisibility::leaders);
  });
  square.spaces = SpaceDirectory(*square.store).list();
  EXPECT_THAT(of(ana), IsEmpty());
  EXPECT_EQ(unread(ana), 0);
}

TEST_F(Notified, WhatIsLetThroughDoesNotReadForItsAuthor) {
  const auto thread = square.thread(ben, square.talk);
  square.reply(ana, thread.thread);
  const auto from = square.member("Dora");
  follows(from, FollowKind::thread, thread.thread);
  square.reply(ana, thread.thread, "More.");
  ASSERT_EQ(unread(from), 1);
  square.write([&](store::Transaction& t) {
    auto act = square.act(from);
    act.let_through = true;
    reply(t, act, {thread.thread, {}}, square.text("It waited."));
  });
  EXPECT_EQ(unread(from), 1);
}

TEST_F(Notified, RepliesFoldWhileTheyAreUnread) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  const auto last = square.reply(carl, thread);
  ASSERT_EQ(of(ana).size(), 1u);
  EXPECT_EQ(of(ana).front().count, 2);
  EXPECT_EQ(of(ana).front().actor, carl.member);
  EXPECT_EQ(of(ana).front().post_number, last.number);
  EXPECT_EQ(unread(ana), 1);
  read_thread(ana, thread, last.number);
  EXPECT_EQ(unread(ana), 0);
  square.reply(ben, thread);
  ASSERT_EQ(of(ana).size(), 2u);
  EXPECT_EQ(of(ana).front().count, 1);
}

TEST_F(Notified, WhoAnswersHasReadTheThread) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  square.reply(ana, thread);
  EXPECT_EQ(unread(ana), 0);
  EXPECT_EQ(unread(ben), 1);
}

TEST_F(Notified, WhoseAnswerWasAnsweredHearsOfItWithoutFollowing) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto post = square.reply(ben, thread);
  square.write([&](store::Transaction& t) { unfollow(t, square.act(ben), FollowKind::thread, thread.value); });
  square.reply(carl, thread, "To the thread.");
  EXPECT_EQ(unread(ben), 0);
  square.reply(carl, thread, "To Ben.", post.id);
  EXPECT_THAT(kinds_of(ben), ElementsAre(Kind::reply));
}

TEST_F(Notified, ToBeNamedWinsOverToBeQuotedAndThatOverAReply) {
  const auto thread = square.thread(ana, square.talk, "A thread about saddles", "It creaks.").thread;
  square.reply(ben, thread);
  read_thread(ana, thread, 9);
  square.reply(carl, thread, "@ana have you oiled it?");
  EXPECT_THAT(kinds_of(ana), ElementsAre(Kind::mention, Kind::reply));
  EXPECT_EQ(unread(ana), 1);
  EXPECT_THAT(kinds_of(ben), ElementsAre(Kind::reply));
}

TEST_F(Notified, AQuotedAuthorHearsThatTheyWereQuoted) {
  const auto thread = square.thread(ana, square.talk, "A thread about saddles", "It creaks.").thread;
  auto text = square.text("It creaks for me too.");
  text.quoted = {ana.member};
  square.write([&](store::Transaction& t) { reply(t, square.act(ben), {thread, {}}, text); });
  EXPECT_THAT(kinds_of(ana), ElementsAre(Kind::quote));
}

TEST_F(Notified, ANameAddedByAnEditIsTold) {
  const auto thread = square.thread(ana, square.talk);
  const auto text = square.text("They squeal, @carl.");
  square.write([&](store::Transaction& t) { edit_post(t, square.act(ana), {.post = thread.post}, text); });
  EXPECT_THAT(kinds_of(carl), ElementsAre(Kind::mention));
}

TEST_F(Notified, ACommentConcernsTheAuthorOfThePost) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto post = square.reply(ben, thread);
  read_thread(ana, thread, 2);
  const auto text = square.text("Which rims?");
  square.write([&](store::Transaction& t) { add_comment(t, square.act(carl), post.id, text); });
  EXPECT_THAT(kinds_of(ben), ElementsAre(Kind::comment));
  EXPECT_EQ(unread(ana), 0);
}

TEST_F(Notified, ReactionsFoldAndGoWithTheirWithdrawal) {
  const auto thread = square.thread(ana, square.talk);
  thanks(ben, thread.post);
  ASSERT_THAT(kinds_of(ana), ElementsAre(Kind::reaction));
  EXPECT_EQ(of(ana).front().reaction, "thanks");
  thanks(carl, thread.post);
  EXPECT_EQ(of(ana).front().count, 2);
  thanks(carl, thread.post, Give::off);
  EXPECT_EQ(of(ana).front().count, 1);
  for (int i = 0; i < 5; ++i) thanks(carl, thread.post, i % 2 == 0 ? Give::on : Give::off);
  EXPECT_EQ(of(ana).front().count, 2);
}

TEST_F(Notified, TheLastReactionTakenBackLeavesNothing) {
  const auto thread = square.thread(ana, square.talk);
  thanks(ben, thread.post);
  thanks(ben, thread.post, Give::off);
  EXPECT_THAT(of(ana), IsEmpty());
}

TEST_F(Notified, ASolutionConcernsWhoAnsweredAndWhoFollows) {
  const auto thread = square.thread(ana, square.questions).thread;
  const auto answer = square.reply(ben, thread);
  follows(carl, FollowKind::thread, thread);
  square.write([&](store::Transaction& t) { accept_solution(t, square.act(ana), answer.id); });
  EXPECT_THAT(kinds_of(ben), ElementsAre(Kind::solution));
  EXPECT_EQ(of(ben).front().post_author, ben.member);
  EXPECT_THAT(kinds_of(carl), ElementsAre(Kind::solution));
  square.write([&](store::Transaction& t) { withdraw_solution(t, square.act(ana), thread); });
  EXPECT_THAT(of(ben), IsEmpty());
}

TEST_F(Notified, ANewThreadIsToldOnceToWhoFollowsItsSpaceItsTagOrItsAuthor) {
  const auto first = square.thread(ana, square.talk, "A first thread", "Hello.", {"brakes"});
  const auto tag = square.read([&](store::Reader& r) { return tags_of(r, first.thread).front().id; });
  follows(ben, FollowKind::space, square.talk);
  follows(ben, FollowKind::tag, tag);
  follows(ben, FollowKind::member, ana.member);
  follows(carl, FollowKind::tag, tag);
  square.thread(ana, square.talk, "A second thread", "Hello.", {"brakes"});
  EXPECT_THAT(kinds_of(ben), ElementsAre(Kind::new_thread));
  EXPECT_EQ(of(ben).front().count, 1);
  EXPECT_THAT(kinds_of(carl), ElementsAre(Kind::new_thread));
  EXPECT_THAT(of(ana), IsEmpty());
}

TEST_F(Notified, NobodyIsToldWhoIsNotActive) {
  const auto thread = square.thread(ana, square.talk);
  const auto gone = square.member("Gone", Role::member, MemberStatus::former);
  square.write(
      [&](store::Transaction& t) { follow_silently(t, gone.member, FollowKind::thread, thread.thread.value, now()); });
  square.reply(ben, thread.thread, "@gone where are you?");
  EXPECT_EQ(unread(gone), 0);
}

TEST_F(Notified, WhatIsDeletedIsTakenBackAndNotListed) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto post = square.reply(ben, thread);
  square.write([&](store::Transaction& t) { delete_post(t, square.act(ben), post.id); });
  EXPECT_EQ(unread(ana), 0);
  square.reply(ben, thread);
  const auto leader = square.leader("Lea");
  square.write([&](store::Transaction& t) { delete_thread(t, square.act(leader), thread); });
  EXPECT_EQ(unread(ana), 0);
  EXPECT_THAT(of(ana), IsEmpty());
}

TEST_F(Notified, OfFoldedRepliesTheLastThatIsLeftIsNamed) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto kept = square.reply(ben, thread);
  const auto gone = square.reply(carl, thread);
  square.write([&](store::Transaction& t) { delete_post(t, square.act(carl), gone.id); });
  ASSERT_THAT(kinds_of(ana), ElementsAre(Kind::reply));
  EXPECT_EQ(of(ana).front().count, 1);
  EXPECT_EQ(of(ana).front().actor, ben.member);
  EXPECT_EQ(of(ana).front().post_number, kept.number);
}

TEST_F(Notified, AThreadReadInPartKeepsWhatCameLater) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  square.reply(ben, thread);
  read_thread(ana, thread, 2);
  EXPECT_EQ(unread(ana), 1);
  read_thread(ana, thread, 3);
  EXPECT_EQ(unread(ana), 0);
}

TEST_F(Notified, ImportsTellNobody) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto text = square.text("From elsewhere.");
  square.write([&](store::Transaction& t) { reply(t, square.act(ben, Source::import), {thread, {}}, text); });
  EXPECT_THAT(of(ana), IsEmpty());
  square.write([&](store::Transaction& t) { reply(t, square.act(ben, Source::demo), {thread, {}}, text); });
  EXPECT_THAT(kinds_of(ana), ElementsAre(Kind::reply));
}

TEST_F(Notified, ACrowdIsToldByAJobOfAllThatCameMeanwhile) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto people = crowd(FollowKind::thread, thread);
  square.reply(ben, thread, "One.");
  square.reply(carl, thread, "Two, @follower-3.");
  const auto last = square.reply(ben, thread, "Three.");
  EXPECT_THAT(of(people[0]), IsEmpty());
  EXPECT_THAT(kinds_of(people[3]), ElementsAre(Kind::mention));
  run_jobs();
  ASSERT_THAT(kinds_of(people[0]), ElementsAre(Kind::reply));
  EXPECT_EQ(of(people[0]).front().count, 3);
  EXPECT_EQ(of(people[0]).front().post_number, last.number);
  EXPECT_THAT(kinds_of(people[3]), ElementsAre(Kind::reply, Kind::mention));
  EXPECT_EQ(of(people[3]).front().count, 2);
  EXPECT_EQ(of(carl).front().count, 1) << "who wrote Two had read One";
  run_jobs();
  EXPECT_EQ(of(people[0]).front().count, 3) << "a second run tells nothing new";
}

TEST_F(Notified, ACrowdIsNotToldOfWhatItHasRead) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto people = crowd(FollowKind::thread, thread);
  const auto post = square.reply(ben, thread);
  square.write([&](store::Transaction& t) { mark_read(t, people[1].member, thread, post.number, now()); });
  run_jobs();
  EXPECT_THAT(of(people[1]), IsEmpty());
  EXPECT_EQ(of(people[2]).size(), 1u);
}

TEST_F(Notified, ACrowdOfASpaceIsToldOfANewThreadOnce) {
  const auto people = crowd(FollowKind::space, square.talk, 2 * kTellAtOnce);
  follows(people[0], FollowKind::member, ana.member);
  const auto thread = square.thread(ana, square.talk, "A thread for all", "Dear @follower-5.").thread;
  square.write([&](store::Transaction& t) { mark_read(t, people[7].member, thread, 1, now()); });
  run_jobs();
  EXPECT_EQ(of(people[0]).size(), 1u);
  EXPECT_EQ(of(people[0]).front().count, 1);
  EXPECT_THAT(kinds_of(people[5]), ElementsAre(Kind::mention));
  EXPECT_THAT(of(people[7]), IsEmpty()) << "has opened it";
  EXPECT_THAT(kinds_of(people[9]), ElementsAre(Kind::new_thread));
}

TEST_F(Notified, OpenPagesHearTheFreshCount) {
  const auto page = hub.listen({{member_topic(ana.member)}}, [] {});
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  hub.settle();
  EXPECT_THAT(page->take(), ::testing::HasSubstr("event: notification\ndata: {\"unread\":1}"));
  square.write([&](store::Transaction& t) {
    read_all_notifications(t, ana.member);
    bell.ring(t, std::array{ana.member});
  });
  hub.settle();
  EXPECT_THAT(page->take(), ::testing::HasSubstr("{\"unread\":0}"));
}

TEST_F(Notified, ListsAreOfOneMemberAndGoOnByKey) {
  for (int i = 0; i < 5; ++i) square.reply(ben, square.thread(ana, square.talk).thread);
  const auto page = [&](const std::string& cursor) {
    return square.read([&](store::Reader& r) { return list_notifications(r, ana, *square.spaces, cursor, 3); });
  };
  const auto first = page("");
  ASSERT_EQ(first.rows.size(), 3u);
  const auto second = page(first.next);
  ASSERT_EQ(second.rows.size(), 2u);
  EXPECT_TRUE(second.next.empty());
  EXPECT_GT(first.rows.back().created_at, second.rows.front().created_at);
  square.write([&](store::Transaction& t) {
    EXPECT_EQ(read_notification(t, ben.member, first.rows[0].id), 0) << "not his";
    EXPECT_EQ(read_notification(t, ana.member, first.rows[0].id), 1);
    EXPECT_EQ(read_notification(t, ana.member, first.rows[0].id), 0);
  });
  EXPECT_EQ(unread(ana), 4);
}

TEST_F(Notified, WhatWasReadLongAgoIsDropped) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  square.write([&](store::Transaction& t) { read_all_notifications(t, ana.member, now()); });
  square.reply(ben, thread);
  drop_old_notifications(*square.store, now() - kDay);
  EXPECT_EQ(of(ana).size(), 2u);
  drop_old_notifications(*square.store, now() + kDay);
  EXPECT_EQ(of(ana).size(), 1u);
}

}  // namespace
}  // namespace parvis::community
