// How a reader wants pages to look: light, dark or as their system asks, with the navigation at the left or folded
// away. It belongs to the screen rather than to the account, so it is kept in a cookie of the browser, for visitors and
// members alike; kept pages are kept once for each look (core/http/cache_key.h). Pure functions, any thread.
#pragma once

#include <string_view>

#include "community/visit.h"

namespace parvis::community {

inline constexpr char kLookCookie[] = "look";

enum class Shade { system, light, dark };
enum class Navigation { open, folded };

struct Look {
  Shade shade = Shade::system;
  Navigation navigation = Navigation::open;
  bool operator==(const Look&) const = default;
};

// What is neither of the texts below is the look of everybody.
Look parse_look(std::string_view cookie);
// "", "light", "dark", "folded", "light-folded", "dark-folded".
std::string_view look_text(Look look);
Look look_of(const Visit& visit);

http::Response choose_look(Visit& visit);  // GET /look?set=dark&return_to=/path

}  // namespace parvis::community
