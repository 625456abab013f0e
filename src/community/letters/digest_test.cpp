#include "community/letters/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/letters/digest_rounds.h"
#include "community/letters/hours.h"
#include "community/letters/testing/letter_world.h"
#include "community/threads/reaction.h"
#include "community/threads/read_mark.h"
#include "community/threads/tag.h"
#include "core/mail/queue.h"

namespace parvis::community {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

struct Digests : ::testing::Test, testing::LetterWorld {
  Viewer ana = member("Ana"), ben = member("Ben"), cleo = member("Cleo");

  Digest digest_of(const Viewer& who, std::int64_t days = 7) {
    return square.read([&](store::Reader& r) {
      const auto with = context();
      const auto to = letter_reader(r, with, who.member, now());
      DigestPool pool(r, now());
      return make_digest(r, with, *to, pool,
                         {.daily = true,
                          .weekly = true,
                          .daily_from = now() - kDay,
                          .weekly_from = now() - days * kDay,
                          .until = now()});
    });
  }
  std::vector<std::string> titles(const Viewer& who) {
    std::vector<std::string> all;
    for (const auto& item : digest_of(who).items) all.push_back(item.title);
    return all;
  }
  std::string reason_for(const Viewer& who, const std::string& title) {
    for (const auto& item : digest_of(who).items) {
      if (item.title == title) return item.reason;
    }
    return "(not there)";
  }
  void reads(const Viewer& who, ThreadId thread, std::int64_t up_to) {
    square.write([&](store::Transaction& t) { mark_read(t, who.member, thread, up_to, now()); });
  }
  void follows(const Viewer& who, FollowKind kind, std::int64_t target) {
    square.write([&](store::Transaction& t) { follow(t, square.act(who), kind, target); });
  }
  // Without being told of each thread he opens, which would name it already.
  void follows_ben(const Viewer& who) {
    auto fewer = wishes_of(who);
    fewer.of(Topic::new_threads).by_letter = Frequency::never;
    wishes(who, fewer);
    follows(who, FollowKind::member, ben.member.value);
  }
  void thanks(PostId post, int times) {
    for (int i = 0; i < times; ++i) {
      const auto fan = square.member("Fan " + std::to_string(post.value) + std::to_string(i));
      square.write(
          [&](store::Transaction& t) { react(t, square.act(fan), post, "thanks", Give::on, square.reactions); });
    }
    clock.set(square.last_instant());
  }
  DigestRound round() {
    const auto with = context();
    enrol_for_digests(*square.store, with, now());
    auto pool = square.read([](store::Reader& r) { return DigestPool(r, now()); });
    return send_due_digests(*square.store, with, pool, now());
  }
  // Until eight o'clock of the next Monday.
  void to_monday() {
    wait(kMinute);
    const auto zone = text::TimeZone();
    do {
      wait(kHour);
    } while (!(square.last_instant().microseconds / kDay % 7 == 4 &&
               square.last_instant().microseconds % kDay / kHour == 8));
    (void)zone;
  }
};

TEST_F(Digests, BringWhatPeopleTheyFollowWrite) {
  follows_ben(ana);
  opens(ben, "From Ben");
  opens(cleo, "From Cleo");
  EXPECT_THAT(titles(ana), ElementsAre("From Ben"));
  EXPECT_EQ(reason_for(ana, "From Ben"), "By Ben, whom you follow.");
}

TEST_F(Digests, BringWhatIsLikeWhatTheyReadAndWrite) {
  for (int i = 0; i < 4; ++i) {
    const auto thread = opens(cleo, "Chains " + std::to_string(i), {"chains"});
    replies(ana, thread, "Words on chains.");
    reads(ana, thread, 2);
  }
  wait(9 * kDay);
  opens(ben, "A chain that slips", {"chains"});
  opens(ben, "A saddle that creaks", {"saddles"});
  EXPECT_EQ(reason_for(ana, "A chain that slips"), "You read and write about chains.");
}

TEST_F(Digests, AskForAnswersThatTheyCouldGive) {
  for (int i = 0; i < 3; ++i) replies(ana, opens(cleo, "Brakes " + std::to_string(i), {"brakes"}), "Like so.");
  wait(9 * kDay);
  wait(kMinute);
  square.thread(ben, square.questions, "Which pads for the rain?", "Mine wear fast.", {"brakes"});
  clock.set(square.last_instant());
  EXPECT_EQ(reason_for(ana, "Which pads for the rain?"), "Nobody has answered yet, and you have written about brakes.");
}

TEST_F(Digests, BringWhatWasWellReceived) {
  wait(kMinute);
  const auto opened = square.thread(ben, square.talk, "Loved", "By many.");
  thanks(opened.post, 14);
  EXPECT_EQ(reason_for(ana, "Loved"), "Well received: 14 thanks.");
}

TEST_F(Digests, NameNothingTheyHaveReadNorTheirOwn) {
  follows_ben(ana);
  const auto thread = opens(ben, "From Ben");
  reads(ana, thread, 1);
  EXPECT_THAT(titles(ana), IsEmpty());
  replies(cleo, thread);
  EXPECT_THAT(titles(ana), ElementsAre("From Ben")) << "there is more to read";
  EXPECT_THAT(titles(cleo), IsEmpty()) << "nobody else answered her";
}

TEST_F(Digests, NameNothingTheyMayNotSee) {
  follows_ben(ana);
  const auto den = square.space("den", SpaceKind::discussion, SpaceVisibility::leaders);
  const auto lea = square.leader("Lea");
  context();
  wait(kMinute);
  thanks(square.thread(lea, den, "zibelin in the den").post, 0);
  square.write([&](store::Transaction& t) {
    t.run("update thread set author = $1, thanks = 100 where space = $2", ben.member, den);
  });
  clock.set(square.last_instant());
  const auto thread = opens(ben, "Gone tomorrow");
  EXPECT_THAT(titles(ana), ElementsAre("Gone tomorrow"));
  square.write([&](store::Transaction& t) { t.run("update thread set deleted_at = 1 where id = $1", thread); });
  EXPECT_THAT(titles(ana), IsEmpty());
}

TEST_F(Digests, GatherWhatConcernsThemAndIsNotToldAtOnce) {
  const auto thread = opens(cleo, "Followed");
  replies(ana, thread);  // who answers follows
  replies(ben, thread);
  wait(kMinute);
  const auto digest = digest_of(ana);
  ASSERT_THAT(digest.tidings, SizeIs(1));
  EXPECT_EQ(digest.tidings[0].sentence, "Ben replied in “Followed”");
  EXPECT_THAT(titles(ana), IsEmpty()) << "it is named once";
  replies(ben, opens(ana, "Hers"));
  wait(kMinute);
  EXPECT_THAT(digest_of(ana).tidings, SizeIs(1)) << "answers to her come at once";
  EXPECT_THAT(titles(ana), IsEmpty()) << "and are not told again";
}

TEST_F(Digests, AreSentAtTheHourAndNotTwice) {
  follows_ben(ana);
  round();
  to_monday();
  round();
  EXPECT_THAT(letters_to(ana), IsEmpty()) << "an empty one is not sent";
  opens(ben, "From Ben");
  EXPECT_EQ(round().posted, 0) << "not yet";
  to_monday();
  EXPECT_EQ(round().posted, 1);
  EXPECT_EQ(round().posted, 0);
  const auto letters = letters_to(ana);
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_THAT(letters[0].text, HasSubstr("From Ben"));
  EXPECT_THAT(letters[0].text, HasSubstr("By Ben, whom you follow."));
  EXPECT_THAT(letters[0].text, HasSubstr("/letters/stop/"));
  EXPECT_THAT(letters[0].headers, Contains(Pair("Precedence", "bulk")));
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::digest_sent));
  to_monday();
  EXPECT_EQ(round().posted, 0) << "what one named does not come again";
}

