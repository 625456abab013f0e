// A member's name in all texts that have no walk of their own in erasure_texts.cpp: titles, reasons, notes, words of
// flags and appeals, what the timeline says of an act, others' biographies, and whatever a later table holds. Found by
// the schema, so that no text is forgotten. Not for other folders; see erasure_steps.h.
#pragma once

#include <string_view>

#include "community/privacy/erasure.h"
#include "community/privacy/nameless_text.h"

namespace parvis::community {

void take_name_out_of_the_rest(const Erasing& erasing, const Traces& traces);

}  // namespace parvis::community
