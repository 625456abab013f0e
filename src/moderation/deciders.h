// Who may look after the square at all. A function of one visit.
#pragma once

#include "community/visit.h"

namespace parvis::moderation {

// Forbidden for those who may decide in no space.
void require_decider(const community::Visit& visit);

}  // namespace parvis::moderation
