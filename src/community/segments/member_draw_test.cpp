#include "community/segments/member_draw.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/segments/condition_parser.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;
using testing::TestCommunity;
using How = ConditionCount::How;

class MemberDraws : public ::testing::Test {
 protected:
  // Of each ten one speaks French.
  MemberDraws() {
    square.write([](store::Transaction& t) {
      for (std::int64_t n = 1; n <= kMembers; ++n) {
        t.run(
            "insert into member (id, handle, handle_key, display_name, language, role, status, hue, created_at, "
            "last_seen_at) values ($1, $2, $2, $2, $3, 1, 1, 0, 1, 1)",
            n * 2 + 1, "m" + std::to_string(n), n % 10 == 0 ? "fr" : "en");
      }
      t.run("insert into tally (name, value) values ('members', $1) on conflict (name) do update set value = $1",
            kMembers);
    });
  }
  ConditionCount count(std::string_view text, const DrawSize& size) {
    const auto condition = read_condition(text).condition;
    return square.read(
        [&](store::Reader& reader) { return count_members(reader, condition, square.last_instant(), size); });
  }

  static constexpr std::int64_t kMembers = 3000;
  TestCommunity square;
};

TEST_F(MemberDraws, AskEverybodyWhereThatTakesNoTime) {
  const auto counted = count("language \"fr\"", {});
  EXPECT_EQ(counted.how, How::exactly);
  EXPECT_EQ(counted.members, kMembers / 10);
  EXPECT_EQ(counted.drawn, 0);
  EXPECT_THAT(square.read([](store::Reader& reader) { return draw_members(reader).members; }), IsEmpty());
}

TEST_F(MemberDraws, TellAboutHowManyThereAreInALargeCommunity) {
  const auto counted = count("language \"fr\"", {.asked_whole = 1000, .drawn = 1000});
  EXPECT_EQ(counted.how, How::about);
  EXPECT_NEAR(static_cast<double>(counted.members), kMembers / 10, 60);
  EXPECT_NEAR(static_cast<double>(counted.drawn), 1000, 10);
}

TEST_F(MemberDraws, SayNoMoreThanTheyKnowOfAFew) {
  const auto counted = count("role leader", {.asked_whole = 1000, .drawn = 500});
  EXPECT_EQ(counted.how, How::at_most);
  EXPECT_GT(counted.members, 0);
  EXPECT_LT(counted.members, 100);
}

}  // namespace
}  // namespace parvis::community
