#include "core/text/words.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {

using enum FieldKind;
using enum Presence;

namespace {

constexpr std::size_t kName = 1;  // where it stands in the fields of an influencer

Cell key_of_name(const Row& row) { return {store::Value::of_text({}), text::fold(row[kName].text)}; }

Form influencers() {
  return {.name = "influencers",
          .table = "influencer",
          .what = "Who is heard on what the brand is about, inside and outside the square.",
          .fields = {{"id", "id", id, "the line"},
                     {"name", "name", text, "what they are called"},
                     {"member", "member", id, "who they are, inside the square", optional, "member"},
                     {"specialities", "specialities", text, "what they know, separated by commas"},
                     {"places", "places", text, "where, separated by commas"},
                     {"notes", "notes", text, "what the team noted"},
                     {"contact_day", "contact_day", number, "of the last contact, in days since 1970", optional},
                     {"contact_by", "contact_by", id, "by whom", optional, "member"},
                     {"contact_way", "contact_way", number,
                      "0 not said, 1 e-mail, 2 telephone, 3 in person, 4 message, 5 event, 6 another way"},
                     {"next_what", "next_what", text, "the next step"},
                     {"next_day", "next_day", number, "when, in days since 1970", optional},
                     {"next_who", "next_who", id, "who does it", optional, "member"},
                     {"task", "task", id, "the task it became", optional},
                     {"basis", "basis", number, "by which right: 1 legitimate interest, 2 consent, 3 contract"},
                     {"source", "source", text, "from where they are known"},
                     {"made_by", "made_by", id, "who wrote the line", optional, "member"},
                     {"made_at", "made_at", instant, "when"},
                     {"changed_at", "changed_at", instant, "when it was last changed"}},
          .derived = {{"name_key", "made from the name", key_of_name}}};
}

Form influencer_sites() {
  return {.name = "influencer_sites",
          .table = "influencer_site",
          .what = "The sites of those who are heard.",
          .fields = {{"influencer", "influencer", id, "whose", required, "influencer"},
                     {"position", "position", number, "its place among theirs"},
                     {"address", "address", text, "the link"}},
          .order = "influencer, position"};
}

}  // namespace

std::vector<Form> forms_of_leaders() {
  return {influencers(),
          influencer_sites(),
          {.name = "leader_corrections",
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
