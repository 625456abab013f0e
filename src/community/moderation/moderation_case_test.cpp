#include "community/moderation/moderation_case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/moderation/contribution.h"
#include "community/moderation/undo.h"
#include "community/rights/rights_change.h"
#include "community/testing/test_community.h"
#include "community/threads/comment.h"
#include "community/threads/thread_page.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Cases : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), ben = square.member("Ben");
  Viewer lea = square.leader("Léa");
  OpenedThread opened = square.thread(ana, square.talk, "About brakes");
  PublishedPost answer = square.reply(ben, opened.thread, "You know nothing.");
  Words words{ObjectKind::post, answer.id.value};

  CaseId flag_it(const Viewer& who, const Reason& reason = {Ground::unkind, ""}) {
    return square.write([&](store::Transaction& t) { return flag(t, square.act(who), words, reason); });
  }
  std::vector<ModerationCase> queue(const Viewer& viewer) {
    return square.read([&](store::Reader& r) { return open_cases_for(r, viewer, *square.spaces); });
  }
  bool hide_it(const Viewer& who, CaseId id, const Reason& reason = {Ground::unkind, "Be kind."}) {
    return square.write([&](store::Transaction& t) { return hide_flagged(t, square.act(who), id, reason); });
  }
  std::int64_t undo(const Viewer& who) {
    return square.write([&](store::Transaction& t) { return undo_last_decision(t, square.act(who)); });
  }
  bool stands(PostId id) {
    return square.read([&](store::Reader& r) {
      return r.one<std::int64_t>("select 1 from post where id = $1 and deleted_at is null", id).has_value();
    });
  }
};

TEST_F(Cases, AreOpenedOnceForAllWhoFlag) {
  const auto first = flag_it(ana);
  EXPECT_EQ(flag_it(square.member("Cleo")), first);
  ASSERT_THAT(queue(lea), SizeIs(1));
  EXPECT_EQ(queue(lea)[0].flags, 2);
  EXPECT_EQ(queue(lea)[0].author, ben.member);
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::flagged));
}

TEST_F(Cases, TakeOneFlagOfEachMemberAndNoneOfTheAuthor) {
  flag_it(ana);
  EXPECT_THROW(flag_it(ana), Conflict);
  EXPECT_THROW(flag_it(ben), Forbidden);
  EXPECT_THROW(flag_it(TestCommunity::visitor()), SignInNeeded);
}

TEST_F(Cases, OfOnesOwnWordsAreForSomebodyElse) {
  const Words of_lea{ObjectKind::post, square.reply(lea, opened.thread).id.value};
  const auto id = square.write([&](store::Transaction& t) {
    return flag(t, square.act(ana), of_lea, {Ground::unkind, "Not nice."});
  });
  EXPECT_THAT(queue(lea), IsEmpty()) << "she would read who flagged";
  EXPECT_THROW(square.write([&](store::Transaction& t) { return leave_standing(t, square.act(lea), id); }), Forbidden);
  EXPECT_THAT(queue(mia), SizeIs(1));
}

TEST_F(Cases, AreSeenByThoseWhoMayDecideThereAndNobodyElse) {
  const auto hidden =
      square.thread(mia, square.space("den", SpaceKind::discussion, SpaceVisibility::leaders), "A secret");
  const Words secret{ObjectKind::post, hidden.post.value};
  EXPECT_THROW(square.write([&](store::Transaction& t) {
    return flag(t, square.act(ana), secret, {Ground::spam, ""});
  }),
               NotFound);
  flag_it(ana);
  EXPECT_THAT(queue(mia), SizeIs(1));
  EXPECT_THAT(queue(ana), IsEmpty());
  EXPECT_THAT(queue(square.member("Lou", Role::leader)), IsEmpty()) << "leads nothing";
  EXPECT_THROW(hide_it(ana, queue(mia)[0].id), Forbidden);
}

TEST_F(Cases, HideThePostAndThankThoseWhoFlaggedIt) {
  const auto id = flag_it(ana);
  EXPECT_TRUE(hide_it(lea, id));
  EXPECT_FALSE(stands(answer.id));
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::post_deleted, Verb::flag_helped));
  EXPECT_THAT(queue(lea), IsEmpty());
  EXPECT_FALSE(hide_it(mia, id)) << "decided on once";
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Cases, LeaveWhatIsFineStanding) {
  const auto id = flag_it(ana);
  EXPECT_TRUE(square.write([&](store::Transaction& t) { return leave_standing(t, square.act(lea), id); }));
  EXPECT_TRUE(stands(answer.id));
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::left_standing));
  EXPECT_THROW(flag_it(ana), Conflict) << "they had their say";
}

TEST_F(Cases, TellTheAuthorWhyAndNobodyElse) {
  square.write([&](store::Transaction& t) { hide(t, square.act(lea), words, {Ground::unkind, "Be kind."}); });
  const auto reason_for = [&](const Viewer& viewer) -> std::string {
    return square.read([&](store::Reader& r) -> std::string {
      const auto overlay =
          load_thread_overlay(r, viewer, *square.spaces, load_thread_content(r, opened.thread, 1, kPostsPerPage));
      return overlay.deleted_words.empty() ? "" : overlay.deleted_words[0].reason;
    });
  };
  EXPECT_EQ(reason_for(ben), "Be kind.");
  EXPECT_EQ(reason_for(lea), "Be kind.");
  EXPECT_EQ(reason_for(ana), "");
  const auto own = square.read([&](store::Reader& r) { return cases_of_author(r, ben.member); });
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own[0].decision, CaseDecision::hidden);
}

