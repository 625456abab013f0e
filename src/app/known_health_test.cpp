// The health of a whole community whose figures are known from elsewhere: shared data, absent on most machines.
#include <gtest/gtest.h>

#include "community/health/answer_survey.h"
#include "community/health/health_job.h"
#include "community/health/health_report.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "core/testing/shared_data.h"
#include "exchange/stackexchange/import.h"

namespace parvis::app {
namespace {

using namespace community::health;

constexpr store::Sql kWaits{"select first_at - opened_at from health_thread where first_at is not null"};
constexpr store::Sql kPosted{R"(
  select count(*) from (select author from health_thread union select author from health_word where object_kind = 4
                        union select author from tag_text) posted
  join member on member.id = posted.author where member.status <> 4)"};
constexpr store::Sql kEdges{R"(
  select count(*) from (select distinct from_member, to_member from health_tie where kind = 2) tie
  join member a on a.id = tie.from_member and a.status <> 4
  join member b on b.id = tie.to_member and b.status <> 4)"};

struct Known {
  const char* name;
  double accepted_per_cent, median_hours;
  int unanswered, posted, edges;
};

void PrintTo(const Known& known, std::ostream* out) { *out << known.name; }

class KnownHealth : public ::testing::TestWithParam<Known> {};

TEST_P(KnownHealth, ComesOutWithItsKnownFigures) {
  const auto& known = GetParam();
  PARVIS_SHARED_DATA_OR_SKIP(folder, std::string("stackexchange/") + known.name);
  const auto store = store::open_migrated_test_store();
  store::migrate(*store);
  exchange::import_stackexchange(*store, folder, {});
  settle_health(*store, now());
  store->read([&](store::Reader& reader) {
    const auto report = health_report(reader);
    EXPECT_NEAR(100 * *report.of("accepted_share").value, known.accepted_per_cent, 0.005);
    EXPECT_EQ(report.of("unanswered").value, known.unanswered);
    EXPECT_NEAR(*median(reader.all<std::int64_t>(kWaits)) / kHour, known.median_hours, 0.005);
    EXPECT_EQ(reader.one<std::int64_t>(kPosted), known.posted);
    EXPECT_EQ(reader.one<std::int64_t>(kEdges), known.edges);
  });
}

INSTANTIATE_TEST_SUITE_P(Whole, KnownHealth,
                         ::testing::Values(Known{"beer", 60.74, 6.04, 15, 708, 1266},
                                           Known{"french-meta", 31.39, 4.23, 33, 149, 303}),
                         [](const auto& info) {
                           std::string name = info.param.name;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace parvis::app
