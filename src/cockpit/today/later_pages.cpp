// What was put off, or written down for a day to come.
#include "cockpit/cockpit_frame.h"
#include "cockpit/today/today_pages.h"
#include "cockpit/today/today_views.h"
#include "community/page/member_views.h"
#include "community/page/thread_rows.h"
#include "community/today/task_words.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr char kPath[] = "/cockpit/today/later";
constexpr int kShown = 50;

void write_later(html::Writer& out, const Visit& visit, const Task& task, const Named& named) {
  out.open("li", {{"class", "row"}}).open("div").open("p");
  write_reason(out, visit, task, named);
  out.close().open("p", {{"class", "quiet small dots"}});
  out.element("span", kind_words(visit.language, task.kind)).element("span", when_words(visit, task));
  if (const auto given = named.members.find(task.assignee); given != named.members.end()) {
    out.element("span", visit.tr("given to {member}", {{"member", given->second.display_name}}));
  }
  out.close().close();
  out.open("form", {{"method", "post"}, {"action", "/cockpit/today/" + id_text(task.id)}, {"class", "push"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}, {"name", "decision"}, {"value", "now"}}, visit.tr("Put it into Today"));
  out.close().close();
}

}  // namespace

http::Response show_later(Visit& visit) {
  const auto after = parse_later_place(visit.request.query.get("after"));
  const auto read =
      visit.community.store().read([&](store::Reader& reader) { return read_for_later(reader, visit, after, kShown); });
  const auto title = visit.tr("For later");
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("p", {{"class", "small"}});
  out.element("a", {{"class", "link"}, {"href", "/cockpit/today"}}, visit.tr("Today")).close();
  out.element("h1", title);
  out.element("p", visit.tr("What was put off, or written down for a day to come. It stands in Today from that morning "
                            "on, unless its reason has gone."));
  out.close();
  if (read.tasks.empty() && !after && !read.next) write_empty(out, visit.tr("Nothing is kept for later."));
  out.open("ul", {{"class", "list people for-later"}});
  for (const auto& task : read.tasks) write_later(out, visit, task, read.named);
  out.close();
  write_next_page(out, visit, kPath, read.next ? place_text(*read.next) : "");
  return cockpit_page(visit, Room::today, title, out.take());
}

}  // namespace parvis::cockpit
