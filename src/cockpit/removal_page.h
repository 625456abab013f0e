// The page that asks once before something of the cockpit is removed, and says what hangs on it. A pure function of the
// visit.
#pragma once

#include <string>
#include <vector>

#include "cockpit/cockpit_frame.h"

namespace parvis::cockpit {

struct AskedRemoval {
  Room room;
  std::string title;
  std::vector<std::string> said;  // what goes with it, and what stays
  std::string button;             // empty: it cannot be removed as things stand
  std::string action;             // where the button posts
  std::string back;
};
http::Response removal_page(const Visit& visit, const AskedRemoval& asked);

}  // namespace parvis::cockpit
