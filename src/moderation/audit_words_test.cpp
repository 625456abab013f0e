#include <gtest/gtest.h>

#include <set>

#include "community/activity/staff_acts.h"
#include "community/activity/verbs.h"
#include "moderation/audit_views.h"

namespace parvis::moderation {
namespace {

TEST(AuditTrail, SaysInWordsWhateverStaffDo) {
  std::set<community::Verb> verbs;
  for (const auto& one : community::staff_verbs()) {
    EXPECT_TRUE(has_words(one.verb)) << community::verb_name(one.verb);
    EXPECT_TRUE(verbs.insert(one.verb).second) << community::verb_name(one.verb) << " is there twice";
  }
}

}  // namespace
}  // namespace parvis::moderation
