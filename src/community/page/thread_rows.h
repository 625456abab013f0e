// Lists of threads as every page shows them: the row, the list, what to do when it is empty, the way to the next page.
#pragma once

#include <string>
#include <vector>

#include "community/page/page.h"
#include "community/threads/thread_lists.h"

namespace parvis::community {

enum class ShowSpace { yes, no };         // no: on the page of the space itself, where tags are shown instead
enum class RowHeading { second, third };  // level of the title in its page

struct RowStyle {
  ShowSpace space = ShowSpace::yes;
  RowHeading heading = RowHeading::second;
};

void write_thread_row(html::Writer& out, const Visit& visit, const ThreadRow& row, const RowStyle& style = {});
// The rows in a list; nothing for none.
void write_thread_rows(html::Writer& out, const Visit& visit, const std::vector<ThreadRow>& rows,
                       const RowStyle& style = {});
// The same, title and age only: for the side of a page.
void write_slim_rows(html::Writer& out, const Visit& visit, const std::vector<ThreadRow>& rows);

// "/latest?after=…": the address of the page that follows. `path` may already carry a question mark.
std::string next_page_path(std::string_view path, std::string_view cursor);
// Link to the next page, when there is one.
void write_next_page(html::Writer& out, const Visit& visit, std::string_view path, std::string_view cursor);

// Where a row leads: for a signed-in viewer who has read a part of the thread, to what is new in it.
std::string row_path(const Visit& visit, const ThreadRow& row);

}  // namespace parvis::community
