#include "cockpit/segment_views.h"

#include "cockpit/card/card_link.h"
#include "community/accounts/views.h"

namespace parvis::cockpit {

using namespace community;

std::string segment_path(std::string_view slug) { return "/cockpit/segments/" + std::string(slug); }

Segment segment_asked(const Visit& visit, store::Reader& reader) {
  auto segment = find_segment(reader, visit.request.parameter("segment"));
  if (!segment) throw NotFound({"There is no segment at this address."});
  return std::move(*segment);
}

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.member().member, now(), visit.source}; }

void write_figure(html::Writer& out, std::string_view what, std::string_view number, std::string_view against) {
  out.open("div").element("dt", what).open("dd").text(number);
  if (!against.empty()) out.element("span", {{"class", "trend"}}, against);
  out.close().close();
}

void write_person(html::Writer& out, const Visit& visit, const MemberGlimpse& member, const char* since_words,
                  Instant since) {
  out.open("li", {{"class", "row"}});
  write_face(out, shown_name(visit, member), member.hue);
  write_card_name(out, visit, member);
  write_role_badge(out, visit, member);
  out.open("span", {{"class", "quiet small push"}});
  write_when(out, visit, since_words, since);
  out.close().close();
}

void write_post_button(html::Writer& out, const Visit& visit, const std::string& action, std::string_view words,
                       std::string_view css_class) {
  out.open("form", {{"method", "post"}, {"action", action}});
  write_form_token(out, visit);
  out.element("button", {{"class", css_class}}, words).close();
}

}  // namespace parvis::cockpit
