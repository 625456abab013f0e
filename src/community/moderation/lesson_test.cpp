#include "community/moderation/lesson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "community/moderation/contribution.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/spam_filter.h"
#include "community/moderation/undo.h"
#include "community/moderation/watch.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::AnyOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Lessons : ::testing::Test {
  TestCommunity square;
  Viewer lea = square.leader("Léa"), ana = square.member("Ana");

  SignsOf of(std::string_view body) { return {ana.member, {}, body, text::Language::en, square.last_instant()}; }
  void teach(std::int64_t object, std::string_view body, Lesson lesson) {
    square.write([&](store::Transaction& t) { learn(t, {ObjectKind::post, object, of(body)}, lesson); });
  }
  void teach_many() {
    for (int i = 0; i < 40; ++i) teach(1000 + i, "How do I clean the chain of my tandem?", Lesson::fine);
    for (int i = 0; i < 20; ++i) teach(2000 + i, "Win at the casino, https://www.luck.example/x now", Lesson::spam);
  }
  std::optional<Suspicion> suspicion(std::string_view body) {
    return square.read([&](store::Reader& reader) { return suspect(reader, of(body)); });
  }
  LessonCounts counts() { return square.read(lesson_counts); }
  PublishedPost flagged(const std::string& body) {
    const auto thread = square.thread(lea, square.talk).thread;
    return square.reply(ana, thread, body);
  }
};

TEST_F(Lessons, SayNothingUntilThereAreEnough) {
  teach(1, "Win at the casino", Lesson::spam);
  EXPECT_FALSE(suspicion("Win at the casino"));
}

TEST_F(Lessons, TellSpamFromTheRestWithTheStrongestReasons) {
  teach_many();
  const auto spam = suspicion("The casino of casinos: https://luck.example/");
  ASSERT_TRUE(spam);
  EXPECT_GT(spam->probability, 0.95);
  EXPECT_THAT(spam->reasons, SizeIs(3));
  EXPECT_THAT(spam->reasons, Each(Field(&Sign::kind, AnyOf(SignKind::word, SignKind::site, SignKind::links))));
  EXPECT_LT(suspicion("My chain squeaks on the tandem")->probability, 0.2);
}

TEST_F(Lessons, ReadFrenchAsTheSearchFoldsIt) {
  for (int i = 0; i < 40; ++i) teach(1000 + i, "Comment nettoyer la chaîne de mon tandem ?", Lesson::fine);
  for (int i = 0; i < 20; ++i) teach(2000 + i, "Gagnez de l’argent facilement aujourd’hui", Lesson::spam);
  EXPECT_GT(suspicion("GAGNEZ DE L'ARGENT")->probability, 0.9);
  EXPECT_LT(suspicion("Les chaines des tandems")->probability, 0.3);
}

TEST_F(Lessons, AreGuessedBeforeTheyAreLearnt) {
  teach_many();
  const auto guesses = square.read(latest_guesses);
  EXPECT_THAT(guesses, SizeIs(19)) << "none before both kinds were seen";
  const auto table = text::confusion(guesses, 0.9);
  EXPECT_EQ(table.caught + table.missed, 19);
  EXPECT_GT(table.missed, 0) << "the first were not known";
}

TEST_F(Lessons, KeepNoWord) {
  teach(1, "Zanzibarette at the casino", Lesson::spam);
  square.read([](store::Reader& reader) {
    constexpr store::Sql kKept{"select signs from lesson"};
    EXPECT_EQ(reader.one<std::string>(kKept)->find_first_not_of("[]0123456789,"), std::string::npos);
  });
}

