#include "community/page/frame.h"
#include "community/page/look.h"

namespace parvis::community {
namespace {

struct Ways {
  html::Writer& out;
  std::string_view current;

  void entry(std::string_view key, std::string_view path, std::string_view words) {
    const auto here = key == current ? std::optional<std::string>("page") : std::nullopt;
    out.open("li").open("a", {{"href", path}, {"aria-current", here}}).text(words).close().close();
  }
};

}  // namespace

void write_navigation(html::Writer& out, const Visit& visit, std::string_view current) {
  Ways list{out, current};
  out.open("nav", {{"class", "nav"}, {"id", "navigation"}, {"aria-label", visit.tr("The square")}})
      .open("div", {{"class", "nav-strip"}});
  out.open("ul");
  list.entry("home", "/", visit.tr("Front page"));
  list.entry("latest", "/latest", visit.tr("Latest"));
  if (visit.viewer.signed_in()) {
    list.entry("unread", "/unread", visit.tr("Unread"));
    list.entry("followed", "/followed", visit.tr("Followed"));
  }
  out.close();
  const auto spaces = readable_spaces(visit.viewer, *visit.spaces);
  if (!spaces.empty()) {
    out.open("p", {{"class", "nav-title"}}).element("a", {{"href", "/spaces"}}, visit.tr("Spaces")).close().open("ul");
    for (const auto* space : spaces) {
      if (space->closed) continue;                                       // the list of spaces has it
      if (space->group && !is_in(visit.viewer, space->group)) continue;  // the group's page has it
      list.entry("space:" + space->slug, space_path(space->slug), space->name.in(visit.language));
    }
    out.close();
  }
  out.element("p", {{"class", "nav-title"}}, visit.tr("Find")).open("ul");
  list.entry("tags", "/tags", visit.tr("Tags"));
  list.entry("members", "/members", visit.tr("Members"));
  list.entry("groups", "/groups", visit.tr("Groups"));
  out.close().close().close();
}

namespace {

void write_languages(html::Writer& out, const Visit& visit) {
  if (visit.identity->languages.size() < 2) return;
  out.open("p", {{"class", "languages"}});
  for (const auto language : visit.identity->languages) {
    const auto tag = std::string(text::tag(language));
    const auto here = language == visit.language ? std::optional<std::string>("true") : std::nullopt;
    out.element("a",
                {{"href", "/language/" + tag + "?return_to=" + http::percent_encode(visit.request.target)},
                 {"lang", tag},
                 {"hreflang", tag},
                 {"rel", "nofollow"},
                 {"aria-current", here}},
                text::name_in_itself(language));
  }
  out.close();
}

void write_shades(html::Writer& out, const Visit& visit) {
  const auto present = look_of(visit).shade;
  out.open("form",
           {{"class", "shades"}, {"action", "/look"}, {"aria-label", visit.tr("Colours")}, {"data-look", true}});
  out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", visit.request.target}});
  const auto choice = [&](Shade shade, std::string_view value, const std::string& words) {
    out.element("button", {{"name", "set"}, {"value", value}, {"aria-pressed", shade == present ? "true" : "false"}},
                words);
  };
  choice(Shade::system, "system", visit.tr("Match my system"));
  choice(Shade::light, "light", visit.tr("Light"));
  choice(Shade::dark, "dark", visit.tr("Dark"));
  out.close();
}

}  // namespace

void write_foot(html::Writer& out, const Visit& visit) {
  out.open("footer", {{"class", "foot"}}).open("div", {{"class", "foot-row"}});
  out.element("span", visit.identity->name);
  out.element("a", {{"href", "/charter"}}, visit.tr("Charter"));
  out.element("a", {{"href", "/feed.atom"}}, visit.tr("Feed"));
  if (const auto& contact = visit.community.settings().mail.contact; !contact.empty()) {
    out.element("a", {{"href", "mailto:" + contact}}, visit.tr("Contact"));
  }
  write_languages(out, visit);
  write_shades(out, visit);
  out.close().close();
}

}  // namespace parvis::community
