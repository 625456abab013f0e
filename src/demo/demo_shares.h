// Which conversations of the demo were handed on, by whom, how many came by it, and who joined from there. Values only;
// the story (demo_life.cpp) lives them through.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace parvis::demo {

struct DemoShare {
  std::string_view thread;  // as "thread:slug" names it
  std::string_view by;
  std::int64_t days_ago = 0;
  std::int64_t visits = 0;                       // of all its days: half of those left come each day
  std::vector<std::string_view> newcomers = {};  // who joined from it, later
};
std::span<const DemoShare> demo_shares();

// How many of these come on which day, the first being the day it was handed on; the sum is `visits`.
std::vector<std::int64_t> visits_by_day(std::int64_t visits, std::int64_t days);

}  // namespace parvis::demo