TEST_F(Lessons, AreTakenFromDecisionsAndTakenBackWithThem) {
  const auto post = flagged("Win at the casino");
  const Words words{ObjectKind::post, post.id.value};
  square.write([&](store::Transaction& t) { hide(t, square.act(lea), words, {Ground::spam, ""}); });
  EXPECT_EQ(counts().spam, 1);
  square.write([&](store::Transaction& t) { EXPECT_EQ(undo_last_decision(t, square.act(lea)), 1); });
  EXPECT_EQ(counts().spam, 0);
  square.write([&](store::Transaction& t) { hide(t, square.act(lea), words, {Ground::off_topic, ""}); });
  EXPECT_EQ(counts().spam, 0) << "off the point is no spam";
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Lessons, GoWithTheirAuthorAndWithTime) {
  teach_many();
  EXPECT_GT(unlearn_of(*square.store, ana.member), 10) << "in pieces";
  EXPECT_EQ(counts().fine + counts().spam, 0);
  teach(1, "Win", Lesson::spam);
  EXPECT_EQ(drop_old_lessons(*square.store, now()), 0);
  EXPECT_EQ(drop_old_lessons(*square.store, now() + kLessonsKept + kDay), 1);
  square.read([](store::Reader& reader) {
    constexpr store::Sql kCounts{"select count(*) from sign_count"};
    EXPECT_EQ(reader.one<std::int64_t>(kCounts), 0);
  });
}

TEST_F(Lessons, MakeWhatLooksLikeSpamWaitWhereThatIsWanted) {
  teach_many();
  const auto why = [&](const Viewer& who, std::string_view words) {
    return square.read([&](store::Reader& reader) {
      const Act act{square.timeline, who, *square.spaces, square.last_instant()};
      return why_suspected(reader, act, square.talk, words);
    });
  };
  const std::string_view kSpam = "The casino of casinos: https://luck.example/";
  EXPECT_FALSE(why(ana, kSpam)) << "off until somebody turns it on";
  square.write([](store::Transaction& t) { save_spam_filter(t, {.on = true, .percent = 90}); });
  ASSERT_TRUE(why(ana, kSpam));
  EXPECT_TRUE(why(ana, kSpam)->starts_with("spam:9"));
  EXPECT_FALSE(why(ana, "My chain squeaks on the tandem"));
  EXPECT_FALSE(why(lea, kSpam)) << "who decides there is not held";
  // The rules that publish do not ask it once more: other writes would wait for it.
  const auto thread = square.thread(lea, square.talk).thread;
  EXPECT_NO_THROW(square.reply(ana, thread, std::string(kSpam)));
  const Act act{square.timeline, ana, *square.spaces, square.last_instant()};
  EXPECT_THROW(require_unsuspicious(*square.store, act, square.talk, kSpam), MustWait);
}

TEST(LessonProperties, CountsAreWhatTheLessonsSay) {
  EXPECT_TRUE(rc::check("folded equals counted anew", [] {
    TestCommunity square;
    const auto ana = square.member("Ana"), bob = square.member("Bob");
    const std::vector<std::string> words{"casino win luck", "chain tandem oil", "win a tandem https://x.example"};
    const auto many = *rc::gen::inRange(0, 30);
    for (int i = 0; i < many; ++i) {
      const auto object = *rc::gen::inRange<std::int64_t>(1, 8);
      const auto author = *rc::gen::element(ana.member, bob.member);
      const auto what = *rc::gen::inRange(0, 8);
      const auto body = *rc::gen::elementOf(words);
      if (what == 1) {
        unlearn_of(*square.store, author);
        continue;
      }
      square.write([&](store::Transaction& t) {
        if (what == 0) return unlearn(t, ObjectKind::post, object);
        learn(t, {ObjectKind::post, object, {author, {}, body, text::Language::en, square.tick()}},
              what % 2 == 0 ? Lesson::fine : Lesson::spam);
      });
    }
    RC_ASSERT(square.wrong_counters().empty());
    square.write([](store::Transaction& t) {
      constexpr store::Sql kSpoil{"update sign_count set fine = fine + 1"};
      t.run(kSpoil);
      recount_signs(t);
      RC_ASSERT(wrong_sign_counts(t) == 0);
    });
  }));
}

}  // namespace
}  // namespace parvis::community
