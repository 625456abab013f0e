#include "app/other_processes.h"

#include <gtest/gtest.h>

#include "app/testing/whole_site.h"
#include "community/members/commands.h"
#include "community/notifications/bell.h"

namespace parvis::app {
namespace {

using community::Role;
using testing::WholeSite;

// A timeline without listeners is another process's: what it records nobody here hears of.
TEST(OtherProcesses, AreHeardOfByWhatCommandsWroteOnTheTimeline) {
  WholeSite site;
  const auto ana = site.add("ana"), ben = site.add("ben");
  OtherProcesses others(site.community());
  auto& hub = site.community().live();
  const auto of_ana = hub.listen({{community::member_topic(ana)}}, nullptr);
  const auto of_ben = hub.listen({{community::member_topic(ben)}}, nullptr);
  const community::Timeline elsewhere;
  community::command_set_role(site.community().store(), elsewhere, "ana", Role::leader);
  hub.settle();
  ASSERT_FALSE(of_ana->ended());
  others.look();
  hub.settle();
  EXPECT_TRUE(of_ana->ended());
  EXPECT_FALSE(of_ben->ended());
  const auto returned = hub.listen({{community::member_topic(ana)}}, nullptr);
  others.look();
  hub.settle();
  EXPECT_FALSE(returned->ended()) << "each act is heard of once";
}

}  // namespace
}  // namespace parvis::app
