// What the pages of thread lists share: their head with its orders, the list, the empty state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/page/thread_rows.h"

namespace parvis::forum {

using community::ThreadList;
using community::ThreadOrder;
using community::Visit;

struct Tab {
  std::string path;
  std::string words;
  bool current = false;
};
void write_tabs(html::Writer& out, std::string_view label, const std::vector<Tab>& tabs);

std::string order_words(const Visit& visit, ThreadOrder order);
std::string_view order_name(ThreadOrder order);  // as in ?order=
ThreadOrder parse_order(std::string_view name);  // latest when it is none

// "Ask a question" in a space for questions, "Write" elsewhere; nothing for who may not write.
void write_start_button(html::Writer& out, const Visit& visit, const community::Space* space);

// Pinned threads first, then the rows and the way on.
void write_thread_list(html::Writer& out, const Visit& visit, const ThreadList& list, std::string_view path,
                       const community::RowStyle& style = {});

}  // namespace parvis::forum
