#include "community/letters/waiting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/letters/letter_kinds.h"
#include "community/letters/standing_news.h"
#include "community/letters/testing/letter_world.h"
#include "community/notifications/notification.h"
#include "community/privacy/consent.h"
#include "community/threads/comment.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/read_mark.h"
#include "community/threads/thread_deletion.h"

namespace parvis::community {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

struct LettersAtOnce : ::testing::Test, testing::LetterWorld {
  Viewer ana = member("Ana"), ben = member("Ben"), cleo = member("Cleo");
};

TEST_F(LettersAtOnce, BringSeveralAnswersOfAFewMinutesTogether) {
  const auto thread = opens(ana);
  replies(ben, thread, "Clean the **rims**.");
  replies(cleo, thread, "Or change the pads.");
  EXPECT_EQ(tell(), 0) << "more may follow";
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 1);
  const auto letters = letters_to(ana);
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].subject, "Re: A thread about brakes");
  for (const auto& part : {letters[0].text, letters[0].html}) {
    EXPECT_THAT(part, HasSubstr("Clean the rims."));
    EXPECT_THAT(part, HasSubstr("Or change the pads."));
    EXPECT_THAT(part, HasSubstr("Ben replies"));
    EXPECT_THAT(part, HasSubstr("because somebody answered you"));
  }
  EXPECT_THAT(letters_to(ben), IsEmpty()) << "other replies in what they follow come once a day";
  wait(kHour);
  EXPECT_EQ(tell(), 0);
}

TEST_F(LettersAtOnce, TellOfEachPostOnce) {
  const auto thread = opens(ana);
  replies(ben, thread, "First words.");
  wait(3 * kMinute);
  tell();
  replies(cleo, thread, "Second words.");
  wait(3 * kMinute);
  tell();
  const auto letters = letters_to(ana);
  ASSERT_THAT(letters, SizeIs(2));
  EXPECT_THAT(letters[1].text, HasSubstr("Second words."));
  EXPECT_THAT(letters[1].text, Not(HasSubstr("First words.")));
}

TEST_F(LettersAtOnce, TellOfWhatANodeWithALateClockWrote) {
  const auto thread = opens(ana), other = opens(ana, "Another");
  replies(cleo, other);
  wait(10 * kSecond);
  tell();
  replies(ben, thread);
  square.write([&](store::Transaction& t) {
    t.run("update notification set written_at = written_at - $3 where member = $1 and thread = $2", ana.member, thread,
          85 * kSecond);
  });
  wait(3 * kMinute);
  tell();
  EXPECT_THAT(letters_to(ana), SizeIs(2));
}

TEST_F(LettersAtOnce, StandTogetherInTheReadersMail) {
  const auto thread = opens(ana), other = opens(ana, "Another");
  for (const auto where : {thread, other, thread}) {
    replies(ben, where, "Words.");
    wait(3 * kMinute);
    tell();
  }
  const auto letters = letters_to(ana);
  ASSERT_THAT(letters, SizeIs(3));
  const auto reference = [&](std::size_t at) {
    for (const auto& [name, value] : letters[at].headers) {
      if (name == "References") return value;
    }
    return std::string();
  };
  EXPECT_EQ(reference(0), reference(2));
  EXPECT_NE(reference(0), reference(1));
  EXPECT_THAT(letters[0].headers, Contains(Pair("In-Reply-To", reference(0))));
  EXPECT_THAT(letters[0].headers, Contains(Pair("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")));
  EXPECT_THAT(letters[0].headers, Contains(Pair("List-Id", HasSubstr(".square.example>"))));
}

TEST_F(LettersAtOnce, SayNothingOfWhatWasReadMeanwhile) {
  const auto thread = opens(ana);
  const auto post = replies(ben, thread);
  tell();
  square.write([&](store::Transaction& t) {
    mark_read(t, ana.member, thread, post.number, now());
    read_notifications_of_thread(t, ana.member, thread, post.number);
  });
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 0);
  EXPECT_THAT(letters(), IsEmpty());
}

TEST_F(LettersAtOnce, WaitForTheMorningInQuietHours) {
  const auto thread = opens(ana);
  wait(11 * kHour);  // 23 o'clock
  replies(ben, thread);
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 0);
  replies(cleo, thread, "In the night.");
  wait(4 * kHour);
  EXPECT_EQ(tell(), 0);
  wait(4 * kHour);
  EXPECT_EQ(tell(), 1) << "after seven";
  EXPECT_THAT(letters_to(ana)[0].text, HasSubstr("In the night."));
}

TEST_F(LettersAtOnce, TellNobodyOfWhatTheyMayNoLongerRead) {
  const auto thread = opens(ana);
  replies(ben, thread, "zibelin");
  tell();
  square.write([&](store::Transaction& t) {
    t.run("update space set visibility = $2 where id = $1", square.talk, SpaceVisibility::leaders);
  });
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 0);
  EXPECT_THAT(letters(), IsEmpty());
}

TEST_F(LettersAtOnce, TellNobodyWhoIsKeptOutOrHasNoAddress) {
  const auto thread = opens(ana), other = opens(ben);
  replies(cleo, thread);
  replies(cleo, other);
  tell();
  square.write([&](store::Transaction& t) {
    t.run("update member set status = $2 where id = $1", ana.member, MemberStatus::suspended);
    t.run(
        "insert into sanction (id, member, kind, ground, reason, given_at)"
        " values (1, $1, 3, 1, '', 1)",
        ana.member);
    t.run("update member set email_confirmed_at = null where id = $1", ben.member);
  });
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 0);
}

