#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "community/returns/gain.h"
#include "community/returns/month.h"
#include "community/testing/test_community.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

struct GainLists : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana");
  GainSpan span{.from = month_of(square.tick(), {}) - 3, .to = month_of(square.tick(), {}), .kind = {}};

  // Traced in another order than that of their days, several of a day among them.
  void trace_sixty() {
    const auto first = month_start(span.from, {});
    std::mt19937 chance(7);
    for (int i = 0; i < 60; ++i) {
      const auto at = first + static_cast<std::int64_t>(chance() % 80) * kDay;
      const auto kind = i % 3 == 0 ? GainKind::idea : i % 3 == 1 ? GainKind::prospect : GainKind::pages;
      square.write([&](store::Transaction& t) {
        trace_gain(t, {.kind = kind, .at = at, .member = ana.member, .subject = i + 1, .act = {900 + i}}, {});
      });
    }
  }

  template <class Page>
  std::vector<Gain> walk(Page&& page) {
    std::vector<Gain> all;
    for (GainId before;; before = all.back().id) {
      auto some = square.read([&](store::Reader& reader) { return page(reader, before); });
      if (some.empty()) return all;
      all.insert(all.end(), some.begin(), some.end());
    }
  }
};

using Place = std::pair<Instant, std::int64_t>;
std::vector<Place> places(const std::vector<Gain>& gains) {
  std::vector<Place> all;
  for (const auto& gain : gains) all.emplace_back(gain.at, gain.id.value);
  return all;
}

void expect_each_once_latest_first(const std::vector<Gain>& gains, std::size_t expected) {
  const auto seen = places(gains);
  EXPECT_EQ(seen.size(), expected);
  auto sorted = seen;
  std::ranges::sort(sorted, std::greater{});
  EXPECT_EQ(seen, sorted) << "the latest day first";
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  EXPECT_EQ(sorted.size(), seen.size()) << "each once";
}

TEST_F(GainLists, GoByTheDayTheyAreOfPageAfterPage) {
  trace_sixty();
  const auto walked = [&](const GainSpan& asked) {
    return walk([&](store::Reader& reader, GainId before) { return gains_of(reader, asked, before, 7); });
  };
  expect_each_once_latest_first(walked(span), 40);  // all but days of page views
  for (const auto kind : {GainKind::idea, GainKind::prospect, GainKind::pages}) {
    span.kind = kind;
    expect_each_once_latest_first(walked(span), 20);
  }
  expect_each_once_latest_first(walk([&](store::Reader& reader, GainId before) {
                                  return gains_of_member(reader, ana.member, GainKind::prospect, before, 7);
                                }),
                                20);
}

TEST_F(GainLists, GoOnAfterOneThatCountsNoMoreSince) {
  trace_sixty();
  const auto first = square.read([&](store::Reader& reader) { return gains_of(reader, span, {}, 10); });
  square.write([&](store::Transaction& t) { end_gain(t, first.back().id, square.tick(), {}); });
  const auto next = square.read([&](store::Reader& reader) { return gains_of(reader, span, first.back().id, 100); });
  EXPECT_EQ(next.size(), 30u);
}

}  // namespace
}  // namespace parvis::community
