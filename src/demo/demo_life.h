// Makes the demo community live: two years of acts in their order, from demo_files.h, plus the thanks, votes and
// follows that people would have given, drawn from a fixed seed. Everything goes through the same rules as a member's
// own acts.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "community/community.h"

namespace parvis::demo {

// Who may sign in to the demo, and how; printed once and kept in <data>/demo-accounts.txt.
struct DemoAccount {
  std::string what;  // "manager", "leader", "member"
  std::string email;
  std::string password;
};

// Fills an empty community. `progress` hears how far it is, from 0 to 1.
std::vector<DemoAccount> live_through(community::Community& community, const std::function<void(double)>& progress);

}  // namespace parvis::demo
