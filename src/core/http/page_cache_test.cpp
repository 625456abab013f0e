#include "core/http/page_cache.h"

#include <gtest/gtest.h>

#include <thread>

namespace parvis::http {
namespace {

constexpr Instant kNoon{1'800'000'000 * kSecond};

std::shared_ptr<const KeptPage> page_of(std::string body, Instant until = {INT64_MAX}) {
  auto page = std::make_shared<KeptPage>();
  page->plain_body = std::move(body);
  page->until = until;
  return page;
}

std::string body_at(const PageCache& cache, std::string_view key) {
  const auto page = cache.find(key);
  return page ? page->plain_body : "";
}

TEST(PageCache, FindsWhatWasPut) {
  PageCache cache(1 << 20);
  cache.put("/a", page_of("A"), {{"home"}}, cache.generation());
  EXPECT_EQ(body_at(cache, "/a"), "A");
  EXPECT_EQ(body_at(cache, "/b"), "");
  cache.put("/a", page_of("B"), {{"home"}}, cache.generation());
  EXPECT_EQ(body_at(cache, "/a"), "B");
  EXPECT_EQ(cache.figures().entries, 1u);
  EXPECT_EQ(cache.figures().hits, 2u);
  EXPECT_EQ(cache.figures().misses, 1u);
}

TEST(PageCache, ForgetsEveryPageThatCarriesATag) {
  PageCache cache(1 << 20);
  const auto now = cache.generation();
  cache.put("/thread/7", page_of("x"), {{"thread:7", "space:1"}}, now);
  cache.put("/thread/8", page_of("x"), {{"thread:8", "space:1"}}, now);
  cache.put("/about", page_of("x"), {{}}, now);
  cache.forget("thread:7");
  EXPECT_FALSE(cache.find("/thread/7"));
  EXPECT_TRUE(cache.find("/thread/8"));
  cache.forget("space:1");
  EXPECT_FALSE(cache.find("/thread/8"));
  EXPECT_TRUE(cache.find("/about"));
  cache.clear();
  EXPECT_EQ(cache.figures().entries, 0u);
  EXPECT_EQ(cache.figures().bytes, 0u);
}

TEST(PageCache, NeverKeepsWhatWasReadBeforeItsTagWasForgotten) {
  PageCache cache(1 << 20);
  const auto before = cache.generation();
  cache.forget("thread:7");
  cache.put("/thread/7", page_of("old"), {{"thread:7"}}, before);
  EXPECT_FALSE(cache.find("/thread/7"));
  cache.put("/thread/8", page_of("good"), {{"thread:8"}}, before);
  EXPECT_TRUE(cache.find("/thread/8"));
  cache.put("/thread/7", page_of("new"), {{"thread:7"}}, cache.generation());
  EXPECT_EQ(body_at(cache, "/thread/7"), "new");
  const auto before_clear = cache.generation();
  cache.clear();
  cache.put("/thread/8", page_of("old"), {{"thread:8"}}, before_clear);
  EXPECT_FALSE(cache.find("/thread/8"));
}

TEST(PageCache, RefusesWhatIsTooOldToBeJudged) {
  PageCache cache(1 << 20);
  const auto before = cache.generation();
  cache.forget("thread:7");
  for (int i = 0; i < 10'000; ++i) cache.forget("other:" + std::to_string(i));
  cache.put("/thread/7", page_of("old"), {{"thread:7"}}, before);
  EXPECT_FALSE(cache.find("/thread/7"));
  cache.put("/thread/7", page_of("new"), {{"thread:7"}}, cache.generation());
  EXPECT_TRUE(cache.find("/thread/7"));
}

TEST(PageCache, LetsAPageExpire) {
  FrozenClock clock(kNoon);
  PageCache cache(1 << 20);
  cache.put("/a", page_of("x", kNoon + kMinute), {}, cache.generation());
  EXPECT_TRUE(cache.find("/a"));
  clock.set(kNoon + 2 * kMinute);
  EXPECT_FALSE(cache.find("/a"));
}

TEST(PageCache, StaysWithinItsBytesAndDropsTheLeastUsedFirst) {
  PageCache cache(100'000);
  for (int i = 0; i < 9; ++i)
    cache.put("/" + std::to_string(i), page_of(std::string(10'000, 'x')), {{"all"}}, cache.generation());
  EXPECT_TRUE(cache.find("/0"));
  for (int i = 9; i < 14; ++i)
    cache.put("/" + std::to_string(i), page_of(std::string(10'000, 'x')), {{"all"}}, cache.generation());
  EXPECT_TRUE(cache.find("/0"));
  EXPECT_FALSE(cache.find("/1"));
  EXPECT_TRUE(cache.find("/13"));
  EXPECT_LE(cache.figures().bytes, 100'000u);
  cache.put("/huge", page_of(std::string(200'000, 'x')), {}, cache.generation());
  EXPECT_FALSE(cache.find("/huge"));
  cache.forget("all");
  EXPECT_EQ(cache.figures().entries, 0u);
}

TEST(PageCache, MayBeUsedByManyThreads) {
  PageCache cache(1 << 20);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 2000; ++i) {
        const auto key = "/" + std::to_string(i % 50);
        if (i % 7 == t) cache.forget("tag:" + std::to_string(i % 50));
        if (!cache.find(key))
          cache.put(key, page_of("x"), {{"tag:" + std::to_string(i % 50), "all"}}, cache.generation());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  cache.forget("all");
  EXPECT_EQ(cache.figures().entries, 0u);
}

}  // namespace
}  // namespace parvis::http
