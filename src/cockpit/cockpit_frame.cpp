#include "cockpit/cockpit_frame.h"

#include "core/assets/assets.h"

namespace parvis::cockpit {
namespace {

struct Door {
  Room room;
  const char* path;
  const char* words;
};
constexpr Door kDoors[] = {
    {Room::today, "/cockpit/today", text::msgid("Today")},
    {Room::members, "/cockpit/members", text::msgid("Members")},
    {Room::journeys, "/cockpit/journeys", text::msgid("Journeys")},
    {Room::plans, "/cockpit/plans", text::msgid("Plans")},
    {Room::segments, "/cockpit/segments", text::msgid("Segments")},
    {Room::leaders, "/cockpit/leaders", text::msgid("Leaders")},
    {Room::influencers, "/cockpit/influencers", text::msgid("Influencers")},
    {Room::health, "/cockpit/health", text::msgid("Health")},
    {Room::returns, "/cockpit/return", text::msgid("Return")},
};

void write_doors(html::Writer& out, const Visit& visit, Room current) {
  out.open("nav", {{"class", "tabs cockpit-doors"}, {"aria-label", visit.tr("Cockpit")}});
  for (const auto& door : kDoors) {
    const auto here = door.room == current ? std::optional<std::string>("page") : std::nullopt;
    out.element("a", {{"href", door.path}, {"aria-current", here}}, text::phrase(visit.language, door.words));
  }
  out.close();
}

}  // namespace

http::Response cockpit_page(const Visit& visit, Room room, std::string_view title, html::Html main, int status) {
  html::Writer out;
  out.open("link", {{"rel", "stylesheet"}, {"href", assets::address("cockpit.css")}});
  write_doors(out, visit, room);
  out.open("div", {{"class", "cockpit"}}).html(main).close();
  const community::PageHead head{.title = std::string(title),
                                 .indexing = community::Indexing::refused,
                                 .current = "cockpit",
                                 .width = community::Width::wide};
  return community::render_page(visit, head, out.take(), {}, status);
}

http::Response show_cockpit(Visit&) { return http::see_other(kDoors[0].path); }

}  // namespace parvis::cockpit
