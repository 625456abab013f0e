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
// "English" / « anglais », within a sentence.
std::string language_name(const Visit& visit, text::Language language);
// "Its name" for the page's language, "Its name, in French" for another.
std::string label_in(const Visit& visit, const std::string& label, text::Language language);

void set_local(html::FormState& state, const Visit& visit, std::string_view field, const LocalText& text);
// What was typed for each language; what is wrong is said in `state`. A text the form does not ask for (of a language
// taken off the community's list) is kept from `present`.
LocalText read_local(const Visit& visit, html::FormState& state, std::string_view field, const text::TextRule& rule,
                     html::Need need, const LocalText& present = {});

}  // namespace parvis::community
