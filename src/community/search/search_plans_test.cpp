// No question of the search walks a table whole: at a million posts that is the difference between a millisecond and a
// minute, and a handful of posts shows nothing of it.
#include <gmock/gmock.h>

#include "community/search/search_check.h"
#include "community/search/search_index.h"
#include "community/search/suggestions.h"
#include "community/search/testing/search_square.h"
#include "core/store/testing/test_store.h"
#include "core/store/testing/watched_plans.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using testing::SearchSquare;
using ::testing::StartsWith;

class SearchPlans : public ::testing::Test {
 protected:
  void SetUp() override {
    if (store::tests_use_postgres()) GTEST_SKIP() << "the plans are SQLite's";
    auto owned = std::make_unique<store::testing::WatchedStore>(std::move(square.store));
    watched = owned.get();
    square.store = std::move(owned);
    const auto one = square.thread(ana, square.questions, "A noise in front", "The wombat bag.", {"noise", "front"});
    square.reply(ben, one.thread, "A wombat too, near the fork.");
    square.thread(ben, square.talk, "A noise behind", "The wombat bag.", {"noise"});
    square.index();
    ask_in_every_way();
  }

  void ask(const std::string& words, SearchOrder order = SearchOrder::best) {
    for (const auto& viewer : {SearchSquare::visitor(), ana}) square.find_now(viewer, words, order);
  }
  void ask_in_every_way() {
    for (const auto* words :
         {"wombat", "\"wombat bag\"", "noise -fork", "noise space:talk", "noise tag:noise", "noise author:ben",
          "noise author:\"Ben\"", "noise before:2026-06", "noise after:2026", "wombat solved:no", "wonbat",
          "space:talk", "tag:noise", "author:ben", "after:2026", "solved:no", "noise stove", "fork behind noise"}) {
      ask(words);
      ask(words, SearchOrder::latest);
    }
    square.read([&](store::Reader& reader) {
      search_index(reader).match_in_thread(reader, parse_query("noise"), ThreadId{1}, kNewest);
      suggest(reader, ana, *square.spaces, "a noi");
      similar_threads(reader, ana, *square.spaces, "The wombat makes a noise behind");
    });
  }

  SearchSquare square;
  store::testing::WatchedStore* watched = nullptr;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");
};

// Of spaces there are some ten.
TEST_F(SearchPlans, NeverWalkATableWhole) {
  EXPECT_GT(watched->plans().size(), 40u);
  for (const auto& plan : watched->plans()) EXPECT_THAT(plan.whole_walk({"space"}), IsEmpty()) << plan.text();
}

TEST_F(SearchPlans, GoThroughTheListOfTheWordAndLookIntoTheNarrowIndex) {
  const auto matches = watched->plans("post.created_at\n  from search_text");
  ASSERT_THAT(matches, Not(IsEmpty()));
  for (const auto& plan : matches) {
    EXPECT_THAT(plan.steps.front(), StartsWith("SCAN search_text VIRTUAL TABLE")) << plan.text();
    EXPECT_TRUE(plan.has("SEARCH post USING COVERING INDEX post_place")) << plan.text();
  }
  const auto titles = watched->plans("from search_title");
  ASSERT_THAT(titles, Not(IsEmpty()));
  for (const auto& plan : titles) {
    EXPECT_THAT(plan.steps.front(), StartsWith("SCAN search_title VIRTUAL TABLE")) << plan.text();
    const bool of_posts = plan.sql.find("cross join post") != std::string::npos;
    EXPECT_TRUE(!of_posts || plan.has("SEARCH post USING COVERING INDEX post_first")) << plan.text();
  }
  const auto facts = watched->plans("from thread indexed by");
  ASSERT_THAT(facts, Not(IsEmpty()));
  for (const auto& plan : facts) EXPECT_TRUE(plan.has("COVERING INDEX thread_place")) << plan.text();
}

TEST_F(SearchPlans, SortNothingButAFewRows) {
  for (const auto& plan : watched->plans("from search_t")) {
    const bool by_fit = plan.sql.find("order by bm25") != std::string::npos;
    EXPECT_TRUE(by_fit || !plan.has("TEMP B-TREE")) << plan.text();
  }
}

TEST_F(SearchPlans, OfWhatWaitsBeginAtTheQueue) {
  const auto asked = watched->plans("as waiting");
  ASSERT_THAT(asked, Not(IsEmpty()));
  for (const auto& plan : asked) {
    EXPECT_TRUE(plan.has("SCAN waiting")) << plan.text();
    EXPECT_TRUE(plan.has("SEARCH post USING COVERING INDEX post_place")) << plan.text();
  }
  const auto folded = watched->plans("select search_pending.post, search_pending.queued_at");
  ASSERT_THAT(folded, Not(IsEmpty()));
  for (const auto& plan : folded) {
    EXPECT_THAT(plan.steps.front(), StartsWith("SEARCH search_pending")) << plan.text();
    EXPECT_FALSE(plan.has("TEMP B-TREE")) << plan.text();
  }
}

}  // namespace
}  // namespace parvis::community
