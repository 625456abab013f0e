// Reactions, votes, follows, read marks and drafts: what members do around posts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "community/threads/draft.h"
#include "community/threads/follow.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/read_mark.h"
#include "community/threads/tag.h"
#include "community/threads/vote.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Appreciation : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), bob = square.member("Bob"), zoe = square.member("Zoé");
  OpenedThread opened = square.thread(ana, square.questions);

  ReactionState give(const Viewer& viewer, PostId post, std::string_view kind, Give how = Give::on) {
    return square.write([&](store::Transaction& transaction) {
      return react(transaction, square.act(viewer), post, kind, how, square.reactions);
    });
  }
  VoteState vote(const Viewer& viewer, PostId post, Ballot ballot) {
    return square.write(
        [&](store::Transaction& transaction) { return cast_vote(transaction, square.act(viewer), post, ballot); });
  }
  void change(const Viewer& viewer, auto rule, FollowKind kind, std::int64_t target) {
    square.write([&](store::Transaction& transaction) { rule(transaction, square.act(viewer), kind, target); });
  }
};

TEST_F(Appreciation, IsGivenAndTakenBack) {
  EXPECT_EQ(give(bob, opened.post, "thanks").reactions, "thanks:1");
  EXPECT_EQ(give(zoe, opened.post, "useful").reactions, "thanks:1 useful:1");
  EXPECT_EQ(give(zoe, opened.post, "thanks").reactions, "thanks:2 useful:1");
  EXPECT_EQ(give(bob, opened.post, "thanks", Give::on).reactions, "thanks:2 useful:1");
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  const auto state = give(bob, opened.post, "thanks", Give::off);
  EXPECT_FALSE(state.given);
  EXPECT_EQ(state.reactions, "thanks:1 useful:1");
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::reaction_withdrawn));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Appreciation, IsNotGivenToOneselfNorInUnknownKinds) {
  EXPECT_THROW(give(ana, opened.post, "thanks"), Forbidden);
  EXPECT_THROW(give(bob, opened.post, "rage"), BadRequest);
  EXPECT_THROW(give(TestCommunity::visitor(), opened.post, "thanks"), SignInNeeded);
  const auto post = square.reply(bob, opened.thread);
  square.write([&](store::Transaction& transaction) { delete_post(transaction, square.act(bob), post.id); });
  EXPECT_THROW(give(ana, post.id, "thanks"), Conflict);
}

TEST_F(Appreciation, FoldsAndUnfoldsCounts) {
  EXPECT_EQ(fold_reactions({{"useful", 1}, {"thanks", 3}, {"funny", 0}, {"amazed", 1}}), "thanks:3 amazed:1 useful:1");
  EXPECT_THAT(parse_reactions("thanks:3 useful:1"),
              ElementsAre(ReactionCount{"thanks", 3}, ReactionCount{"useful", 1}));
  EXPECT_THAT(parse_reactions("nonsense :: x:y"), IsEmpty());
}

TEST_F(Appreciation, IsVotedInQuestionSpaces) {
  EXPECT_EQ(vote(bob, opened.post, Ballot::up).up, 1);
  const auto changed = vote(bob, opened.post, Ballot::down);
  EXPECT_EQ(changed.up, 0);
  EXPECT_EQ(changed.down, 1);
  EXPECT_THAT(square.last_verbs(3), ElementsAre(Verb::voted, Verb::vote_withdrawn, Verb::voted));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  EXPECT_EQ(vote(zoe, opened.post, Ballot::down).down, 2);
  EXPECT_EQ(vote(bob, opened.post, Ballot::none).down, 1);
  EXPECT_EQ(vote(bob, opened.post, Ballot::none).own, Ballot::none);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
  EXPECT_THROW(vote(ana, opened.post, Ballot::up), Forbidden);
  EXPECT_THROW(vote(bob, square.thread(ana, square.talk).post, Ballot::up), Conflict);
}

