// The page on which somebody writes to many, whoever they are: its fields, and what was written before. Functions over
// what the page has read; any thread.
#pragma once

#include <vector>

#include "community/letters/bulk_letter.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

void write_letter_fields(html::Form& form, const Visit& visit);
// As it was typed; what is wrong with it is refused in `state`.
BulkLetterWords letter_typed(html::FormState& state, std::size_t most_of_body);

void write_sent_letters(html::Writer& out, const Visit& visit, const std::vector<SentLetter>& letters);

}  // namespace parvis::community
