// What every page of the cockpit stands in: its navigation and its style sheet, inside the frame of the square. Pages
// of the cockpit are for those who manage the community; they are never kept and never indexed. Pure functions of the
// visit.
#pragma once

#include <string_view>

#include "community/page/page.h"

namespace parvis::cockpit {

using community::Visit;

// The rooms of the cockpit, in the order of its navigation.
enum class Room { today, members, journeys, plans, segments, leaders, influencers, health, returns };

// The whole page around `main`; `title` names it in the browser's tab.
http::Response cockpit_page(const Visit& visit, Room room, std::string_view title, html::Html main, int status = 200);

// GET /cockpit: leads to the first room.
http::Response show_cockpit(Visit& visit);

}  // namespace parvis::cockpit
