// Pieces that the pages of segments and journeys share. Pure functions of the visit, or small reads.
#pragma once

#include <string>

#include "community/page/member_views.h"
#include "community/segments/segment.h"
#include "community/spaces/space_change.h"
#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;

std::string segment_path(std::string_view slug);
// The segment of the address; NotFound.
community::Segment segment_asked(const Visit& visit, store::Reader& reader);
community::SpaceAct act_of(const Visit& visit);

// One figure of a row of them: what it counts, the number, against what.
void write_figure(html::Writer& out, std::string_view what, std::string_view number, std::string_view against = {});
// A line of a list: face, name, badge, and since when.
void write_person(html::Writer& out, const Visit& visit, const community::MemberGlimpse& member,
                  const char* since_words, Instant since);
// A button that posts nothing but itself.
void write_post_button(html::Writer& out, const Visit& visit, const std::string& action, std::string_view words,
                       std::string_view css_class = "button");

}  // namespace parvis::cockpit
