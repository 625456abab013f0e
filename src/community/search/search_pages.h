// The pages of searching, for the route table of app. Functions of one visit, on its worker.
#pragma once

#include "community/visit.h"

namespace parvis::community {

http::Response show_search(Visit& visit);      // GET /search?q=&space=&tag=&author=&from=&to=&solved=&order=&after=
http::Response suggest_matches(Visit& visit);  // GET /search/suggestions?q=  (JSON)

}  // namespace parvis::community
