// What staff did, as a sentence each, for those who manage and for the public log. Pure functions of the visit.
#pragma once

#include "community/moderation/audit.h"
#include "community/page/page.h"

namespace parvis::moderation {

// `everybody`: nobody is named, and what is no longer shown is not either.
enum class Readers { manager, everybody };
// Whether the trail says in words what was done.
bool has_words(community::Verb verb);
void write_acts(html::Writer& out, const community::Visit& visit, const std::vector<community::StaffAct>& acts,
                Readers reader);

}  // namespace parvis::moderation
