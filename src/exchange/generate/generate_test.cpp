#include "exchange/generate/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "core/text/markdown.h"
#include "exchange/check/check.h"
#include "exchange/generate/chance.h"
#include "exchange/generate/schedule.h"
#include "exchange/generate/sentences.h"
#include "exchange/testing/content.h"

namespace parvis::exchange {
namespace {

using ::testing::IsEmpty;

const Instant kUntil = *parse_rfc3339("2026-01-01T00:00:00Z");

GenerateOptions small() {
  GenerateOptions options{.members = 40, .threads = 60, .posts = 1500, .seed = 7, .until = kUntil};
  options.batch_posts = 400;
  return options;
}

std::unique_ptr<store::Store> generated(const GenerateOptions& options) {
  auto store = store::open_migrated_test_store();
  store::migrate(*store);
  generate(*store, options);
  return store;
}

template <class Row = std::int64_t>
Row one(store::Store& store, const store::Sql& sql) {
  return *store.read([&](store::Reader& reader) { return reader.one<Row>(sql); });
}

TEST(Generate, MakesWhatWasAskedFor) {
  const auto store = generated(small());
  EXPECT_EQ(one(*store, "select value from tally where name = 'members'"), 40);
  EXPECT_EQ(one(*store, "select value from tally where name = 'threads'"), 60);
  EXPECT_EQ(one(*store, "select value from tally where name = 'posts'"), 1500);
  EXPECT_EQ(one(*store, "select count(*) from space"), 6);
  EXPECT_EQ(one(*store, "select count(*) from space where kind = 2"), 2);
  EXPECT_GT(one(*store, "select count(*) from vote"), 50);
  EXPECT_GT(one(*store, "select count(*) from reaction"), 50);
  EXPECT_GT(one(*store, "select count(*) from thread where solution is not null"), 3);
  EXPECT_EQ(one(*store, "select count(*) from activity where source <> 6"), 0);
  EXPECT_EQ(one(*store, "select count(*) from search_pending"), 1500);
  EXPECT_GT(one(*store, "select count(*) from thread where language = 'fr'"), 20);
  EXPECT_GT(one(*store, "select count(*) from thread where language = 'en'"), 10);
}

TEST(Generate, GivesAsManyGesturesAsAreAimedAt) {
  auto lively = small();
  lively.gestures = 6;
  const auto store = generated(lively);
  EXPECT_GT(one(*store, "select count(*) from vote") + one(*store, "select count(*) from reaction"), 4 * 1500);
  EXPECT_THAT(check(*store, community_checks()).problems, IsEmpty());
}

TEST(Generate, LeavesASoundDatabase) {
  const auto store = generated(small());
  EXPECT_THAT(check(*store, community_checks()).problems, IsEmpty());
}

TEST(Generate, GivesTheSameContentForTheSameSeed) {
  const FrozenClock clock(kUntil);
  const auto first = testing::content_of(*generated(small()));
  EXPECT_EQ(testing::difference(testing::content_of(*generated(small())), first), "");
  auto other = small();
  other.seed = 8;
  EXPECT_NE(testing::difference(testing::content_of(*generated(other)), first), "");
}

TEST(Generate, SpreadsDatesOverTwoYearsInTheOrderOfPosts) {
  const auto store = generated(small());
  EXPECT_GT(one(*store, "select max(created_at) - min(created_at) from post"), 600 * kDay);
  EXPECT_LE(one<Instant>(*store, "select max(created_at) from post"), kUntil);
  EXPECT_EQ(one(*store,
                "select count(*) from post a join post b on b.thread = a.thread and b.number = a.number + 1 "
                "where b.created_at <= a.created_at"),
            0);
  EXPECT_EQ(
      one(*store, "select count(*) from post p join member m on m.id = p.author where m.created_at > p.created_at"), 0);
}

TEST(Generate, PutsAGreatShareOfPostsIntoOneThread) {
  auto options = small();
  options.threads = 4;
  const auto store = generated(options);
  EXPECT_GT(one(*store, "select max(posts) from thread"), 600);
}

TEST(Generate, UsesTheSpacesThatAreThere) {
  const auto store = generated(small());
  auto more = small();
  more.seed = 9;
  generate(*store, more);
  EXPECT_EQ(one(*store, "select count(*) from space"), 6);
  EXPECT_EQ(one(*store, "select value from tally where name = 'posts'"), 3000);
}

TEST(Generate, RefusesWhatCannotBe) {
  const auto store = store::open_migrated_test_store();
  store::migrate(*store);
  EXPECT_THROW(generate(*store, {.members = 0}), BadRequest);
  EXPECT_THROW(generate(*store, {.threads = 10, .posts = 9}), BadRequest);
}

TEST(PostMaker, RendersAsTheRendererWould) {
  for (const auto* vocabulary : {&english(), &french()}) {
    const PostMaker maker(*vocabulary, 3);
    Chance chance(4);
    PostWords words;
    for (int post = 0; post < 400; ++post) {
      maker.make(chance, words);
      ASSERT_EQ(words.html, text::render_markdown(words.body).html.markup()) << words.body;
    }
  }
}

TEST(PostMaker, WritesTenToTwoHundredWords) {
  const PostMaker maker(french(), 3);
  Chance chance(4);
  PostWords words;
  std::size_t least = 1000, most = 0;
  for (int post = 0; post < 2000; ++post) {
    maker.make(chance, words);
    const auto count = words_of(text::plain_text(html::Html::stored(words.html))).size();
    least = std::min(least, count);
    most = std::max(most, count);
  }
  EXPECT_GE(least, 8u);
  EXPECT_GT(most, 150u);
  EXPECT_LT(most, 240u);
}

TEST(Vocabulary, HasSomeFifteenHundredWordsInEachLanguage) {
  for (const auto* vocabulary : {&english(), &french()}) {
    EXPECT_GT(vocabulary->nouns.size() + vocabulary->feminine_nouns.size() + vocabulary->adjectives.size() +
                  vocabulary->verbs.size() + vocabulary->adverbs.size(),
              1500u);
  }
}

TEST(Zipf, SharesOutExactlyTheTotal) {
  for (const std::uint64_t total : {10u, 11u, 1000u, 99'999u}) {
    const auto shares = Zipf::shares(10, total, 1);
    EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), std::uint64_t{0}), total);
    EXPECT_TRUE(std::ranges::is_sorted(shares, std::greater()) || total < 12);
    EXPECT_GE(*std::ranges::min_element(shares), 1u);
  }
}

TEST(Zipf, DrawsTheFirstTwiceAsOftenAsTheSecond) {
  const Zipf zipf(100, 1);
  Chance chance(1);
  std::vector<int> drawn(100);
  for (int draw = 0; draw < 100'000; ++draw) ++drawn[zipf.draw(chance)];
  EXPECT_NEAR(static_cast<double>(drawn[0]) / drawn[1], 2, 0.2);
}

TEST(Schedule, GivesEveryThreadItsPostsInOrder) {
  const auto schedule = make_schedule(
      {.members = 10, .threads = 20, .posts = 500, .seed = 1, .from = kUntil - 730 * kDay, .until = kUntil});
  std::vector<std::uint32_t> counts(20);
  Instant before;
  for (const auto& post : schedule.posts) {
    EXPECT_GT(post.at, before);
    before = post.at;
    ++counts[post.thread];
    EXPECT_LT(schedule.joined[post.author], post.at);
  }
  for (std::size_t thread = 0; thread < 20; ++thread) EXPECT_EQ(counts[thread], schedule.threads[thread].posts);
}

}  // namespace
}  // namespace parvis::exchange
