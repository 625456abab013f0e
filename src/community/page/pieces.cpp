#include "community/members/portrait.h"
#include "community/page/page.h"
#include "community/page/theme.h"
#include "core/text/dates.h"

namespace parvis::community {

void write_face(html::Writer& out, std::string_view name, int hue, std::string_view css_class) {
  const auto face = unpack_face(hue);
  const auto classes = std::string(css_class) + " h" + std::to_string(face.hue / 10);
  if (face.picture) {
    const auto address = "/faces/" + std::to_string(*face.picture);
    const bool large = css_class.find("large") != std::string_view::npos;
    out.open("img", {{"class", classes},
                     {"src", large ? address + "/256.jpg" : address},
                     {"alt", ""},
                     {"width", large ? 256 : 96},
                     {"height", large ? 256 : 96},
                     {"loading", "lazy"}});
    return;
  }
  if (face.portrait) return write_portrait(out, *face.portrait, classes);
  out.element("span", {{"class", classes}, {"aria-hidden", "true"}}, initial_of(name));
}

void write_time(html::Writer& out, const Visit& visit, Instant at) {
  const auto zone = text::TimeZone::of(visit.time_zone);
  out.element("time", {{"datetime", to_rfc3339(at)}, {"title", text::long_date(at, visit.language, zone)}},
              text::when(at, now(), visit.language, zone));
}

void write_brief_time(html::Writer& out, const Visit& visit, Instant at) {
  const auto zone = text::TimeZone::of(visit.time_zone);
  const auto present = now();
  std::string words;
  if (const auto hours = (present - at) / kHour; hours < 1) {
    words = text::when(at, present, visit.language, zone);
  } else if (hours < 12) {
    words = visit.trn("{n} h ago", "{n} h ago", hours);
  } else if (text::day_in_figures(at, zone) == text::day_in_figures(present, zone)) {
    words = visit.tr("today");
  } else if (text::day_in_figures(at, zone) == text::day_in_figures(present - kDay, zone)) {
    words = visit.tr("yesterday");
  } else {
    words = text::short_day(at, present, visit.language, zone);
  }
  out.element(
      "time",
      {{"datetime", to_rfc3339(at)}, {"title", text::long_date(at, visit.language, zone)}, {"data-brief", true}},
      words);
}

void write_badge(html::Writer& out, std::string_view text, std::string_view tone) {
  out.element("span", {{"class", "badge " + std::string(tone)}}, text);
}

void write_empty(html::Writer& out, std::string_view sentence, std::string_view action, std::string_view path) {
  out.open("div", {{"class", "empty"}}).element("p", sentence);
  if (!action.empty()) out.element("a", {{"class", "button main"}, {"href", path}}, action);
  out.close();
}

void write_form_token(html::Writer& out, const Visit& visit) {
  if (visit.form_token.empty()) return;
  out.open("input", {{"type", "hidden"}, {"name", html::kFormTokenField}, {"value", visit.form_token}});
}

}  // namespace parvis::community
