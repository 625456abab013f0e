// What staff did, as a sentence each, for those who manage and for the public log. Pure functions of the visit.
#pragma once

#include "community/activity/staff_change.h"
#include "community/moderation/audit.h"
#include "community/page/page.h"

namespace parvis::moderation {

// `everybody`: nobody is named, and what is no longer shown is not either.
enum class Readers { manager, everybody };
// An act, and what it changed.
struct ToldAct {
  community::StaffAct act;
  std::vector<community::ChangedFact> changes = {};
};
// With what each of them changed, for those who manage.
std::vector<ToldAct> with_changes(store::Reader& reader, std::vector<community::StaffAct> acts);
// Whether the trail says in words what was done.
bool has_words(community::Verb verb);
void write_acts(html::Writer& out, const community::Visit& visit, const std::vector<ToldAct>& acts, Readers reader);

}  // namespace parvis::moderation
