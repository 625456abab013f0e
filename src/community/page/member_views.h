// How members appear beside what they do: face, name, and a badge for who speaks for the brand or leads a space.
#pragma once

#include <string_view>

#include "community/page/page.h"
#include "community/types.h"

namespace parvis::community {

// What a view needs to know of a member; the texts must outlive the call.
struct MemberGlimpse {
  std::string_view handle;
  std::string_view name;
  std::string_view title;  // of an expert: "Atelier Mistral"
  int hue = 0;
  Role role = Role::member;
  MemberStatus status = MemberStatus::active;
};

// Has a page of their own to link to? Those who are gone have none.
bool has_page(const MemberGlimpse& member);
// The name as people read it: "a former member" for those who are gone.
std::string shown_name(const Visit& visit, const MemberGlimpse& member);
// The name, as a link to the member's page.
void write_member_name(html::Writer& out, const Visit& visit, const MemberGlimpse& member,
                       std::string_view css_class = "name");
// The badge of an expert, a leader or a manager; nothing for others.
void write_role_badge(html::Writer& out, const Visit& visit, const MemberGlimpse& member);
// The face as a link, for rows of faces; its name is read out.
void write_linked_face(html::Writer& out, const Visit& visit, const MemberGlimpse& member);

}  // namespace parvis::community
