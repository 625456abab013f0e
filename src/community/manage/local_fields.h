// Fields for a text in each language of the community: "name_en", "name_fr". The page's language comes first and may be
// needed; the others may wait. One visit.
#pragma once

#include <string>
#include <vector>

#include "community/visit.h"
#include "core/html/form.h"
#include "core/text/validate.h"

namespace parvis::community {

// The page's language first.
std::vector<text::Language> form_languages(const Visit& visit);
std::string field_in(std::string_view field, text::Language language);
// "" for the page's language, " · Français" for another: what a label ends with.
std::string label_end(const Visit& visit, text::Language language);

void set_local(html::FormState& state, const Visit& visit, std::string_view field, const LocalText& text);
// What was typed for each language; what is wrong is said in `state`. A text the form does not ask for (of a language
// taken off the community's list) is kept from `present`.
LocalText read_local(const Visit& visit, html::FormState& state, std::string_view field, const text::TextRule& rule,
                     html::Need need, const LocalText& present = {});

}  // namespace parvis::community
