#include "community/letters/letter_turn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/letters/testing/letter_world.h"
#include "community/privacy/consent.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;
using testing::LetterWorld;
using ::testing::SizeIs;

struct LetterTurns : ::testing::Test {
  LetterWorld world;
  MemberId max = world.member("Max", Role::manager).member, ana = world.member("Ana").member;
  PurposeId purpose;

  LetterTurns() {
    world.square.write([&](store::Transaction& t) {
      LocalText words;
      words.set(text::Language::en, "Letters");
      const auto made = make_purpose(t, {world.square.timeline, max, now()}, words, words);
      say_consent(t, {.timeline = world.square.timeline, .member = ana, .proof = "a test", .at = now()}, made, 1,
                  Agrees::yes);
      purpose = made.id;
    });
    post_when_their_turn_comes(world.jobs);
  }
  void cap(std::int64_t letters, std::int64_t days) {
    world.square.write([&](store::Transaction& t) {
      set_letter_cap(t, {world.square.timeline, max, now()}, {letters, days});
    });
  }
  mail::Letter letter() {
    auto why = world.square.read(
        [&](store::Reader& r) { return *consent_ledger().purpose(r, "letters", ana.value, purpose.value); });
    return {.to = "ana@example.org", .subject = "S", .text = "T", .language = "en", .purpose = std::move(why)};
  }
  Posted post(LetterSort sort) {
    return world.square.write([&](store::Transaction& t) { return post_in_turn(t, letter(), {sort, max}, now()); });
  }
  std::size_t posted() {
    return world.square.read([](store::Reader& r) {
      return r.all<std::string>("select payload from job where kind = $1", mail::kSendJob).size();
    });
  }
};

TEST_F(LetterTurns, GoAtOnceWhereThereIsNoLimit) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(post(LetterSort::word), Posted::now);
  EXPECT_EQ(posted(), 5);
}

TEST_F(LetterTurns, AreCountedTogetherWhoeverSendsThem) {
  cap(2, 3);
  EXPECT_EQ(post(LetterSort::plan), Posted::now);
  EXPECT_EQ(post(LetterSort::group), Posted::now);
  EXPECT_EQ(post(LetterSort::word), Posted::later);
  EXPECT_EQ(posted(), 2);
  world.wait(2 * kDay);
  world.jobs.run_due();
  EXPECT_EQ(posted(), 2) << "its turn has not come";
  world.wait(kDay + kMinute);
  world.jobs.run_due();
  EXPECT_EQ(posted(), 3);
}

TEST_F(LetterTurns, GoToTheAddressTheirReaderHasWhenTheyCome) {
  cap(1, 3);
  post(LetterSort::plan);
  post(LetterSort::word);
  world.square.write([&](store::Transaction& t) {
    t.run("update member set email = 'new@example.org', email_key = 'new@example.org' where id = $1", ana);
  });
  world.wait(3 * kDay + kMinute);
  world.jobs.run_due();
  const auto about = world.square.read([](store::Reader& r) {
    return r.all<std::string>("select about from job where kind = $1 order by id", mail::kSendJob);
  });
  EXPECT_THAT(about, ::testing::ElementsAre("ana@example.org", "new@example.org"));
}

TEST_F(LetterTurns, ThatWouldComeTooLateAreNotSent) {
  cap(1, 30);
  EXPECT_EQ(post(LetterSort::plan), Posted::now);
  EXPECT_EQ(post(LetterSort::segment), Posted::not_at_all);
  EXPECT_EQ(
      world.square.read([](store::Reader& r) { return *r.one<std::int64_t>("select count(*) from letter_turn"); }), 1)
      << "what is not sent takes no turn";
}

TEST_F(LetterTurns, WaitForTheEndOfTheQuietHoursAfterTheCap) {
  cap(1, 1);
  EXPECT_EQ(post(LetterSort::plan), Posted::now);  // at noon
  world.wait(11 * kHour);
  const auto turn = world.square.read([&](store::Reader& r) { return turn_of(r, ana, now()); });
  EXPECT_EQ(turn.because, Turn::Because::cap) << "asked before the hour";
  cap(0, 7);
  const auto quiet = world.square.read([&](store::Reader& r) { return turn_of(r, ana, now()); });
  EXPECT_EQ(quiet.because, Turn::Because::quiet);
  EXPECT_EQ((quiet.at.microseconds % kDay) / kHour, 7);
}

TEST_F(LetterTurns, AreTheOnlyDoorOfLettersThatRestOnAConsent) {
  EXPECT_THROW(world.square.write([&](store::Transaction& t) { mail::post(t, letter()); }), Fault);
}

RC_GTEST_PROP(LetterCaps, LeaveNoWindowWithMoreThanTheyAllow, ()) {
  const LetterCap cap{*rc::gen::inRange<std::int64_t>(1, 5), *rc::gen::inRange<std::int64_t>(1, 10)};
  std::vector<Instant> went;  // the latest first
  Instant asked{1'000 * kDay};
  for (int i = 0; i < 40; ++i) {
    asked = asked + *rc::gen::inRange<std::int64_t>(0, 3 * kDay);
    const auto at = room_after(went, cap, asked);
    RC_ASSERT(at >= asked);
    went.insert(went.begin(), at);
  }
  for (const auto& from : went) {
    const auto within =
        std::ranges::count_if(went, [&](Instant one) { return one >= from && one < from + cap.days * kDay; });
    RC_ASSERT(within <= cap.letters);
  }
}

}  // namespace
}  // namespace parvis::community
