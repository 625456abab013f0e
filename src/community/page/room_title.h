// The title of a page that stands in a room of many, as the browser's tab and history show it: its own words first,
// then the room's. Pure functions of the visit.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "community/visit.h"

namespace parvis::community {

// The words are marked with msgid; what stands below the path has them too, unless a longer path names it.
struct PageName {
  std::string_view path;
  const char* words;
};

// "Spaces · Manage the community" at /manage/spaces and below; the room alone where no path says more.
std::string room_title(const Visit& visit, std::span<const PageName> pages, const char* room);
// Of a page with a name of its own: that of a space, a member.
std::string named_title(const Visit& visit, std::string_view name, const char* room);

}  // namespace parvis::community
