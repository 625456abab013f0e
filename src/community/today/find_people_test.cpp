// Whom a word is found for, and whom it is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/letters/testing/letter_world.h"
#include "community/today/finders.h"
#include "community/today/outcome.h"
#include "community/today/weights.h"

namespace parvis::community {
namespace {

using community::testing::LetterWorld;

struct Slipping : ::testing::Test {
  LetterWorld world;
  community::testing::TestCommunity& square = world.square;
  Viewer max = world.member("Max", Role::manager), ana = world.member("Ana");

  // Every other day, then silent for twenty.
  Slipping() {
    square.write([&](store::Transaction& t) {
      t.run("update member set posts = 20 where id = $1", ana.member);
      for (int i = 0; i < 12; ++i) {
        square.timeline.record(t, {.at = now() - (20 + 2 * i) * kDay, .actor = ana.member, .verb = Verb::replied});
      }
    });
  }
  bool is_found() {
    const auto found = square.read(
        [](store::Reader& reader) { return find_slipping(reader, {.at = now(), .zone = "UTC", .birthday = 0}); });
    return !found.empty() && found.front().member == ana.member;
  }
  void gets_step(TaskState state, Instant decided) {
    square.write([&](store::Transaction& t) {
      t.run(
          "insert into task (id, kind, occasion, member, made_at, state, decided_at) values ($1, 13, $2, $3, $4, $5, "
          "$4)",
          next_id(), id_text(next_id()), ana.member, decided, state);
    });
  }
};

TEST_F(Slipping, HasFourteenDaysToComeBackAfterAWord) {
  EXPECT_TRUE(is_found());
  square.write([&](store::Transaction& t) {
    t.run("insert into personal_word (id, member, author, body, written_at) values ($1, $2, $3, 'A word', $4)",
          next_id(), ana.member, max.member, now() - kDay);
  });
  EXPECT_FALSE(is_found());
  square.write(
      [&](store::Transaction& t) { t.run("update personal_word set written_at = $1", now() - kComesBackWithin); });
  EXPECT_TRUE(is_found()) << "they are over";
}

TEST_F(Slipping, HasFourteenDaysToComeBackAfterADoneStepOfAPlan) {
  gets_step(TaskState::set_aside, now() - kDay);
  EXPECT_TRUE(is_found()) << "nothing was done for her";
  gets_step(TaskState::done, now() - 15 * kDay);
  EXPECT_TRUE(is_found());
  gets_step(TaskState::done, now() - kDay);
  EXPECT_FALSE(is_found());
}

struct Found : ::testing::Test {
  LetterWorld world;
  community::testing::TestCommunity& square = world.square;
  Viewer max = world.member("Max", Role::manager), ana = world.member("Ana"), ben = world.member("Ben");

  std::vector<Finding> found(std::vector<Finding> (*find)(store::Reader&, const Day&)) {
    return square.read([&](store::Reader& r) { return find(r, {.at = now(), .zone = "UTC", .birthday = 0}); });
  }
};

TEST_F(Found, ALeaderIsSpokenWithOnlyWhileTheWordsStand) {
  const auto lea = world.member("Lea", Role::leader);
  square.write([](store::Transaction& t) {
    t.run("update member set created_at = created_at - $1, last_seen_at = $2", 90 * kDay, now());
  });
  EXPECT_THAT(found(find_quiet_leaders), ::testing::SizeIs(1));
  const auto reply = square.reply(max, square.thread(lea, square.talk).thread);
  EXPECT_THAT(found(find_quiet_leaders), ::testing::IsEmpty());
  square.write([&](store::Transaction& t) { t.run("update post set deleted_at = $1 where id = $2", now(), reply.id); });
  EXPECT_THAT(found(find_quiet_leaders), ::testing::SizeIs(1));
}

TEST_F(Found, AStepOfAPlanThatWasDoneForALeaderIsAWord) {
  const auto lea = world.member("Lea", Role::leader);
  square.write([](store::Transaction& t) {
    t.run("update member set created_at = created_at - $1, last_seen_at = $2 where role = 3", 90 * kDay, now());
  });
  EXPECT_THAT(found(find_quiet_leaders), ::testing::SizeIs(1));
  square.write([&](store::Transaction& t) {
    t.run(
        "insert into task (id, kind, occasion, member, made_at, state, decided_at) values ($1, 13, $2, $3, $4, 2, "
        "$4)",
        next_id(), id_text(next_id()), lea.member, now() - kMinute);
  });
  EXPECT_THAT(found(find_quiet_leaders), ::testing::IsEmpty());
}

TEST_F(Found, AConversationGrowsByItsAnswersAlone) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto answer = [&](const Viewer& who, int times) {
    for (int i = 0; i < times; ++i) square.reply(who, thread);
  };
  answer(ana, 3), answer(ben, 3), answer(max, 1);
  EXPECT_THAT(found(find_heating), ::testing::IsEmpty()) << "seven answers";
  answer(max, 1);
  ASSERT_THAT(found(find_heating), ::testing::SizeIs(1));
  EXPECT_EQ(found(find_heating)[0].figure, 8);
}

RC_GTEST_PROP(Weights, StayWithinWhatIsSaid, (std::int64_t by)) {
  for (int kind = 1; kind <= 13; ++kind) {
    const auto span = std::ranges::find(kWeights, static_cast<TaskKind>(kind), &WeightSpan::kind);
    RC_ASSERT(span != kWeights.end());
    const auto weight = weight_of(span->kind, by % 1000);
    RC_ASSERT(weight >= span->least && weight <= span->most);
  }
}

}  // namespace
}  // namespace parvis::community
