// The act a visit asks for: the one place where rules about threads meet a request. The visit outlives the act.
#pragma once

#include "community/threads/act.h"
#include "community/visit.h"

namespace parvis::community {

inline Act act_of(const Visit& visit) {
  return {visit.community.timeline(), visit.viewer, *visit.spaces, now(), visit.source, visit.language};
}

}  // namespace parvis::community