TEST_F(Appreciation, IsFollowing) {
  const auto tagged = square.thread(ana, square.members_only, "A hidden one", "Words.", {"secret"});
  const auto tag = square.read([&](store::Reader& r) { return tags_of(r, tagged.thread)[0].id; });
  change(bob, follow, FollowKind::thread, opened.thread.value);
  change(bob, follow, FollowKind::thread, opened.thread.value);
  change(bob, follow, FollowKind::tag, tag.value);
  change(bob, follow, FollowKind::space, square.talk.value);
  change(bob, follow, FollowKind::member, ana.member.value);
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::followed, Verb::followed));
  EXPECT_THROW(change(bob, follow, FollowKind::member, bob.member.value), Forbidden);
  EXPECT_THROW(change(bob, follow, FollowKind::tag, 99), NotFound);
  EXPECT_THROW(change(TestCommunity::visitor(), follow, FollowKind::space, square.talk.value), SignInNeeded);
  square.read([&](store::Reader& reader) {
    EXPECT_THAT(followers(reader, FollowKind::thread, opened.thread.value), ElementsAre(ana.member, bob.member));
    EXPECT_THAT(followers(reader, FollowKind::member, ana.member.value), ElementsAre(bob.member));
    EXPECT_TRUE(is_following(reader, bob.member, FollowKind::tag, tag.value));
  });
  change(bob, unfollow, FollowKind::thread, opened.thread.value);
  square.read([&](store::Reader& reader) {
    EXPECT_FALSE(is_following(reader, bob.member, FollowKind::thread, opened.thread.value));
  });
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Appreciation, OfPostsReadNeverGoesBackUnasked) {
  for (int i = 0; i < 5; ++i) square.reply(ana, opened.thread);
  const auto mark = [&](std::int64_t number, Backwards backwards = Backwards::never) {
    return square.write([&](store::Transaction& transaction) {
      return mark_read(transaction, bob.member, opened.thread, number, square.tick(), backwards);
    });
  };
  const auto at = [&] {
    return square.read([&](store::Reader& r) { return read_up_to(r, bob.member, opened.thread); });
  };
  EXPECT_EQ(at(), std::nullopt);
  EXPECT_TRUE(mark(3));
  EXPECT_FALSE(mark(2));
  EXPECT_EQ(at(), 3);
  EXPECT_TRUE(mark(1000));
  EXPECT_EQ(at(), 6);
  EXPECT_TRUE(mark(2, Backwards::allowed));
  EXPECT_EQ(at(), 2);
  EXPECT_TRUE(mark(0, Backwards::allowed));
  EXPECT_EQ(at(), 0);
}

TEST_F(Appreciation, OfDraftsIsKeptByPlace) {
  const DraftPlace place{DraftPlace::Kind::thread, opened.thread.value};
  const auto keep = [&](DraftPlace where, const Draft& draft) {
    return square.write([&](store::Transaction& t) { return keep_draft(t, bob.member, where, draft, square.tick()); });
  };
  EXPECT_THAT(keep(place, {.body = "I would say"}), IsEmpty());
  EXPECT_EQ(square.read([&](store::Reader& r) { return find_draft(r, bob.member, place); })->body, "I would say");
  EXPECT_THAT(keep(place, {.title = std::string(300, 'x')}), SizeIs(1));
  for (std::int64_t i = 1; i <= kMaxDrafts + 3; ++i) keep({DraftPlace::Kind::post, i}, {.body = "Edit"});
  EXPECT_THAT(square.read([&](store::Reader& r) { return list_drafts(r, bob.member); }), SizeIs(kMaxDrafts));
  EXPECT_FALSE(square.read([&](store::Reader& r) { return find_draft(r, bob.member, place); }));
  keep(place, {.body = "Again"});
  square.reply(bob, opened.thread);
  EXPECT_FALSE(square.read([&](store::Reader& r) { return find_draft(r, bob.member, place); }));
  keep({DraftPlace::Kind::space, 0}, {.body = "A thread"});
  keep({DraftPlace::Kind::space, 0}, {});
  EXPECT_FALSE(square.read([&](store::Reader& r) { return find_draft(r, bob.member, {DraftPlace::Kind::space, 0}); }));
}

TEST_F(Appreciation, OfPlacesOfDraftsIsReadBack) {
  for (const DraftPlace place : {DraftPlace{DraftPlace::Kind::space, 0}, DraftPlace{DraftPlace::Kind::thread, 77},
                                 DraftPlace{DraftPlace::Kind::post, INT64_MAX}}) {
    EXPECT_EQ(parse_draft_place(draft_place_text(place)), place);
  }
  for (const auto* bad : {"", "thread", "thread:", "thread:0", "thread:u", "member:7", "thread:77777777777777777"}) {
    EXPECT_FALSE(parse_draft_place(bad)) << bad;
  }
}

}  // namespace
}  // namespace parvis::community
