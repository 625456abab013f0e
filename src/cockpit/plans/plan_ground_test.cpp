// What plans stand on: segments and stages that stay while they ask for them, and the right of who put many on one.
#include <gtest/gtest.h>

#include "cockpit/plans/plan_job.h"
#include "community/journeys/journey.h"
#include "community/segments/condition_parser.h"
#include "community/segments/segment_keeping.h"
#include "community/testing/test_community.h"
#include "core/errors.h"
#include "core/jobs/jobs.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::TestCommunity;

struct PlanGround : ::testing::Test {
  TestCommunity square;
  Viewer max = square.manager("Max"), ana = square.member("Ana");

  SpaceAct act() { return {square.timeline, max.member, now()}; }
  auto write(auto&& what) {
    return square.write([&](store::Transaction& t) { return what(t); });
  }
  Segment segment(std::string_view condition) {
    auto made = write([&](store::Transaction& t) {
      return make_segment(t, act(), {"Some", "", read_condition(condition).condition});
    });
    keep_segments(*square.store, square.timeline);
    return made;
  }
  Plan plan(const std::string& ends_when, const std::string& condition) {
    return write([&](store::Transaction& t) {
      const auto made = make_plan(t, act(), {.name = "First month", .description = "", .ends_when = ends_when});
      add_step(t, act(), made, {.condition = condition, .note = "Say hello", .words = ""});
      return *find_plan(t, made.id);
    });
  }
};

TEST_F(PlanGround, StaysWhileAPlanAsksForIt) {
  const auto journey = write([&](auto& t) { return make_default_journey(t, act(), text::Language::en); });
  const auto& ambassador = *stage_of(journey, "ambassador");
  const auto some = segment("account active");
  const auto made = plan("stage \"ambassador\"", "segment \"" + some.slug + "\"");
  const auto remove = [&] { write([&](auto& t) { remove_stage(t, act(), journey, ambassador); }); };
  const auto forget = [&] { write([&](auto& t) { remove_segment(t, act(), some, text::Language::en); }); };
  EXPECT_THROW(remove(), Conflict);
  EXPECT_THROW(forget(), Conflict);
  write([&](auto& t) { remove_plan(t, act(), made); });
  EXPECT_NO_THROW(remove());
  EXPECT_NO_THROW(forget());
}

TEST_F(PlanGround, IsTheRightOfWhoPutsASegmentOnAPlan) {
  const auto some = segment("account active");
  const auto made = plan("", "");
  jobs::Runner jobs(*square.store);
  begin_plans_when_asked(jobs, square.timeline);
  const auto begun_as = [&](Role role) {
    write([&](auto& t) { begin_for_segment(t, act(), made, some); });
    write([&](auto& t) { t.run("update member set role = $2 where id = $1", max.member, role); });
    jobs.run_due();
    return square.read([](store::Reader& r) { return *r.one<std::int64_t>("select count(*) from plan_member"); });
  };
  EXPECT_EQ(begun_as(Role::member), 0) << "they managed it when they asked, and do no more";
  EXPECT_GT(begun_as(Role::manager), 0);
}

}  // namespace
}  // namespace parvis::cockpit