TEST_F(Cases, UnderAConversationThatWasHiddenMeanwhileAreNothingToDecide) {
  const auto below = flag_it(ana);
  words = {ObjectKind::post, opened.post.value};
  EXPECT_TRUE(hide_it(lea, flag_it(ben)));
  EXPECT_FALSE(hide_it(lea, below)) << "somebody who had the queue open decides on it";
  EXPECT_FALSE(square.write([&](store::Transaction& t) { return leave_standing(t, square.act(lea), below); }));
  EXPECT_EQ(undo(lea), 1);
  EXPECT_THAT(queue(lea), SizeIs(2)) << "both wait again";
}

TEST_F(Cases, HideAWholeConversationByItsFirstPost) {
  words = {ObjectKind::post, opened.post.value};
  const auto id = flag_it(ben);
  EXPECT_TRUE(hide_it(lea, id));
  EXPECT_THROW(square.read([&](store::Reader& r) { return find_thread(r, ben, *square.spaces, opened.thread); }),
               NotFound);
  EXPECT_EQ(undo(lea), 1);
  EXPECT_NO_THROW(square.read([&](store::Reader& r) { return find_thread(r, ben, *square.spaces, opened.thread); }));
}

TEST_F(Cases, AreTakenBackWithWhatTheyHid) {
  const auto id = flag_it(ana);
  hide_it(lea, id);
  EXPECT_EQ(undo(mia), 0) << "it was not hers";
  EXPECT_EQ(undo(lea), 1);
  EXPECT_TRUE(stands(answer.id));
  EXPECT_THAT(queue(lea), SizeIs(1));
  EXPECT_EQ(undo(lea), 0);
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Cases, AreNoneAfterWhatNobodyHadFlaggedIsPutBack) {
  square.write([&](store::Transaction& t) { hide(t, square.act(lea), words, {Ground::unkind, "Be kind."}); });
  EXPECT_EQ(undo(lea), 1);
  EXPECT_TRUE(stands(answer.id));
  EXPECT_THAT(queue(lea), IsEmpty()) << "the queue is as it was";
  EXPECT_EQ(undo(lea), 0);
}

TEST_F(Cases, HideACommentAndPutItBack) {
  const auto comment = square.write(
      [&](store::Transaction& t) { return add_comment(t, square.act(ben), opened.post, square.text("Nonsense.")); });
  words = {ObjectKind::comment, comment.value};
  const auto id = flag_it(ana);
  EXPECT_TRUE(hide_it(lea, id));
  const auto left = [&] { return square.read([&](store::Reader& r) { return comments_of(r, opened.post); }); };
  EXPECT_THAT(left(), IsEmpty());
  EXPECT_EQ(undo(lea), 1);
  EXPECT_THAT(left(), SizeIs(1));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Cases, AreNoneForOnesOwnWords) {
  square.write([&](store::Transaction& t) { hide(t, square.act(ben), words, {}); });
  EXPECT_FALSE(stands(answer.id));
  EXPECT_THAT(square.read([&](store::Reader& r) { return cases_of_author(r, ben.member); }), IsEmpty());
}

TEST_F(Cases, AreNotAskedForWhatIsGoneMeanwhile) {
  flag_it(ana);
  square.write([&](store::Transaction& t) { hide(t, square.act(ben), words, {}); });
  EXPECT_THAT(queue(lea), IsEmpty());
  EXPECT_EQ(square.read([&](store::Reader& r) { return count_open_cases_for(r, lea, *square.spaces); }), 0);
}

TEST_F(Cases, LetWhatWasLetThroughWaitAgain) {
  square.write([&](store::Transaction& t) {
    const SpaceAct act{square.timeline, mia.member, square.tick()};
    change_rights(t, act, square.talk, Openness::curated, Rights(Openness::curated));
  });
  square.spaces = SpaceDirectory(*square.store).list();
  const NewContribution one{.kind = ContributionKind::thread,
                            .space = square.talk,
                            .thread = {},
                            .post = {},
                            .title = "Which pads?",
                            .body = "For a tandem.",
                            .tags = {"brakes"}};
  const auto id = square.write([&](store::Transaction& t) { return hold(t, square.act(ana), one); });
  square.write([&](store::Transaction& t) { return let_through(t, square.act(lea), id, ""); });
  EXPECT_EQ(undo(lea), 1);
  const auto again = square.read([&](store::Reader& r) { return find_contribution(r, id); });
  EXPECT_EQ(again->decision, Decision::waiting);
  EXPECT_EQ(again->title, "Which pads?");
  EXPECT_EQ(again->body, "For a tandem.");
  EXPECT_EQ(again->tags, "brakes");
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

}  // namespace
}  // namespace parvis::community
