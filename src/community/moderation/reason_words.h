// Grounds and reasons as people read and give them: the words of each, and the fields of the forms that ask why.
// Functions of one visit.
#pragma once

#include "community/moderation/ground.h"
#include "community/page/page.h"

namespace parvis::community {

// "Off topic"
std::string ground_words(const Visit& visit, Ground ground);
// What the author reads: the words, else a sentence for the ground.
std::string reason_sentence(const Visit& visit, const Reason& reason);
// The reason in a frame of its own, for its author and who decides; nothing when there is none.
void write_reason(html::Writer& out, const Visit& visit, const Reason& reason);

// Fields "ground" and "words".
enum class ReasonFor { flag, hide };
void write_reason_fields(html::Form& form, const Visit& visit, ReasonFor asking);
// What was typed there. Nothing, and refused in `state`, when no ground was chosen or the words that it takes are
// missing or too many.
std::optional<Reason> reason_typed(html::FormState& state);

}  // namespace parvis::community
