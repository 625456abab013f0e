// The pieces of the front page. Pure functions of what was read.
#pragma once

#include <optional>
#include <vector>

#include "community/arriving/first_steps.h"
#include "community/members/member.h"
#include "community/page/page.h"
#include "community/threads/thread_lists.h"

namespace parvis::app {

// Everything the front page shows.
struct Home {
  std::optional<community::ThreadRow> story;
  std::vector<community::ThreadRow> followed;  // with something new; of members
  std::vector<community::ThreadRow> unread;    // of members
  std::vector<community::ThreadRow> happening;
  std::vector<community::ThreadRow> unanswered;
  std::vector<community::MemberFace> newcomers;
  std::vector<community::MemberFace> here;
  bool new_charter = false;                          // newer than the one this member accepted
  std::optional<community::FirstSteps> first_steps;  // of a newcomer
  std::int64_t here_count = 0;
  std::int64_t members = 0;
};

void write_home(html::Writer& out, const community::Visit& visit, const Home& home);
void write_home_aside(html::Writer& out, const community::Visit& visit, const Home& home);

}  // namespace parvis::app
