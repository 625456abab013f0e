#include "community/rights/trust.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

TEST(Trust, TakesPostsAndDays) {
  const TrustRules rules{.posts = 3, .days = 2};
  const Instant joined{1'767'225'600'000'000};
  EXPECT_TRUE(is_newcomer(rules, {0, joined}, joined));
  EXPECT_TRUE(is_newcomer(rules, {3, joined}, joined + kDay));
  EXPECT_TRUE(is_newcomer(rules, {2, joined}, joined + 9 * kDay));
  EXPECT_FALSE(is_newcomer(rules, {3, joined}, joined + 2 * kDay));
}

RC_GTEST_PROP(Trust, IsNeverLostByWritingOrWaiting, ()) {
  const TrustRules rules{.posts = *rc::gen::inRange(0, 9), .days = *rc::gen::inRange(0, 9)};
  const Instant joined{1'767'225'600'000'000};
  const Known member{*rc::gen::inRange(0, 12), joined};
  const auto at = joined + *rc::gen::inRange(0, 12) * kDay;
  if (is_newcomer(rules, member, at)) return;
  RC_ASSERT(!is_newcomer(rules, {member.posts + 1, joined}, at));
  RC_ASSERT(!is_newcomer(rules, member, at + kDay));
}

struct TrustOfASquare : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana");
};

TEST_F(TrustOfASquare, RulesAreKept) {
  const TrustRules rules{.posts = 7, .days = 4, .links = 1, .names = 0};
  EXPECT_EQ(square.read([](store::Reader& r) { return read_trust(r); }), TrustRules{});
  square.write([&](store::Transaction& t) { save_trust(t, rules); });
  EXPECT_EQ(square.read([](store::Reader& r) { return read_trust(r); }), rules);
}

TEST_F(TrustOfASquare, LimitsLinksAndNamesOfNewcomersOnly) {
  const auto thread = square.thread(ana, square.talk).thread;
  const std::string links = "https://a.example/ and https://b.example/ and https://c.example/";
  auto newcomer = ana;
  newcomer.newcomer = true;
  EXPECT_THROW(square.reply(newcomer, thread, links), Conflict);
  EXPECT_NO_THROW(square.reply(newcomer, thread, "https://a.example/ and https://b.example/"));
  EXPECT_NO_THROW(square.reply(ana, thread, links));
  for (const auto* name : {"Bob", "Cleo", "Dora", "Emil"}) square.member(name);
  EXPECT_THROW(square.reply(newcomer, thread, "@bob @cleo @dora @emil look"), Conflict);
  EXPECT_NO_THROW(square.reply(newcomer, thread, "@bob @cleo @dora look"));
}

}  // namespace
}  // namespace parvis::community
