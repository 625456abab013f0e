// Sanctions and appeals as staff and their member read them. Pure functions of the visit.
#pragma once

#include "community/moderation/appeal.h"
#include "community/moderation/sanction.h"
#include "community/page/page.h"

namespace parvis::moderation {

std::string sanction_words(const community::Visit& visit, community::SanctionKind kind);  // "Silence"
// "Silence until 3 December, given yesterday"; the reason below.
void write_sanction(html::Writer& out, const community::Visit& visit, const community::Sanction& sanction);
// The form that asks for a second look, folded; for a judgement that may be appealed against.
void write_appeal_form(html::Writer& out, const community::Visit& visit, const community::Judgement& judgement);
// How an appeal of theirs stands.
void write_own_appeal(html::Writer& out, const community::Visit& visit, const community::Appeal& appeal);

}  // namespace parvis::moderation
