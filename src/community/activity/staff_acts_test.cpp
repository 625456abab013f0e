#include "community/activity/staff_acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/moderation/audit.h"
#include "community/testing/test_community.h"
#include "community/threads/closure.h"
#include "community/threads/counters.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TestCommunity;

std::vector<Verb> trail(TestCommunity& square) {
  std::vector<Verb> verbs;
  for (const auto& act : square.read([](store::Reader& reader) { return staff_acts(reader, {}); })) {
    verbs.push_back(act.verb);
  }
  return verbs;
}

TEST(StaffActs, AreInTheTrailAsTheyAreDone) {
  TestCommunity square;
  const auto ana = square.member("Ana"), lea = square.leader("Léa");
  const auto thread = square.thread(ana, square.talk).thread;
  const auto own = square.thread(lea, square.talk).thread;
  square.write([&](store::Transaction& t) {
    close_thread(t, square.act(lea), thread);
    close_thread(t, square.act(lea), own);
    square.timeline.record(t, {.at = square.tick(), .actor = lea.member, .verb = Verb::units_imported});
  });
  auto verbs = trail(square);
  verbs.resize(2);  // before them, the spaces were made
  EXPECT_THAT(verbs, ElementsAre(Verb::units_imported, Verb::thread_closed));
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST(StaffActs, MadeAnewAreTheSame) {
  TestCommunity square;
  const auto lea = square.leader("Léa");
  square.write([&](store::Transaction& t) {
    for (const auto& one : staff_verbs()) {
      square.timeline.record(t,
                             {.at = square.tick(), .actor = lea.member, .verb = one.verb, .counterpart = lea.member});
    }
  });
  const auto before = trail(square);
  square.write([](store::Transaction& t) {
    EXPECT_EQ(wrong_staff_acts(t), 0);
    constexpr store::Sql kSpoil{"delete from staff_act where activity = (select min(activity) from staff_act)"};
    constexpr store::Sql kAdd{"insert into staff_act (activity) values (7)"};
    t.run(kSpoil);
    t.run(kAdd);
    EXPECT_EQ(wrong_staff_acts(t), 2);
  });
  EXPECT_THAT(square.wrong_counters(), ElementsAre(HasSubstr("audit trail")));
  square.write([](store::Transaction& t) { recount_all(t); });
  EXPECT_THAT(trail(square), ::testing::ContainerEq(before));
}

}  // namespace
}  // namespace parvis::community
