// The ways through a thread: its pages, its dates, what stands beside it.
#include "community/page/member_views.h"
#include "core/text/dates.h"
#include "forum/thread_views.h"

namespace parvis::forum {

using namespace community;

namespace {

std::string range_words(const ThreadView& view, std::int64_t from) {
  const auto to = std::min(page_start(from, view.content.limit) + view.content.limit - 1, view.ways.last_number);
  return view.visit.tr("{from} to {to}", {{"from", from}, {"to", to}});
}

// One point of the timeline that leads somewhere.
void write_point(html::Writer& out, const ThreadView& view, std::int64_t number, Instant at, const std::string& words) {
  out.open("li").open("a", {{"href", view.path_of(number)}});
  out.element("span", {{"class", "unseen"}}, words + " ");
  write_brief_time(out, view.visit, at);
  out.close().close();
}

void write_here(html::Writer& out, const ThreadView& view) {
  const auto& content = view.content;
  if (content.posts.empty()) return;
  // The browser's script says here which post is being read: "12 of 40".
  out.open("li", {{"class", "here"},
                  {"data-here", view.visit.tr("of {n}", {{"n", "{n}"}})},
                  {"data-last", view.ways.last_number}});
  out.open("b").text(range_words(view, content.from)).text(" ");
  out.text(view.visit.tr("of {n}", {{"n", view.ways.last_number}})).close();
  out.open("span");
  write_time(out, view.visit, content.posts.front().created_at);
  out.close().close();
}

void write_jump(html::Writer& out, const ThreadView& view) {
  const auto& visit = view.visit;
  const auto zone = text::TimeZone::of(visit.time_zone);
  const auto& thread = view.thread();
  out.open("details", {{"class", "jump"}}).element("summary", visit.tr("Go to a date"));
  out.open("form", {{"action", "/threads/" + id_text(thread.id) + "/at"}, {"class", "row"}});
  out.open(
      "input",
      {{"type", "date"},
       {"name", "date"},
       {"required", true},
       {"aria-label", visit.tr("Date")},
       {"min", text::day_in_figures(thread.created_at, zone)},
       {"max", text::day_in_figures(thread.last_activity_at, zone)},
       {"value", text::day_in_figures(
                     view.content.posts.empty() ? thread.created_at : view.content.posts.front().created_at, zone)}});
  out.element("button", {{"class", "button"}}, visit.tr("Go")).close().close();
}

void write_timeline(html::Writer& out, const ThreadView& view) {
  const auto& thread = view.thread();
  if (view.ways.last_number < 2) return;
  out.open("section", {{"class", "scrub"}})
      .open("nav", {{"aria-label", view.visit.tr("Through this conversation")}})
      .open("ol");
  write_point(out, view, 1, thread.created_at, view.visit.tr("First post,"));
  write_here(out, view);
  write_point(out, view, view.ways.last_number, thread.last_activity_at, view.visit.tr("Last post,"));
  out.close().close();
  write_jump(out, view);
  out.close();
}

void write_participants(html::Writer& out, const ThreadView& view) {
  if (view.content.participants.size() < 2) return;
  out.open("section").element("h2", view.visit.tr("Who takes part")).open("div", {{"class", "faces"}});
  for (const auto& member : view.content.participants) {
    write_linked_face(out, view.visit, {.handle = member.handle, .name = member.name, .hue = member.hue});
  }
  out.close().close();
}

void write_related(html::Writer& out, const ThreadView& view) {
  if (view.overlay.related.empty()) return;
  out.open("section").element("h2", view.visit.tr("Near this")).open("ul", {{"class", "list"}});
  for (const auto& other : view.overlay.related) {
    out.open("li").element("a", {{"href", thread_path(other.id, other.slug)}}, other.title);
    if (other.kind == RelationKind::duplicate_of) write_badge(out, view.visit.tr("same question"));
    if (other.solved) write_badge(out, view.visit.tr("solved"), "good");
    out.close();
  }
  out.close().close();
}

void write_neighbour(html::Writer& out, const ThreadView& view, std::int64_t from, std::string_view rel,
                     const std::string& words) {
  out.open("a", {{"class", "button " + std::string(rel)}, {"rel", rel}, {"href", page_path(view.thread(), from)}});
  out.text(words).text(" ").element("span", {{"class", "quiet num"}}, range_words(view, from)).close();
}

}  // namespace

std::string page_path(const Thread& thread, std::int64_t from) {
  const auto path = thread_path(thread.id, thread.slug);
  return from <= 1 ? path : path + "/" + std::to_string(from);
}

void write_thread_pager(html::Writer& out, const ThreadView& view) {
  const auto& content = view.content;
  if (!view.ways.before && !view.ways.after) return;
  out.open("nav", {{"class", "pager"}, {"aria-label", view.visit.tr("Pages")}});
  if (view.ways.before) write_neighbour(out, view, *view.ways.before, "prev", view.visit.tr("Before"));
  if (view.ways.after) write_neighbour(out, view, *view.ways.after, "next", view.visit.tr("After"));
  out.close();
}

void write_thread_aside(html::Writer& out, const ThreadView& view) {
  write_participants(out, view);
  write_related(out, view);
  write_timeline(out, view);
}

}  // namespace parvis::forum
