// That letters to a member have stopped, and why: to the member, with the way to start them again, and to staff.
#pragma once

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::community {

// On the member's own page; nothing while letters go out.
void write_letter_stop(html::Writer& out, const Visit& visit);
// One line for those who look after the community; nothing when nothing is known.
void write_letter_stop_of(html::Writer& out, const Visit& visit, MemberId member);

}  // namespace parvis::community
