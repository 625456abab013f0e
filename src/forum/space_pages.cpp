#include <unordered_map>

#include "community/threads/follow.h"
#include "forum/follow_views.h"
#include "forum/forum_pages.h"
#include "forum/list_views.h"
#include "forum/space_words.h"

namespace parvis::forum {

using namespace community;

namespace {

const Space& space_asked(const Visit& visit) {
  const auto* space = visit.spaces->find(visit.request.parameter("space"));
  if (!space) throw NotFound();
  return visit.readable_space(space->id);
}

std::string path_in(const Space& space, ThreadOrder order) {
  if (order == ThreadOrder::latest) return space_path(space.slug);
  return space_path(space.slug) + "?order=" + std::string(order_name(order));
}

void write_badges(html::Writer& out, const Visit& visit, const Space& space) {
  write_readers_badge(out, visit, space);
  if (space.closed) write_badge(out, visit.tr("closed"));
}

void write_head(html::Writer& out, const Visit& visit, const Space& space, bool following) {
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.open("h1").text(space.name.in(visit.language));
  write_badges(out, visit, space);
  out.close().open("div", {{"class", "row"}});
  if (visit.viewer.signed_in()) write_follow_form(out, visit, space_path(space.slug) + "/follow", following);
  write_start_button(out, visit, &space);
  out.close().close();
  out.element("p", space.description.in(visit.language)).close();
}

void write_nothing(html::Writer& out, const Visit& visit, const Space& space, ThreadOrder order) {
  if (space.closed) return write_empty(out, visit.tr("This space is closed, and nothing was written there."));
  if (order == ThreadOrder::unanswered) {
    return write_empty(out, visit.tr("Every question here has been answered."), visit.tr("See them all"),
                       space_path(space.slug));
  }
  const auto first = space.kind == SpaceKind::questions ? visit.tr("Ask a question") : visit.tr("Write");
  const auto sentence =
      space.kind == SpaceKind::questions
          ? visit.tr("No question yet. The first one opens the way: ask what you would ask a friend who knows.")
          : visit.tr("No conversation yet. Open the first one: two sentences are enough.");
  if (may_ask(visit.viewer, space, Action::open_thread))
    return write_empty(out, sentence, first, space_path(space.slug) + "/threads/new");
  if (visit.viewer.signed_in()) return write_empty(out, sentence);
  write_empty(out, sentence, visit.tr("Join"), "/join");
}

std::vector<Tab> tabs_of(const Visit& visit, const Space& space, ThreadOrder current) {
  std::vector<Tab> tabs;
  for (const auto order :
       {ThreadOrder::latest, ThreadOrder::newest, ThreadOrder::appreciated, ThreadOrder::unanswered}) {
    tabs.push_back({path_in(space, order), order_words(visit, order), order == current});
  }
  return tabs;
}

void write_space_row(html::Writer& out, const Visit& visit, const Space& space, const SpaceFigures& figures) {
  out.open("li", {{"class", "space-row"}}).open("div").open("h2");
  out.element("a", {{"href", space_path(space.slug)}}, space.name.in(visit.language));
  write_badges(out, visit, space);
  out.close().element("p", space.description.in(visit.language)).close();
  out.open("p", {{"class", "count num"}});
  if (figures.threads == 0) {
    out.text(visit.tr("nothing yet"));
  } else {
    out.element("span", visit.trn("{n} thread", "{n} threads", figures.threads)).literal("<br>");
    write_time(out, visit, figures.last_activity_at);
  }
  out.close().close();
}

}  // namespace

http::Response show_space(Visit& visit) {
  const auto& space = space_asked(visit);
  const auto order = parse_order(visit.request.query.get("order"));
  const std::string cursor(visit.request.query.get("after"));
  bool following = false;
  const auto threads = visit.community.store().read([&](store::Reader& reader) {
    if (visit.viewer.signed_in())
      following = is_following(reader, visit.viewer.member, FollowKind::space, space.id.value);
    return list_threads(reader, visit.viewer, *visit.spaces, {.space = space.id, .order = order, .cursor = cursor});
  });
  html::Writer out;
  write_head(out, visit, space, following);
  write_tabs(out, visit.tr("Order"), tabs_of(visit, space, order));
  if (threads.rows.empty() && threads.pinned.empty()) write_nothing(out, visit, space, order);
  write_thread_list(out, visit, threads, path_in(space, order), {.space = ShowSpace::no});
  const bool plain = order == ThreadOrder::latest && cursor.empty();
  PageHead head{.title = space.name.in(visit.language),
                .description = space.description.in(visit.language),
                .canonical = space_path(space.slug),
                .indexing = plain && !threads.rows.empty() ? Indexing::allowed : Indexing::refused,
                .feeds = {{space.name.in(visit.language), space_path(space.slug) + "/feed.atom"}},
                .next = threads.next.empty() ? "" : next_page_path(path_in(space, order), threads.next),
                .current = "space:" + space.slug,
                .width = Width::wide};
  return keep_for_visitors(visit, render_page(visit, head, out.take()), {"space:" + id_text(space.id)});
}

http::Response show_spaces(Visit& visit) {
  std::unordered_map<SpaceId, SpaceFigures> figures;
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto& each : space_figures(reader)) figures[each.id] = each;
  });
  auto spaces = readable_spaces(visit.viewer, *visit.spaces);
  // A group's stand on its own page; here only those of the viewer's groups.
  std::erase_if(spaces, [&](const Space* space) { return space->group && !is_in(visit.viewer, space->group); });
  html::Writer out;
  const bool manages = visit.viewer.is_manager();
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", visit.tr("Spaces"));
  if (manages) out.element("a", {{"class", "button"}, {"href", "/manage/spaces"}}, visit.tr("Manage the spaces"));
  out.close().close();
  if (spaces.empty()) {
    write_empty(out, manages ? visit.tr("No space yet. Open the first one: people write in spaces.")
                             : visit.tr("There is no space to read yet."));
  } else {
    out.open("ul", {{"class", "list spaces"}});
    for (const auto* space : spaces) write_space_row(out, visit, *space, figures[space->id]);
    out.close();
  }
  const PageHead head{.title = visit.tr("Spaces"), .canonical = "/spaces", .width = Width::wide};
  return keep_for_visitors(visit, render_page(visit, head, out.take()), {"lists"});
}

}  // namespace parvis::forum
