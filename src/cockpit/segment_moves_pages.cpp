// The history of a segment: who came, who left, of all times or of the thirty days that its figures count.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/segment_views.h"
#include "community/page/thread_rows.h"
#include "community/segments/segment_moves.h"
#include "core/text/catalogue.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kMovesShown = 50;

struct Shown {
  std::string_view name;  // in addresses
  MoveList list;
  const char* title;
};
constexpr Shown kShown[] = {{"", MoveList::all, text::msgid("All of it")},
                            {"entered", MoveList::entered, text::msgid("Came in 30 days")},
                            {"left", MoveList::left, text::msgid("Left in 30 days")}};

const Shown& shown_asked(const Visit& visit) {
  const auto asked = visit.request.query.get("show");
  for (const auto& one : kShown) {
    if (one.name == asked) return one;
  }
  return kShown[0];
}

std::string path_of(const Segment& segment, const Shown& shown) {
  const auto path = segment_path(segment.slug) + "/moves";
  return shown.name.empty() ? path : path + "?show=" + std::string(shown.name);
}

void write_lists(html::Writer& out, const Visit& visit, const Segment& segment, const Shown& shown) {
  out.open("nav", {{"class", "tabs"}, {"aria-label", visit.tr("Who came and went")}});
  for (const auto& one : kShown) {
    const auto here = &one == &shown ? std::optional<std::string>("page") : std::nullopt;
    out.element("a", {{"href", path_of(segment, one)}, {"aria-current", here}}, visit.tr(one.title));
  }
  out.close();
}

}  // namespace

http::Response show_segment_moves(Visit& visit) {
  const auto& shown = shown_asked(visit);
  Segment segment;
  const auto page = visit.community.store().read([&](store::Reader& reader) {
    segment = segment_asked(visit, reader);
    return moves_of(reader, {.segment = segment.id,
                             .list = shown.list,
                             .since = shown.list == MoveList::all ? Instant{} : now() - kFlowLooksBack,
                             .before = parse_move_place(visit.request.query.get("after")),
                             .at_most = kMovesShown});
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Who came and went"));
  out.open("p").element("a", {{"class", "link"}, {"href", segment_path(segment.slug)}}, segment.name).close().close();
  out.element("p", {{"class", "quiet"}},
              visit.tr("Members who were there when the segment was made, or when its condition was changed, are "
                       "not told of one by one."));
  write_lists(out, visit, segment, shown);
  if (page.moves.empty()) {
    write_empty(out, shown.list == MoveList::all ? visit.tr("Nobody came or went since it was made.")
                                                 : visit.tr("Nobody, in these 30 days."));
  }
  out.open("ul", {{"class", "list people"}});
  for (const auto& move : page.moves) {
    const MemberGlimpse glimpse{.handle = move.handle,
                                .name = move.name,
                                .title = {},
                                .hue = move.hue,
                                .role = Role::member,
                                .status = move.status};
    write_person(out, visit, glimpse, move.entered ? text::msgid("came in {when}") : text::msgid("left {when}"),
                 move.at);
  }
  out.close();
  write_next_page(out, visit, path_of(segment, shown), page.next ? place_text(*page.next) : "");
  return cockpit_page(visit, Room::segments, segment.name, out.take());
}

}  // namespace parvis::cockpit
