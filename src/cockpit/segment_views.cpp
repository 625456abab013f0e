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

std::optional<Member> member_typed(store::Reader& reader, html::FormState& state) {
  auto handle = state.value("member");
  while (handle.starts_with(' ')) handle.remove_prefix(1);
  while (handle.ends_with(' ')) handle.remove_suffix(1);
  if (handle.starts_with('@')) handle.remove_prefix(1);
  auto member = handle.empty() ? std::nullopt : find_member(reader, handle);
  if (member && member->status == MemberStatus::former) member.reset();
  if (member) return member;
  state.refuse("member", handle.empty() ? Sentence{"Write the handle of a member."}
                                        : Sentence{"There is no member “{words}”.", {{"words", std::string(handle)}}});
  return std::nullopt;
}

void write_handle_field(html::Writer& out, const Visit& visit, const std::string& id, const html::FormState& state) {
  const auto* message = state.message("member");
  const auto note = id + "-error";
  const auto wrong = message ? std::optional<std::string>("true") : std::nullopt;
  const auto described = message ? std::optional(note) : std::nullopt;
  out.open("input", {{"id", id},
                     {"name", "member"},
                     {"value", state.value("member")},
                     {"placeholder", visit.tr("@handle")},
                     {"aria-invalid", wrong},
                     {"aria-describedby", described},
                     {"autofocus", message != nullptr},
                     {"autocomplete", "off"},
                     {"class", "word-field"}});
  if (!message) return;
  out.element("span", {{"class", "field-error"}, {"id", note}, {"role", "alert"}}, text::tr(visit.language, *message));
}

void write_figure(html::Writer& out, std::string_view what, std::string_view number, std::string_view against,
                  const std::string& path) {
  out.open("div").element("dt", what).open("dd");
  if (path.empty()) {
    out.text(number);
  } else {
    out.element("a", {{"href", path}}, number);
  }
  if (!against.empty()) out.element("span", {{"class", "trend"}}, against);
  out.close().close();
}

void write_person(html::Writer& out, const Visit& visit, const MemberGlimpse& member, const char* since_words,
                  Instant since, std::string_view more) {
  out.open("li", {{"class", "row"}});
  write_face(out, shown_name(visit, member), member.hue);
  write_card_name(out, visit, member);
  write_role_badge(out, visit, member);
  if (!more.empty()) write_badge(out, more);
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