TEST_F(Digests, OfAWeekAreSentLateRatherThanNot) {
  follows_ben(ana);
  round();
  to_monday();
  round();
  opens(ben, "From Ben");
  to_monday();
  square.write([&](store::Transaction& t) {
    t.run("update digest set next_at = $2 where member = $1", ana.member, now() + 3 * kHour);  // behind the hour
  });
  EXPECT_EQ(round().posted, 0);
  wait(4 * kHour);
  EXPECT_EQ(round().posted, 1);
  wait(kDay);
  EXPECT_EQ(round().posted, 0) << "once";
}

TEST_F(Digests, ComeByTheClockOfTheCommunityToWhoHasNoneOfTheirOwn) {
  round();
  square.write([&](store::Transaction& t) {
    Identity identity;
    identity.time_zone = "Asia/Tokyo";
    save_identity(t, identity);
    t.run("update member set time_zone = '' where id = $1", ana.member);
  });
  auto chosen = wishes_of(ana);
  chosen.hour = 19;
  wishes(ana, chosen);
  const auto next = square.read(
      [&](store::Reader& r) { return r.one<Instant>("select next_at from digest where member = $1", ana.member); });
  EXPECT_EQ(next, next_digest(chosen, text::TimeZone::of("Asia/Tokyo"), now()));
}

