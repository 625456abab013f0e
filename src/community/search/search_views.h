// How searching looks: the form with its limits, what was found, one entry for each thread with its best passage. One
// writer's thread.
#pragma once

#include "community/page/page.h"
#include "community/search/search_asked.h"

namespace parvis::community {

void write_search_form(html::Writer& out, const Visit& visit, const AskedSearch& asked);
// Results, or how to search, or what to do when nothing was found.
void write_results(html::Writer& out, const Visit& visit, const AskedSearch& asked, const SearchResults& results);

}  // namespace parvis::community
