// How results look: one for each thread, with its best passage. One writer's thread.
#pragma once

#include "community/page/page.h"
#include "community/search/search.h"

namespace parvis::community {

void write_search_form(html::Writer& out, const Visit& visit);
void write_results(html::Writer& out, const Visit& visit, const SearchQuery& query, const SearchResults& results);

}  // namespace parvis::community
