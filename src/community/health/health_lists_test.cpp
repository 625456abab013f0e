#include "community/health/health_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "community/testing/test_community.h"
#include "core/graph/draw.h"

namespace parvis::community::health {
namespace {

using ::testing::ElementsAreArray;

// Of whom they exchanged most with ever, some have not been there for long.
TEST(Partners, AreThoseOfTheYearWhateverWasBefore) {
  constexpr std::int64_t kToday = 20'000;
  testing::TestCommunity square;
  const auto ana = square.member("Ana").member;
  graph::Draw draw(7);
  std::map<MemberId, std::int64_t> lately;
  square.write([&](store::Transaction& t) {
    for (int n = 0; n < 450; ++n) {
      const MemberId other{n + 1};
      t.run(
          "insert into member (id, handle, handle_key, display_name, role, status, hue, created_at, last_seen_at) "
          "values ($1, $2, $2, $2, 1, 1, 0, 1, 1)",
          other, "m" + std::to_string(n));
      std::int64_t given = 0, received = 0;
      for (int tie = 0; tie < 3; ++tie) {
        const auto day = kToday - static_cast<std::int64_t>(draw.below(800)),
                   acts = 1 + static_cast<std::int64_t>(draw.below(9));
        const bool gives = draw.below(2) == 0;
        t.run(
            "insert into health_tie (from_member, to_member, day, kind, acts) values ($1, $2, $3, 2, $4) "
            "on conflict (from_member, to_member, day, kind) do update set acts = health_tie.acts + excluded.acts",
            gives ? ana : other, gives ? other : ana, day, acts);
        (gives ? given : received) += acts;
        if (day > kToday - 364) lately[other] += acts;
      }
      t.run("insert into health_exchange (member, other, given, received, acts) values ($1, $2, $3, $4, $5)", ana,
            other, given, received, given + received);
    }
  });
  std::vector<std::pair<std::int64_t, std::int64_t>> wanted;
  for (const auto& [other, acts] : lately) wanted.emplace_back(-acts, other.value);
  std::ranges::sort(wanted);
  for (const std::size_t at_most : {1u, 20u, 1000u}) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    square.read([&](store::Reader& reader) {
      for (const auto& partner : partners_of(reader, ana, kToday, static_cast<int>(at_most))) {
        found.emplace_back(-(partner.to_them + partner.from_them), partner.person.member.value);
      }
    });
    auto first = wanted;
    if (first.size() > at_most) first.resize(at_most);
    EXPECT_THAT(found, ElementsAreArray(first)) << at_most;
  }
}

// A page holds 51 at most of each standing, in one order.
TEST(ActiveMembers, AreListedByMemberWhateverTheirStanding) {
  testing::TestCommunity square;
  constexpr std::int64_t kActive = 170;
  square.write([&](store::Transaction& t) {
    t.run(
        "insert into health_state (place, last_act, time_zone, reported_act, reported_at, report_cost) "
        "values (1, 1, 'UTC', 1, 1, 1)");
    for (std::int64_t n = 1; n <= kActive + 20; ++n) {
      t.run(
          "insert into member (id, handle, handle_key, display_name, role, status, hue, created_at, last_seen_at) "
          "values ($1, $2, $2, $2, 1, 1, 0, 1, 1)",
          n, "m" + std::to_string(n));
      t.run(
          "insert into health_standing (member, first_day, last_day, standing, rhythm, lonely, top, quarter, partners, "
          "holds, reach) values ($1, 1, 1, $2, 0, 0, 0, 0, 0, 0, 0)",
          n, n > kActive ? 0 : 1 + n * n % 3);
    }
  });
  std::vector<std::int64_t> listed;
  std::string after;
  do {
    const auto page = *square.read([&](store::Reader& reader) { return list_page(reader, "active-month", after); });
    for (const auto& row : std::get<std::vector<ListedPerson>>(page.rows)) listed.push_back(row.person.member.value);
    after = page.next;
  } while (!after.empty());
  ASSERT_EQ(listed.size(), static_cast<std::size_t>(kActive));
  for (std::int64_t n = 1; n <= kActive; ++n) EXPECT_EQ(listed[static_cast<std::size_t>(n - 1)], n);
}

}  // namespace
}  // namespace parvis::community::health
