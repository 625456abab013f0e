#include "community/letters/stopping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/groups/membership.h"
#include "community/letters/letter_kinds.h"
#include "community/letters/testing/letter_world.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;

struct Stopping : ::testing::Test, testing::LetterWorld {
  Viewer ana = member("Ana"), ben = member("Ben");
  std::string key = stopping_key("secret");

  void stop(const std::string& stops, StopHow how = StopHow::these) {
    const auto read = read_stop(key, stopping_token(key, ana.member, stops));
    ASSERT_TRUE(read);
    square.write(
        [&](store::Transaction& t) { stop_letters(t, {.timeline = square.timeline, .at = now()}, *read, how); });
  }
  bool wished(std::string_view kind, std::int64_t subject) {
    return square.read([&](store::Reader& r) { return is_wished(r, kind, ana.member, subject); });
  }
};

TEST_F(Stopping, ReadsItsOwnTokensAndNoOthers) {
  const auto token = stopping_token(key, ana.member, stop_topics(6));
  const auto stop = read_stop(key, token);
  ASSERT_TRUE(stop);
  EXPECT_EQ(stop->member, ana.member);
  EXPECT_EQ(stop->subject, 6);
  EXPECT_FALSE(read_stop(stopping_key("another"), token));
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (const char with : {'0', 'z', 'A', '.', '%'}) {
      auto forged = token;
      if (forged[at] == with) continue;
      forged[at] = with;
      EXPECT_FALSE(read_stop(key, forged)) << forged;
    }
    EXPECT_FALSE(read_stop(key, token.substr(0, at)));
  }
  EXPECT_FALSE(read_stop(key, std::string(10'000, '.')));
}

TEST_F(Stopping, IsNotNeededByWhoIsGone) {
  ASSERT_TRUE(wished(kThreadLetter, bit_of(Topic::answers)));
  square.write([&](store::Transaction& t) {
    t.run("update member set status = $2 where id = $1", ana.member, MemberStatus::former);
  });
  EXPECT_FALSE(wished(kThreadLetter, bit_of(Topic::answers)));
  EXPECT_FALSE(wished(kDigestLetter, 0));
}

TEST_F(Stopping, EndsTheKindOfTheLetterAlone) {
  EXPECT_TRUE(wished(kThreadLetter, bit_of(Topic::answers)));
  stop(stop_topics(bit_of(Topic::answers)));
  EXPECT_FALSE(wished(kThreadLetter, bit_of(Topic::answers)));
  EXPECT_TRUE(wished(kThreadLetter, bit_of(Topic::named)));
  EXPECT_TRUE(wished(kDigestLetter, 0));
  stop(stop_digests());
  EXPECT_FALSE(wished(kDigestLetter, 0));
  EXPECT_TRUE(wished(kThreadLetter, bit_of(Topic::named)));
  EXPECT_TRUE(wishes_of(ana).of(Topic::answers).on_page) << "the page still tells";
  EXPECT_EQ(wishes_of(ben), Wishes()) << "nobody else's";
}

TEST_F(Stopping, EndsAllWhenAsked) {
  stop(stop_topics(bit_of(Topic::answers)), StopHow::all);
  EXPECT_FALSE(wished(kThreadLetter, bit_of(Topic::named)));
  EXPECT_FALSE(wished(kDigestLetter, 0));
  EXPECT_EQ(wishes_of(ana).of(Topic::answers).by_letter, Frequency::at_once) << "what was chosen is kept";
}

TEST_F(Stopping, IsOnTheTimelineOnceHoweverOftenItIsAsked) {
  for (int i = 0; i < 3; ++i) stop(stop_digests());
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::telling_changed, Verb::unsubscribed));
}

TEST_F(Stopping, EndsTheLettersOfAGroup) {
  const auto group = square.write([&](store::Transaction& t) {
    const GroupAct act{square.timeline, ben, now()};
    auto made = found_group(t, act, {"Riders", "Of the night.", Door::open});
    join_group(t, GroupAct{square.timeline, ana, now()}, made, Letters::yes);
    return made;
  });
  EXPECT_TRUE(wished(kGroupLetter, group.id.value));
  stop(stop_group(group.id));
  EXPECT_FALSE(wished(kGroupLetter, group.id.value));
  EXPECT_TRUE(wished(kThreadLetter, bit_of(Topic::named)));
}

TEST_F(Stopping, WithdrawsAConsentAndSaysHow) {
  LocalText name, body;
  name.set(text::Language::en, "The letter of the month");
  body.set(text::Language::en, "What is new.");
  const auto purpose = square.write([&](store::Transaction& t) {
    auto made = make_purpose(t, {square.timeline, ben.member, now()}, name, body);
    say_consent(t, {.timeline = square.timeline, .member = ana.member, .at = now()}, made, 1, Agrees::yes);
    return made;
  });
  stop(stop_purpose(purpose.id));
  square.read([&](store::Reader& r) {
    EXPECT_FALSE(has_agreed(r, ana.member, purpose.id));
    EXPECT_EQ(consents_of(r, ana.member).at(0).way, ConsentWay::letter);
  });
}

}  // namespace
}  // namespace parvis::community
