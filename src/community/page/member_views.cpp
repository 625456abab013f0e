#include "community/page/member_views.h"

namespace parvis::community {

bool has_page(const MemberGlimpse& member) { return member.status != MemberStatus::former && !member.handle.empty(); }

std::string shown_name(const Visit& visit, const MemberGlimpse& member) {
  if (member.status == MemberStatus::former || member.name.empty()) return visit.tr("a former member");
  return std::string(member.name);
}

void write_member_name(html::Writer& out, const Visit& visit, const MemberGlimpse& member, std::string_view css_class) {
  if (has_page(member)) {
    out.element("a", {{"class", css_class}, {"href", member_path(member.handle)}}, shown_name(visit, member));
  } else {
    out.element("span", {{"class", css_class}}, shown_name(visit, member));
  }
}

void write_role_badge(html::Writer& out, const Visit& visit, const MemberGlimpse& member) {
  // Who speaks for the brand is always labelled.
  if (!member.title.empty() && member.role >= Role::expert) return write_badge(out, member.title, "brand");
  switch (member.role) {
    case Role::expert: return write_badge(out, visit.identity->name, "brand");
    case Role::leader: return write_badge(out, visit.tr("leader"));
    case Role::manager:
    case Role::administrator: return write_badge(out, visit.tr("team"), "brand");
    case Role::visitor:
    case Role::member: return;
  }
}

void write_linked_face(html::Writer& out, const Visit& visit, const MemberGlimpse& member) {
  const auto name = shown_name(visit, member);
  if (!has_page(member)) return write_face(out, name, member.hue);
  out.open("a", {{"href", member_path(member.handle)}, {"title", name}, {"aria-label", name}});
  write_face(out, name, member.hue);
  out.close();
}

}  // namespace parvis::community