TEST_F(Digests, NameNothingThatWasTakenAwaySinceItWasGathered) {
  follows_ben(ana);
  const auto thread = opens(ben, "From Ben"), moved = opens(ben, "Moved");
  const auto den = square.space("den", SpaceKind::discussion, SpaceVisibility::leaders);
  const auto with = context();
  auto pool = square.read([](store::Reader& r) { return DigestPool(r, now()); });
  const auto size = [&] {
    return square.read([&](store::Reader& r) {
      const auto to = letter_reader(r, with, ana.member, now());
      const DigestScope scope{
          .daily = true, .weekly = true, .daily_from = now() - kDay, .weekly_from = now() - kDay, .until = now()};
      return make_digest(r, with, *to, pool, scope).items.size();
    });
  };
  EXPECT_EQ(size(), 2u);
  square.write([&](store::Transaction& t) {
    t.run("update thread set deleted_at = 1 where id = $1", thread);
    t.run("update thread set space = $2 where id = $1", moved, den);
  });
  EXPECT_EQ(size(), 0u);
}

TEST_F(Digests, KeepToWhatWasChosenMeanwhile) {
  follows_ben(ana);
  round();
  opens(ben, "From Ben");
  wishes(ana, with_preset({}, Preset::nothing));
  to_monday();
  EXPECT_EQ(round().posted, 0);
}

TEST_F(Digests, GoOnWhereTheyWereCutShort) {
  follows_ben(ana);
  follows_ben(cleo);
  round();
  opens(ben, "From Ben");
  to_monday();
  const auto with = context();
  auto pool = square.read([](store::Reader& r) { return DigestPool(r, now()); });
  const auto cut = send_due_digests(*square.store, with, pool, now(), [] { return true; });
  EXPECT_EQ(cut.posted, 0);
  EXPECT_TRUE(cut.has_more);
  EXPECT_EQ(round().posted, 2);
}

TEST_F(Digests, WaitWhileManyLettersWait) {
  follows_ben(ana);
  round();
  opens(ben, "From Ben");
  to_monday();
  square.write([&](store::Transaction& t) {
    for (int i = 0; i < mail::kMostWaiting; ++i) jobs::enqueue(t, mail::kSendJob, "{}");
  });
  const auto held = round();
  EXPECT_EQ(held.posted, 0);
  EXPECT_TRUE(held.has_more);
  square.write([](store::Transaction& t) { t.run("delete from job"); });
  EXPECT_EQ(round().posted, 1);
}

TEST_F(Digests, CanBeSeenBeforeTheyAreSent) {
  follows_ben(ana);
  round();
  opens(ben, "From Ben");
  const auto preview = square.read([&](store::Reader& r) {
    const auto with = context();
    const auto to = letter_reader(r, with, ana.member, now());
    return preview_digest(r, with, *to, now());
  });
  ASSERT_TRUE(preview);
  EXPECT_GT(*preview->due, now());
  EXPECT_THAT(letters(), IsEmpty());
}

}  // namespace
}  // namespace parvis::community
