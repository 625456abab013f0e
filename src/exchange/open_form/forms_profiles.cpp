#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {

using enum FieldKind;
using enum Presence;

std::vector<Form> forms_of_profiles() {
  return {{.name = "profile_fields",
           .table = "profile_field",
           .what = "What profiles say beyond a name.",
           .fields = {{"id", "id", id, "the field"},
                      {"position", "position", number, "its place in the list"},
                      {"kind", "kind", word, "what is answered", required, {}, profile_field_words},
                      {"name", "name", document, "what is asked, in each language"},
                      {"hint", "hint", document, "a word of explanation, in each language"},
                      {"choices", "choices", text, "for a choice: one on each line"},
                      {"needed", "needed", number, "1: asked for when one joins"},
                      {"created_at", "created_at", instant, "when it was made"},
                      {"removed_at", "removed_at", instant, "when it was removed", optional}}},
          {.name = "profile_answers",
           .table = "profile_answer",
           .what = "What members answer; without accounts, only what members may see.",
           .fields = {{"member", "member", id, "who", required, "member"},
                      {"field", "field", id, "to what", required, "profile_field"},
                      {"answer", "answer", text, "the answer"},
                      {"seen_by", "seen_by", word, "who sees it", required, {}, seen_by_words}},
           .order = "member, field",
           .guarded = "seen_by in (1, 2)"}};
}

}  // namespace parvis::exchange
