// The page of choices: presets first, then one line for each kind of news. Pure functions of the visit.
#pragma once

#include <string>

#include "community/letters/wishes.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::letters {

// What the form holds when it is first shown, and what was typed into it; a refused field is named in `state`.
html::FormState state_of(const community::Wishes& wishes);
community::Wishes wishes_in(html::FormState& state, const community::Wishes& present);

void write_wishes(html::Writer& out, const community::Visit& visit, const community::Wishes& wishes,
                  const html::FormState& state, const std::string& email, bool is_confirmed);

// "every day at 8:00", "on Mondays at 8:00"
std::string digest_words(const community::Visit& visit, const community::Wishes& wishes);

}  // namespace parvis::letters
