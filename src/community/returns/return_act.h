// Who does something about costs, assumptions and orders, and where its months begin. Made by the handler for the
// length of one write; holds a reference.
#pragma once

#include <string>

#include "community/activity/activity.h"
#include "core/text/dates.h"

namespace parvis::community {

struct ReturnAct {
  const Timeline& timeline;
  MemberId actor;  // zero: a program of the shop's
  Instant at;
  text::TimeZone zone;  // the community's
  Source source = Source::page;
};

inline Activity activity_of(const ReturnAct& act, Verb verb, ObjectKind kind, std::int64_t object) {
  return {.at = act.at, .actor = act.actor, .verb = verb, .object_kind = kind, .object = object, .source = act.source};
}

}  // namespace parvis::community
