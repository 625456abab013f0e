#include "exchange/check/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "exchange/generate/generate.h"
#include "exchange/stackexchange/checkpoint.h"

namespace parvis::exchange {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Check : public ::testing::Test {
 protected:
  Check() {
    store::migrate(*store);
    generate(*store, {.members = 5, .threads = 5, .posts = 40, .until = *parse_rfc3339("2026-01-01T00:00:00Z")});
  }
  std::vector<std::string> problems_after(const store::Sql& damage) {
    store->write([&](store::Transaction& transaction) { transaction.run(damage); });
    return check(*store, community_checks()).problems;
  }
  std::unique_ptr<store::Store> store = store::open_migrated_test_store();
};

TEST_F(Check, FindsNothingInASoundDatabase) {
  const auto result = check(*store, community_checks());
  EXPECT_THAT(result.problems, IsEmpty());
  EXPECT_THAT(result.notes, Contains(HasSubstr("40 posts wait to be indexed")));
}

TEST_F(Check, FindsAWrongCounter) {
  EXPECT_THAT(problems_after("update tally set value = value + 1 where name = 'posts'"),
              Contains(HasSubstr("counters: ")));
}

TEST_F(Check, FindsAnActAboutNothing) {
  EXPECT_THAT(problems_after("update activity set object = 12345 where verb = 21"), Contains(HasSubstr("timeline: ")));
}

TEST_F(Check, FindsAGapBetweenPosts) {
  EXPECT_THAT(problems_after("update post set number = 1000 where number = 2"), Contains(HasSubstr("posts: ")));
}

TEST_F(Check, RunsTheStepsOfOthers) {
  auto steps = community_checks();
  steps.push_back({"search", [](store::Reader&) { return std::vector<std::string>{"2 posts cannot be found"}; }});
  EXPECT_THAT(check(*store, steps).problems, ::testing::ElementsAre("search: 2 posts cannot be found"));
}

TEST_F(Check, SaysWhichImportWaitsToBeFinished) {
  store->write(
      [](store::Transaction& transaction) { save_checkpoint(transaction, "stackexchange:beer", {.stage = "votes"}); });
  EXPECT_THAT(check(*store, community_checks()).notes, Contains(HasSubstr("stackexchange:beer was stopped")));
}

TEST_F(Check, AnswersTheExitCode) {
  auto* out = std::tmpfile();
  EXPECT_EQ(print_check({}, out), 0);
  EXPECT_EQ(print_check({.problems = {"counters: wrong"}, .notes = {}}, out), 1);
  std::fclose(out);
}

}  // namespace
}  // namespace parvis::exchange
