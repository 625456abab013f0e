#include "demo/demo_ways.h"

#include <gtest/gtest.h>

#include "community/plans/plan_way.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "demo/demo_life.h"

namespace parvis::demo {
namespace {

using namespace community;

TEST(DemoWays, ShowThreePlansInThreeStates) {
  FrozenClock clock(*parse_rfc3339("2026-11-16T08:00:00Z"));
  auto made = store::open_migrated_test_store();
  store::migrate(*made);
  Community community(config::Settings{}, std::move(made));
  live_through(community, [](double) {});
  community.store().read([](store::Reader& reader) {
    const auto all = plans(reader);
    ASSERT_EQ(all.size(), 3u);
    const auto welcome = find_plan(reader, "le-premier-mois"), thread = find_plan(reader, "renouer-le-fil"),
               circle = find_plan(reader, "vers-le-premier-cercle");
    ASSERT_TRUE(welcome && thread && circle);

    EXPECT_NE(welcome->running, 0);
    EXPECT_GE(figures_of(reader, welcome->id).under_way, 4) << "newcomers who are on their way";
    EXPECT_GE(figures_of(reader, welcome->id).done, 2) << "and some who are through";

    EXPECT_NE(thread->running, 0);
    EXPECT_GE(figures_of(reader, thread->id).met, 1) << "somebody wrote again";
    EXPECT_GE(figures_of(reader, thread->id).under_way, 1) << "and somebody is still silent";

    EXPECT_EQ(circle->running, 0) << "written, with those it is meant for, and not switched on";
    EXPECT_GE(figures_of(reader, circle->id).under_way, 3);
    EXPECT_EQ(moments_of(reader, *circle, {}, 0, 100).size(),
              static_cast<std::size_t>(figures_of(reader, circle->id).under_way))
        << "nobody takes a step of a plan that is off";
  });
}

}  // namespace
}  // namespace parvis::demo
