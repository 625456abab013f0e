// The name of a member on pages of the cockpit: it leads to their card. One writer's thread.
#pragma once

#include "community/page/member_views.h"

namespace parvis::cockpit {

void write_card_name(html::Writer& out, const community::Visit& visit, const community::MemberGlimpse& member);

}  // namespace parvis::cockpit
