// Who may look after the square at all. A function of one visit.
#pragma once

#include "community/visit.h"

namespace parvis::moderation {

// Forbidden for those who may decide in no space.
void require_decider(const community::Visit& visit);
// Who judges members and reads what staff noted about them: those the community entrusted with it, its managers and the
// leaders of its spaces. Who looks after a group they founded themselves decides on words there, and no more. Forbidden
// for everybody else.
void require_keeper(const community::Visit& visit);

}  // namespace parvis::moderation
