// A visitor's choice of language, kept in a cookie; members choose theirs in their settings.
#pragma once

#include "community/visit.h"

namespace parvis::community {

inline constexpr char kLanguageCookie[] = "language";  // read by dispatch, by the door and by the page cache

http::Response choose_language(Visit& visit);  // GET /language/{language}?return_to=/path

}  // namespace parvis::community
