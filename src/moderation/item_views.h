// One item of the queue as those who decide see it: what it is, whose, what they answered, who flagged it, and the
// buttons. Every button names its key (web/src/queue.ts). Pure functions of the visit.
#pragma once

#include "moderation/queue.h"

namespace parvis::moderation {

// The field of the buttons, and what they say besides a ground's name.
inline constexpr char kDecisionField[] = "decision", kYes[] = "yes", kInWords[] = "no";

// `state` holds what was typed when its decision was refused.
void write_item(html::Writer& out, const community::Visit& visit, const Item& item, const html::FormState& state);
// An appeal: what was decided and why, what the member says, the two ways to answer.
void write_heard(html::Writer& out, const community::Visit& visit, const Heard& heard);
// The buttons that say on which ground, and nothing else.
void write_grounds(html::Writer& out, const community::Visit& visit);

}  // namespace parvis::moderation
