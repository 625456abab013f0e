#include "exchange/open_form/form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

Form tasks() {
  return {.name = "tasks",
          .table = "task",
          .what = "What the community manager should do for a member or a thread, and what became of it.",
          .fields = {
              {"id", "id", id, "the task"},
              {"kind", "kind", number,
               "1 welcome a newcomer, 2 a first post, 3 a late question, 4 somebody slips away, 5 a first accepted "
               "answer, 6 a hundredth reply, 7 an anniversary, 8 contributions wait, 9 a conversation grows, "
               "10 a leader left alone, 11 written by hand, 12 a birthday, 13 a step of a plan"},
              {"occasion", "occasion", text, "what makes it one: no kind has the same twice"},
              {"member", "member", id, "about whom", optional, "member"},
              {"thread", "thread", id, "about which conversation", optional, "thread"},
              {"figure", "figure", number, "what its reason counts: days, hours, answers"},
              {"usual", "usual", number, "the same, as it usually is"},
              {"weight", "weight", number, "its place in the order"},
              {"words", "words", text, "of one written by hand"},
              {"made_by", "made_by", id, "by whom, when by hand", optional, "member"},
              {"made_at", "made_at", instant, "when it was found or written"},
              {"state", "state", number, "1 open, 2 done, 3 not useful, 4 its reason passed, 5 left alone by chance"},
              {"rests_until", "rests_until", number, "until when it rests, in microseconds since 1970; 0: it does not"},
              {"assignee", "assignee", id, "to whom it is given", optional, "member"},
              {"decided_by", "decided_by", id, "who decided", optional, "member"},
              {"decided_at", "decided_at", instant, "when", optional},
              {"contact", "contact", number, "1: the member was written to, 2: thanked"}}};
}

Form personal_words() {
  return {.name = "personal_words",
          .table = "personal_word",
          .what = "What somebody of the team wrote to one member.",
          .fields = {{"id", "id", id, "the message"},
                     {"member", "member", id, "to whom", required, "member"},
                     {"author", "author", id, "by whom", required, "member"},
                     {"task", "task", id, "for which task", optional},
                     {"body", "body", text, "the words"},
                     {"written_at", "written_at", instant, "when"},
                     {"read_at", "read_at", instant, "when it was read", optional}}};
}

}  // namespace

std::vector<Form> forms_of_today() { return {tasks(), personal_words()}; }

}  // namespace parvis::exchange
