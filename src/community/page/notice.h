// The line shown once after a redirect ("Your reply was published."): a cookie of a minute holds the sentence's key,
// and only sentences of the catalogue are shown, so a planted cookie says nothing of its own. Pure functions.
#pragma once

#include <string>

#include "community/visit.h"

namespace parvis::community {

inline constexpr char kNoticeCookie[] = "notice";

// The line to show on this visit; usually empty.
std::string notice_of(const Visit& visit);
// Takes the cookie back, once the line was shown.
http::Cookie gone_notice(const Visit& visit);

}  // namespace parvis::community
