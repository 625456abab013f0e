#include "forum/list_views.h"

namespace parvis::forum {

using namespace community;

void write_tabs(html::Writer& out, std::string_view label, const std::vector<Tab>& tabs) {
  out.open("nav", {{"class", "tabs"}, {"aria-label", label}});
  for (const auto& tab : tabs) {
    const auto here = tab.current ? std::optional<std::string>("page") : std::nullopt;
    out.element("a", {{"href", tab.path}, {"aria-current", here}}, tab.words);
  }
  out.close();
}

std::string order_words(const Visit& visit, ThreadOrder order) {
  switch (order) {
    case ThreadOrder::latest: return visit.tr("Latest activity");
    case ThreadOrder::newest: return visit.tr("Newest");
    case ThreadOrder::appreciated: return visit.tr("Most appreciated");
    case ThreadOrder::unanswered: return visit.tr("Unanswered");
  }
  return {};
}

std::string_view order_name(ThreadOrder order) {
  switch (order) {
    case ThreadOrder::latest: return "latest";
    case ThreadOrder::newest: return "newest";
    case ThreadOrder::appreciated: return "appreciated";
    case ThreadOrder::unanswered: return "unanswered";
  }
  return {};
}

ThreadOrder parse_order(std::string_view name) {
  for (const auto order : {ThreadOrder::newest, ThreadOrder::appreciated, ThreadOrder::unanswered}) {
    if (name == order_name(order)) return order;
  }
  return ThreadOrder::latest;
}

void write_start_button(html::Writer& out, const Visit& visit, const Space* space) {
  if (space ? !may_ask(visit.viewer, *space, Action::open_thread) : !visit.viewer.signed_in()) return;
  const auto path = space ? space_path(space->slug) + "/threads/new" : "/threads/new";
  const bool asks = space && space->kind == SpaceKind::questions;
  out.element("a", {{"class", "button main"}, {"href", path}}, asks ? visit.tr("Ask a question") : visit.tr("Write"));
}

void write_thread_list(html::Writer& out, const Visit& visit, const ThreadList& list, std::string_view path,
                       const RowStyle& style) {
  if (!list.pinned.empty() || !list.rows.empty()) {
    out.open("ul", {{"class", "list threads"}});
    for (const auto& row : list.pinned) write_thread_row(out, visit, row, style);
    for (const auto& row : list.rows) write_thread_row(out, visit, row, style);
    out.close();
  }
  write_next_page(out, visit, path, list.next);
}

}  // namespace parvis::forum
