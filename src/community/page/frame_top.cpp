#include "community/page/frame.h"
#include "community/page/look.h"
#include "community/page/theme.h"
#include "community/sharing/share.h"

namespace parvis::community {
namespace {

void write_logo(html::Writer& out, const Visit& visit) {
  out.open("a", {{"class", "logo"}, {"href", "/"}});
  out.element("span", {{"class", "mark"}, {"aria-hidden", "true"}}, initial_of(visit.identity->name));
  out.element("span", visit.identity->name).close();
}

// Folds the navigation away on wide screens, and brings it back.
void write_fold(html::Writer& out, const Visit& visit) {
  const bool open = look_of(visit).navigation == Navigation::open;
  const auto hide = visit.tr("Hide the navigation"), show = visit.tr("Show the navigation");
  out.open("form", {{"class", "fold"}, {"action", "/look"}, {"data-look", true}});
  out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", visit.request.target}});
  out.open("button", {{"name", "set"},
                      {"value", open ? "folded" : "open"},
                      {"aria-controls", "navigation"},
                      {"aria-expanded", open ? "true" : "false"},
                      {"aria-label", open ? hide : show},
                      {"title", open ? hide : show},
                      {"data-other", open ? show : hide}});
  out.literal(
      "<svg width=\"18\" height=\"14\" viewBox=\"0 0 18 14\" fill=\"none\" stroke=\"currentColor\" "
      "stroke-width=\"1.8\" stroke-linecap=\"round\" aria-hidden=\"true\"><path d=\"M1 1h16M1 7h16M1 13h16\"/></svg>");
  out.close().close();
}

void write_lens(html::Writer& out) {
  out.literal(
      "<svg width=\"16\" height=\"16\" viewBox=\"0 0 17 17\" fill=\"none\" stroke=\"currentColor\" "
      "stroke-width=\"1.8\" stroke-linecap=\"round\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"5\"/>"
      "<path d=\"m11 11 4 4\"/></svg>");
}

void write_search(html::Writer& out, const Visit& visit) {
  // The page of searching has a field of its own.
  if (visit.request.path == "/search") {
    out.open("span", {{"class", "seek-place"}}).close();
    return;
  }
  const auto words = visit.tr("Search the square");
  out.open("form", {{"class", "seek"}, {"role", "search"}, {"action", "/search"}});
  write_lens(out);
  out.open("input", {{"type", "search"},
                     {"name", "q"},
                     {"id", "seek"},
                     {"placeholder", words},
                     {"aria-label", words},
                     {"autocomplete", "off"}});
  out.literal("<kbd aria-hidden=\"true\">/</kbd>").close();
  out.open("a", {{"class", "seek-link"}, {"href", "/search"}, {"aria-label", words}});
  write_lens(out);
  out.close();
}

void write_visitor_doors(html::Writer& out, const Visit& visit) {
  out.element("a", {{"class", "button bare"}, {"href", "/sign-in"}}, visit.tr("Sign in"));
  // By an address that somebody handed on: the page one joins from tells it.
  const bool is_shared = !visit.request.query.get(kSharedBy).empty();
  out.element("a",
              {{"class", "button main"},
               {"href", is_shared ? "/join?return_to=" + http::percent_encode(visit.request.target) : "/join"}},
              visit.tr("Join"));
}

void write_bell(html::Writer& out, const Visit& visit) {
  const auto unread = visit.unread_notifications;
  out.open("a", {{"class", unread ? "bell" : "bell calm"}, {"href", "/notifications"}, {"data-bell", true}});
  out.element("span", {{"class", "bell-word"}}, visit.tr("Notifications")).text(" ");
  out.element("span", {{"class", "count num"}, {"data-bell-count", true}, {"hidden", unread == 0}},
              text::format_compact(visit.language, unread));
  out.close();
}

void write_menu_entry(html::Writer& out, std::string_view path, std::string_view words) {
  out.open("li").element("a", {{"href", path}}, words).close();
}

bool decides_somewhere(const Visit& visit) {
  return std::ranges::any_of(visit.spaces->all(),
                             [&](const Space& space) { return may(visit.viewer, space, Action::decide); });
}

void write_member_menu(html::Writer& out, const Visit& visit) {
  const auto& viewer = visit.viewer;
  out.open("details", {{"class", "menu"}, {"data-menu", true}}).open("summary");
  write_face(out, viewer.display_name, viewer.hue);
  out.element("span", {{"class", "unseen"}}, visit.tr("Your menu")).close();
  out.open("div").open("p", {{"class", "menu-who"}}).element("b", viewer.display_name);
  out.open("span", {{"class", "quiet small"}}).text("@").text(viewer.handle).close().close();
  out.open("ul");
  write_menu_entry(out, member_path(viewer.handle), visit.tr("Your page"));
  write_menu_entry(out, "/notifications", visit.tr("Notifications"));
  write_menu_entry(out, "/account/drafts", visit.tr("Drafts"));
  write_menu_entry(out, "/account/contributions", visit.tr("What you sent in"));
  write_menu_entry(out, "/account", visit.tr("Settings"));
  if (decides_somewhere(visit)) write_menu_entry(out, "/moderation", visit.tr("Waiting for a decision"));
  if (viewer.is_manager()) {
    write_menu_entry(out, "/cockpit", visit.tr("Cockpit"));
    write_menu_entry(out, "/manage/community", visit.tr("Manage the community"));
    write_menu_entry(out, "/manage/members", visit.tr("Manage members"));
  }
  out.open("li").open("form", {{"method", "post"}, {"action", "/session/end"}});
  write_form_token(out, visit);
  out.element("button", visit.tr("Sign out")).close().close().close().close().close();
}

}  // namespace

void write_top(html::Writer& out, const Visit& visit) {
  out.element("a", {{"class", "button skip"}, {"href", "#content"}}, visit.tr("Skip to the content"));
  out.open("header", {{"class", "top"}}).open("div", {{"class", "top-row"}});
  write_fold(out, visit);
  write_logo(out, visit);
  write_search(out, visit);
  if (visit.viewer.signed_in()) {
    if (!visit.spaces->all().empty())
      out.element("a", {{"class", "button write-link"}, {"href", "/threads/new"}}, visit.tr("Write"));
    write_bell(out, visit);
    write_member_menu(out, visit);
  } else {
    write_visitor_doors(out, visit);
  }
  out.close().close();
}

}  // namespace parvis::community
