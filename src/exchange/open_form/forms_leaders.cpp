#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {

using enum FieldKind;
using enum Presence;

std::vector<Form> forms_of_leaders() {
  return {{.name = "leader_corrections",
           .table = "leader_correction",
           .what = "Scores of leaders that somebody who knows better corrected.",
           .fields = {{"member", "member", id, "of whom", required, "member"},
                      {"criterion", "criterion", word, "which score", required, {}, criterion_words},
                      {"score", "score", number, "1 to 3"},
                      {"note", "note", text, "why"},
                      {"author", "author", id, "who corrected it", required, "member"},
                      {"at", "at", instant, "when"}},
           .order = "member, criterion"},
          {.name = "first_circle",
           .table = "first_circle",
           .what = "The leaders who were chosen for the first circle.",
           .fields = {{"member", "member", id, "who", required, "member"},
                      {"chosen_by", "chosen_by", id, "by whom", required, "member"},
                      {"chosen_at", "chosen_at", instant, "when"}},
           .order = "member"}};
}

}  // namespace parvis::exchange
