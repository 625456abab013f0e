#include "community/privacy/retention.h"

#include <gtest/gtest.h>

#include "community/privacy/holdings.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

constexpr store::Sql kDraft{R"(
  insert into draft (member, place, title, body, tags, updated_at) values ($1, $2, '', 'x', '', $3))"};
constexpr store::Sql kDrafts{"select count(*) from draft"};

std::int64_t drafts(TestCommunity& square) {
  return square.read([](store::Reader& r) { return *r.one<std::int64_t>(kDrafts); });
}

TEST(Retention, DropsWhatIsOldAndKeepsTheRest) {
  TestCommunity square;
  const auto ana = square.member("Ana").member;
  square.write([&](store::Transaction& t) {
    for (int i = 0; i < 600; ++i) t.run(kDraft, ana, "thread:" + std::to_string(i), now() - 366 * kDay);
    t.run(kDraft, ana, std::string_view("thread:new"), now() - 364 * kDay);
  });
  EXPECT_EQ(drop_what_is_old(*square.store), 600);
  EXPECT_EQ(drafts(square), 1);
}

TEST(Retention, IsWhatTheManagerSets) {
  TestCommunity square;
  const auto ana = square.member("Ana").member;
  const auto& rule = *find_rule("draft");
  square.write([&](store::Transaction& t) {
    t.run(kDraft, ana, std::string_view("thread:1"), now() - 3000 * kDay);
    set_kept_days(t, rule, 0);
  });
  drop_what_is_old(*square.store);
  EXPECT_EQ(drafts(square), 1) << "zero: for ever";
  square.write([&](store::Transaction& t) { set_kept_days(t, rule, 30); });
  drop_what_is_old(*square.store);
  EXPECT_EQ(drafts(square), 0);
}

TEST(Retention, RulesAreAllOfThingsThatAreHeld) {
  for (const auto& rule : retention_rules()) {
    ASSERT_NE(find_holding(rule.table), nullptr) << rule.table;
    EXPECT_TRUE(find_holding(rule.table)->is_personal()) << rule.table;
    EXPECT_EQ(find_holding(rule.table)->kept, nullptr) << rule.table << " has two times";
  }
}

}  // namespace
}  // namespace parvis::community
