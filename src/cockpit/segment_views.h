// Pieces that the pages of segments and journeys share. Pure functions of the visit, or small reads.
#pragma once

#include <string>

#include "community/members/member.h"
#include "community/page/member_views.h"
#include "community/segments/segment.h"
#include "community/spaces/space_change.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::cockpit {

using community::Visit;

std::string segment_path(std::string_view slug);
// The segment of the address; NotFound.
community::Segment segment_asked(const Visit& visit, store::Reader& reader);
community::SpaceAct act_of(const Visit& visit);

// The page of a segment; `asked`: what was typed where one asks why somebody is in it.
http::Response segment_page(const Visit& visit, const html::FormState& asked, int status);
// The member whose handle was typed in the field "member". Nothing, and said in `state` beside the field, when there is
// none.
std::optional<community::Member> member_typed(store::Reader& reader, html::FormState& state);
// A field "member" for a handle, as it was typed, with what is wrong beside it.
void write_handle_field(html::Writer& out, const Visit& visit, const std::string& id, const html::FormState& state);

// One figure of a row of them: what it counts, the number, against what.
// `path`: where whom it counts is listed; empty for a figure of nobody's.
void write_figure(html::Writer& out, std::string_view what, std::string_view number, std::string_view against = {},
                  const std::string& path = {});
// A line of a list: face, name, badge, what else is said of them, and since when.
void write_person(html::Writer& out, const Visit& visit, const community::MemberGlimpse& member,
                  const char* since_words, Instant since, std::string_view more = {});
// A button that posts nothing but itself.
void write_post_button(html::Writer& out, const Visit& visit, const std::string& action, std::string_view words,
                       std::string_view css_class = "button");

}  // namespace parvis::cockpit
