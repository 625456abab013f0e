// Both ways to the matches find the same posts, and what decides between them changes nothing but the time it takes.
// Skipped where PARVIS_TEST_DATABASE is no address of PostgreSQL, but for what needs no database.
#include "community/search/search_ways_postgres.h"

#include <gmock/gmock.h>

#include "community/search/search_commonness_postgres.h"
#include "community/search/testing/search_square.h"
#include "community/threads/post_deletion.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::community::postgres {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SearchSquare;

TEST(SearchWays, GoesBackwardsForCommonWordsOnly) {
  EXPECT_EQ(backwards(0, 40'000, Page::first), std::nullopt) << "nothing is known of a rare word";
  EXPECT_EQ(backwards(0.005, 40'000, Page::first), std::nullopt) << "200 on the list, 64,000 to look at";
  EXPECT_EQ(backwards(0.125, 40'000, Page::first), 2 * 320 * 8);
  EXPECT_EQ(backwards(0.5, 1'000'000, Page::largest), 2 * 2000 * 2);
}

TEST(SearchWays, GrowsFromPageToPage) {
  EXPECT_EQ(after(Page::of_titles), Page::first);
  EXPECT_EQ(after(Page::first), Page::second);
  EXPECT_EQ(after(Page::second), Page::third);
  EXPECT_EQ(after(Page::third), Page::largest);
  EXPECT_EQ(after(Page::largest), Page::largest);
}

// Nine hundred entries of one thread, as if each were a post of it: "every" stands in all of them, "second" in every
// second, "rare" in every hundredth, "early" in the first third.
class SearchWaysOverPostgres : public ::testing::Test {
 protected:
  static constexpr int kEntries = 900;

  void SetUp() override {
    if (!store::tests_use_postgres()) GTEST_SKIP() << "PARVIS_TEST_DATABASE is no address of PostgreSQL";
    square.emplace();
    ana = square->member("Ana");
    opened = square->thread(ana, square->talk, "Animals", "None.");
    square->index();
    std::vector<IndexEntry> entries;
    for (int i = 1; i <= kEntries; ++i) {
      std::string body = "every";
      if (i % 2 == 0) body += " second";
      if (i % 100 == 0) body += " rare";
      if (i <= kEntries / 3) body += " early";
      entries.push_back({.post = post(i), .in = opened.thread, .created_at = Instant{i}, .body = body});
    }
    square->write([&](store::Transaction& transaction) {
      search_index(transaction).write(transaction, entries);
      search_index(transaction).expect(transaction, Arrivals::few);
    });
  }

  PostId post(int i) const { return PostId{opened.post.value + i}; }
  // The numbers of the entries found, as `walk` gives them.
  std::vector<int> walked(const std::string& word, double share, int newest = kEntries, Page first = Page::first) {
    std::vector<int> numbers;
    square->read([&](store::Reader& reader) {
      walk(reader, {"'" + word + "'", share}, post(newest), first, [&](const std::vector<Found>& page) {
        for (const auto& found : page) numbers.push_back(static_cast<int>(found.post.value - opened.post.value));
        return true;
      });
    });
    return numbers;
  }
  static std::vector<int> expected(int from, int to, int step) {
    std::vector<int> numbers;
    for (int i = from - from % step; i >= to; i -= step) numbers.push_back(i);
    return numbers;
  }
  Commonness commonness() {
    return square->read([](store::Reader& reader) { return Commonness::read(reader); });
  }

  std::optional<SearchSquare> square;
  Viewer ana;
  OpenedThread opened;
};

TEST_F(SearchWaysOverPostgres, FindTheSameByListsAndBackwards) {
  for (const double share : {0.0, 0.3, 0.5, 1.0}) {
    EXPECT_EQ(walked("every", share), expected(900, 1, 1)) << share;
    EXPECT_EQ(walked("second", share), expected(900, 1, 2)) << share;
    EXPECT_EQ(walked("second", share, 777), expected(777, 1, 2)) << share;
    EXPECT_EQ(walked("second", share, 900, Page::of_titles), expected(900, 1, 2)) << share;
    EXPECT_EQ(walked("rare", share), expected(900, 1, 100)) << share;
    EXPECT_THAT(walked("absent", share), IsEmpty()) << share;
  }
}

// Going backwards finds nothing where the words were thought to be, and the lists are asked for what is left.
TEST_F(SearchWaysOverPostgres, FindWhatIsFartherBackThanExpected) {
  for (const double share : {0.5, 0.9}) EXPECT_EQ(walked("early", share), expected(300, 1, 1)) << share;
}

TEST_F(SearchWaysOverPostgres, StopWhenTheTakerHasEnough) {
  int pages = 0;
  square->read([&](store::Reader& reader) {
    walk(reader, {"'every'", 0.5}, kNewest, Page::first, [&](const std::vector<Found>& page) {
      EXPECT_EQ(page.size(), 320u);
      ++pages;
      return false;
    });
  });
  EXPECT_EQ(pages, 1);
}

TEST_F(SearchWaysOverPostgres, TellWhatIsGone) {
  const auto reply = square->reply(ana, opened.thread, "A wombat.");
  square->index();
  square->write([&](store::Transaction& transaction) { delete_post(transaction, square->act(ana), reply.id); });
  for (const double share : {0.0, 1.0}) {
    square->read([&](store::Reader& reader) {
      walk(reader, {"'wombat'", share}, kNewest, Page::first, [&](const std::vector<Found>& page) {
        for (const auto& found : page) EXPECT_FALSE(found.stands());
        return true;
      });
    });
  }
}

TEST_F(SearchWaysOverPostgres, KnowHowCommonWordsAre) {
  const auto known = commonness();
  EXPECT_NEAR(known.posts(), kEntries + 1, 1);
  EXPECT_NEAR(known.share(std::vector<std::string>{"every"}), 1, 0.01);
  EXPECT_NEAR(known.share(std::vector<std::string>{"second"}), 0.5, 0.01);
  EXPECT_NEAR(known.share(std::vector<std::string>{"second", "early"}), 1 - 0.5 * 2 / 3, 0.01);
  EXPECT_NEAR(known.share(parse_query("second early"), {}), 0.5 / 3, 0.01);
  EXPECT_NEAR(known.share(parse_query("second -early"), {}), 0.5, 0.01);
  EXPECT_EQ(known.share(parse_query("second"), {.space = {}, .author = MemberId{7}, .tag = {}}), 0);
  EXPECT_EQ(known.share(std::vector<std::string>{"absent"}), 0);
}

TEST_F(SearchWaysOverPostgres, CountUpToALimit) {
  square->read([&](store::Reader& reader) {
    const auto& index = search_index(reader);
    EXPECT_EQ(index.posts_with(reader, {"rare"}, 401), 9);
    EXPECT_EQ(index.posts_with(reader, {"rare"}, 5), 5);
    EXPECT_EQ(index.posts_with(reader, {"every"}, 401), 401);
    EXPECT_EQ(index.posts_with(reader, {"every"}, 2), 2);
  });
}

// As it was before a search asked nothing of the posts.
TEST(SearchPlaceOverPostgres, IsGivenToTheEntriesOfAnOlderDatabase) {
  if (!store::tests_use_postgres()) GTEST_SKIP() << "PARVIS_TEST_DATABASE is no address of PostgreSQL";
  SearchSquare square;
  const auto ana = square.member("Ana");
  const auto opened = square.thread(ana, square.talk, "Animals", "A wombat.");
  square.index();
  square.write([](store::Transaction& transaction) {
    for (const auto& sql :
         {store::Sql("alter table search_text drop column thread, drop column created_at"),
          store::Sql("create index post_place on post (id, thread, created_at, deleted_at)"),
          store::Sql("drop index post_gone"), store::Sql("delete from schema_version where version = 34")}) {
      transaction.run(sql);
    }
  });
  EXPECT_EQ(store::migrate(*square.store), 1);
  EXPECT_THAT(square.titles_of(square.find_now(ana, "wombat")), ElementsAre("Animals"));
  EXPECT_EQ(square.find_now(ana, "wombat").items.at(0).post, opened.post);
}

}  // namespace
}  // namespace parvis::community::postgres
