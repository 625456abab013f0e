// How many pages this process gave out: kept ones and made ones, pages only (no pictures, feeds or calls), and of
// nobody in particular. Counters of the process; any thread.
#pragma once

#include <cstdint>

namespace parvis::http {

void count_kept_page();
void count_made_page();
std::uint64_t kept_pages_given();
std::uint64_t made_pages_given();

}  // namespace parvis::http