TEST_F(LettersAtOnce, KeepToWhatTheirReaderWishes) {
  wishes(ana, with_preset({}, Preset::nothing));
  wishes(ben, with_preset({}, Preset::everything));
  const auto thread = opens(ana);
  replies(ben, thread, "One.");
  replies(cleo, thread, "Two.");
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 1) << "to Ben, who follows";
  EXPECT_THAT(letters_to(ana), IsEmpty());
  ASSERT_THAT(letters_to(ben), SizeIs(1));
  EXPECT_THAT(letters_to(ben)[0].text, Not(HasSubstr("One.")));
}

TEST_F(LettersAtOnce, AreNotSentToWhoEndedThemMeanwhile) {
  const auto thread = opens(ana);
  replies(ben, thread);
  wait(3 * kMinute);
  tell();
  const auto letter = letters_to(ana).at(0);
  const auto allowed = [&] {
    return square.read([&](store::Reader& r) { return consent_ledger().allow(r, letter.purpose); });
  };
  EXPECT_TRUE(allowed());
  auto fewer = wishes_of(ana);
  fewer.of(Topic::answers).by_letter = Frequency::weekly;
  wishes(ana, fewer);
  EXPECT_FALSE(allowed());
}

TEST_F(LettersAtOnce, NameWhoIsNamedQuotedCommentedAndThanked) {
  wishes(ana, with_preset({}, Preset::everything));
  const auto thread = opens(ben, "Which chain");
  const auto hers = replies(ana, thread, "Eleven speeds.");
  wait(3 * kMinute);
  tell();
  wait(kMinute);
  square.write([&](store::Transaction& t) {
    add_comment(t, square.act(cleo), hers.id, square.text("Twelve, rather."));
    react(t, square.act(ben), hers.id, "thanks", Give::on, square.reactions);
  });
  replies(ben, thread, "@ana, which sprocket?");
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 1);
  const auto text = letters_to(ana).at(0).text;
  EXPECT_THAT(text, HasSubstr("Cleo comments on your post"));
  EXPECT_THAT(text, HasSubstr("Twelve, rather."));
  EXPECT_THAT(text, HasSubstr("Ben thanked you"));
  EXPECT_THAT(text, HasSubstr("Ben names you"));
}

TEST_F(LettersAtOnce, SayNothingOfWhatWasTakenBack) {
  const auto thread = opens(ana);
  replies(ben, thread);
  tell();
  const auto lea = square.leader("Lea");
  square.write([&](store::Transaction& t) { delete_thread(t, square.act(lea), thread); });
  wait(3 * kMinute);
  EXPECT_EQ(tell(), 0);
}

// A mail server that was away for hours: what was taken back meanwhile is not told after all.
TEST_F(LettersAtOnce, StandHoursLaterUnlessSomethingOfItWasTakenBack) {
  const auto thread = opens(ana), other = opens(ana, "Another thread of hers");
  replies(ben, thread);
  const auto reply = replies(ben, other);
  wait(kHour);
  tell();
  const auto posted_at = now();
  const auto all = letters_to(ana);
  ASSERT_EQ(all.size(), 2u);
  const auto standing = [&] {
    return square.read([&](store::Reader& r) {
      return std::ranges::count_if(all, [&](const auto& letter) { return still_stands(r, letter, posted_at); });
    });
  };
  EXPECT_EQ(standing(), 2);
  wait(5 * kHour);
  square.write([&](store::Transaction& t) { delete_post(t, square.act(ben), reply.id); });
  EXPECT_EQ(standing(), 1);
  square.write([&](store::Transaction& t) { t.run("update space set visibility = 3 where id = $1", square.talk); });
  EXPECT_EQ(standing(), 0) << "closed to her since";
}

TEST_F(LettersAtOnce, CarryNobodysMarkup) {
  const auto thread = opens(ana, "<script>alert(1)</script> \" onload=x");
  replies(ben, thread, "<img src=x onerror=alert(1)> ![](https://spy.example/x.png) [x](javascript:alert(1))");
  wait(3 * kMinute);
  tell();
  const auto html = letters_to(ana).at(0).html;
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("href=\"javascript")));
}

TEST_F(LettersAtOnce, BeginAnewWhereTheyWereCutShort) {
  const auto thread = opens(ana);
  replies(ben, thread);
  wait(3 * kMinute);
  fold_tidings(*square.store, context(), now());
  fold_tidings(*square.store, context(), now());
  EXPECT_EQ(write_due_letters(*square.store, context(), now(), [] { return true; }), 0) << "stopped before";
  EXPECT_EQ(write_due_letters(*square.store, context(), now()), 1);
  EXPECT_EQ(write_due_letters(*square.store, context(), now()), 0);
}

TEST_F(LettersAtOnce, ReachTheCrowdThatIsToldLater) {
  const auto thread = opens(ana);
  std::vector<Viewer> crowd;
  for (int i = 0; i < kTellAtOnce + 4; ++i) {
    crowd.push_back(member("Follower " + std::to_string(i)));
    wishes(crowd.back(), with_preset({}, Preset::everything));
    square.write([&](store::Transaction& t) {
      follow_silently(t, crowd.back().member, FollowKind::thread, thread.value, square.last_instant());
    });
  }
  replies(ben, thread, "To all.");
  tell();
  wait(kMinute);
  jobs.run_due();
  wait(3 * kMinute);
  EXPECT_EQ(tell(), kTellAtOnce + 5);
}

TEST_F(LettersAtOnce, ForgetOldMarks) {
  const auto thread = opens(ana);
  replies(ben, thread);
  wait(3 * kMinute);
  tell();
  drop_old_marks(*square.store, now() + kDay);
  EXPECT_EQ(square.read([](store::Reader& r) { return *r.one<std::int64_t>("select count(*) from letter_thread"); }),
            0);
}

}  // namespace
}  // namespace parvis::community
