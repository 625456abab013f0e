// Where the card of a member is, for every page that names one to who manages the community. Pure.
#pragma once

#include <string>
#include <string_view>

namespace parvis::community {

inline std::string card_path(std::string_view handle) { return "/cockpit/members/" + std::string(handle); }

}  // namespace parvis::community
