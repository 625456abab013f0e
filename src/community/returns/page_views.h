// Pages the server gave out, counted for nobody in particular: a number by day and kind of page, no visitor, no
// address, no cookie. Programs that read pages are among them, since nothing here tells them from people: the share
// that people read is an assumption. A day that is over becomes a gain of the ledger.
#pragma once

#include <vector>

#include "core/store/store.h"
#include "core/text/dates.h"

namespace parvis::community {

class Community;

struct PageViews {
  std::string place;  // "kept": given from the page cache; "made": made by a worker
  std::int64_t views = 0;
};

void add_page_views(store::Transaction& transaction, std::int64_t day, const PageViews& views);
std::vector<PageViews> page_views_of(store::Reader& reader, std::int64_t day);
// Since 1970, in this zone.
std::int64_t day_of(Instant at, text::TimeZone zone);
// Days before this instant's become gains, once each.
void trace_page_views(store::Transaction& transaction, Instant at, text::TimeZone zone);

// Every ten minutes what was given out since; for `keep_returns`.
void keep_page_views(Community& community);

}  // namespace parvis::community
