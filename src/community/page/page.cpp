#include "community/page/page.h"

#include "community/page/frame.h"
#include "community/page/look.h"
#include "community/page/notice.h"
#include "community/page/script_words.h"
#include "core/alarm.h"
#include "core/store/disk_room.h"

namespace parvis::community {
namespace {

// What a manager must know before anything else.
void write_alarm(html::Writer& out, const Visit& visit) {
  if (!visit.viewer.is_manager()) return;
  if (rings(Alarm::backup)) {
    out.element("p", {{"class", "notice warn"}, {"role", "status"}},
                visit.tr("The last backup failed or is overdue. Tell those who run this site: the log says why."));
  }
  switch (store::room_for(visit.community.store())) {
    case store::Room::ample: return;
    case store::Room::low:
      out.element("p", {{"class", "notice warn"}, {"role", "status"}},
                  visit.tr("Little room is left on the disk of this site. Tell those who run it."));
      return;
    case store::Room::none:
      out.element("p", {{"class", "notice bad"}, {"role", "alert"}},
                  visit.tr("The disk is full: nobody can write, only deleting works. Tell those who run this site; as "
                           "soon as there is room, writing goes on by itself."));
  }
}

void write_column(html::Writer& out, const Visit& visit, const PageHead& head, const html::Html& main,
                  const html::Html& aside) {
  out.open("div", {{"class", head.width == Width::wide ? "page wide" : "page"}});
  write_navigation(out, visit, head.current);
  const auto data = head.body_data.empty() ? std::nullopt : std::optional(head.body_data);
  out.open("main", {{"id", "content"}, {"tabindex", "-1"}, {"data-page", data}});
  write_alarm(out, visit);
  if (const auto notice = notice_of(visit); !notice.empty()) {
    out.element("p", {{"class", "notice"}, {"role", "status"}}, notice);
  }
  out.html(main).close();
  if (!aside.empty())
    out.open("aside", {{"class", "aside"}, {"aria-label", visit.tr("Around this page")}}).html(aside).close();
  out.close();
}

std::optional<std::string> theme_attribute(Shade shade) {
  switch (shade) {
    case Shade::light: return "light";
    case Shade::dark: return "dark";
    case Shade::system: break;
  }
  return std::nullopt;
}

std::optional<std::string> navigation_attribute(Navigation navigation) {
  if (navigation == Navigation::folded) return "folded";
  return std::nullopt;
}

}  // namespace

http::Response render_page(const Visit& visit, const PageHead& head, html::Html main, html::Html aside, int status) {
  html::Writer out;
  const auto look = look_of(visit);
  out.literal("<!doctype html>")
      .open("html", {{"lang", text::tag(visit.language)},
                     {"data-theme", theme_attribute(look.shade)},
                     {"data-navigation", navigation_attribute(look.navigation)}});
  write_document_head(out, visit, head);
  const auto member = visit.viewer.signed_in() ? std::optional(visit.viewer.handle) : std::nullopt;
  out.open("body", {{"data-member", member}});
  write_top(out, visit);
  write_column(out, visit, head, main, aside);
  write_foot(out, visit);
  write_script_words(out, visit);
  out.close().close();
  auto response = http::page(out.take().markup(), status);
  if (!notice_of(visit).empty()) response.cookie(gone_notice(visit));
  return response;
}

http::Response keep_for_visitors(const Visit& visit, http::Response response, std::vector<std::string> tags,
                                 std::chrono::seconds at_most) {
  if (visit.viewer.signed_in() || !response.cookies.empty()) return response;
  return std::move(response).kept(std::move(tags), at_most);
}

}  // namespace parvis::community
