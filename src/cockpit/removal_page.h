// Asks once before something of the cockpit is removed, and says what hangs on it: on a page of its own, or in a fold
// of the page where it is edited, without a script. Pure functions of the visit.
#pragma once

#include <string>
#include <vector>

#include "cockpit/cockpit_frame.h"

namespace parvis::cockpit {

struct AskedRemoval {
  Room room;
  std::string title;
  std::vector<std::string> said;  // what goes with it, and what stays
  struct Way {
    std::string said, words, path;  // what stands on it; the link to where that is changed
  };
  std::vector<Way> first;  // what must change before it can go
  std::string button;      // empty: it cannot be removed as things stand
  std::string action;      // where the button posts
  std::string back;
};
http::Response removal_page(const Visit& visit, const AskedRemoval& asked);

struct FoldedRemoval {
  std::string summary;  // "Remove this stage"
  std::string said;     // what goes with it, and what stays
  std::string button;   // "Remove it for good"
  std::string action;   // where the button posts
};
void write_removal(html::Writer& out, const Visit& visit, const FoldedRemoval& removal);

}  // namespace parvis::cockpit
