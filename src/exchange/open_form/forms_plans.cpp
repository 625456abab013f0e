#include "exchange/open_form/form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

Form plans() {
  return {.name = "plans",
          .table = "plan",
          .what = "Individual plans, those that were removed too.",
          .fields = {{"id", "id", id, "the plan"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"name", "name", text, "its name"},
                     {"description", "description", text, "what it is for"},
                     {"segment", "segment", id, "who comes into it begins; none: by hand alone", optional, "segment"},
                     {"ends_when", "ends_when", text, "for whom it ends early, in the form of docs/segments.md"},
                     {"purpose", "purpose", id, "the consent its letters rest on", optional, "purpose", nullptr,
                      Told::with_accounts},
                     {"signed_by", "signed_by", id, "in whose name its letters go", optional, "member"},
                     {"made_by", "made_by", id, "by whom", optional, "member"},
                     {"made_at", "made_at", instant, "when it was made"},
                     {"changed_at", "changed_at", instant, "when it was last changed"},
                     {"running", "running", number, "1: switched on"},
                     {"followed", "followed", subject, "the last entry into the segment that was followed", optional},
                     {"removed_at", "removed_at", instant, "when it was removed", optional}}};
}

Form plan_steps() {
  return {.name = "plan_steps",
          .table = "plan_step",
          .what = "The steps of plans, those that were removed too.",
          .fields = {{"id", "id", id, "the step"},
                     {"plan", "plan", id, "of which plan", required, "plan"},
                     {"position", "position", number, "its place"},
                     {"kind", "kind", number,
                      "1 a personal message, 2 an invitation to comment, 3 a private chat, 4 a meeting, 5 a portrait, "
                      "6 an invitation to the staff of an event, 7 something else"},
                     {"way", "way", number, "1 a task for a person, 2 a letter where its member agreed"},
                     {"after_days", "after_days", number, "how many days after the step before"},
                     {"condition", "condition", text, "for whom, in the form of docs/segments.md; empty: for all"},
                     {"note", "note", text, "what is to be done"},
                     {"words", "words", text, "the letter, or what to begin from"},
                     {"removed_at", "removed_at", instant, "when it was removed", optional}}};
}

Form plan_members() {
  return {
      .name = "plan_members",
      .table = "plan_member",
      .what = "Who goes or went through which plan.",
      .fields = {{"id", "id", id, "this way through it"},
                 {"plan", "plan", id, "the plan", required, "plan"},
                 {"member", "member", id, "who", required, "member"},
                 {"assigned_by", "assigned_by", id, "by whom; none: by the segment", optional, "member"},
                 {"begun_at", "begun_at", instant, "since when"},
                 {"next_step", "next_step", id, "the step that is next", optional, "plan_step"},
                 {"due_at", "due_at", instant, "when it is, or is looked at again"},
                 {"task", "task", id, "the task it waits for", optional},
                 {"held", "held", number, "why it waits longer: 0 it does not, 1 the limit of letters, 2 quiet hours"},
                 {"ended_at", "ended_at", instant, "when it ended", optional},
                 {"ending", "ending", number,
                  "0 under way, 1 done, 2 stopped, 3 the plan's condition held, 4 no longer an active member"},
                 {"ended_by", "ended_by", id, "who stopped it", optional, "member"}}};
}

Form plan_moments() {
  return {.name = "plan_moments",
          .table = "plan_moment",
          .what = "What plans did for members, and why they did not.",
          .fields = {{"id", "id", id, "the moment"},
                     {"way", "way", id, "whose way", required, "plan_member"},
                     {"plan", "plan", id, "the plan", required, "plan"},
                     {"member", "member", id, "for whom", required, "member"},
                     {"step", "step", id, "which step", optional, "plan_step"},
                     {"what", "what", number,
                      "1 begun, 2 a task, 3 a letter, 4 passed over, 5 no letter without consent, 6 held back by the "
                      "limit, 7 by quiet hours, 8 done, 9 stopped, 10 its condition held, 11 no longer active"},
                     {"at", "at", instant, "when"},
                     {"until", "until", instant, "until when a letter was held back", optional}}};
}

Form letter_turns() {
  return {.name = "letter_turns",
          .table = "letter_turn",
          .what = "When letters of the team's own accord went to members, of the last ninety days.",
          .fields = {{"id", "id", id, "the letter's turn"},
                     {"member", "member", id, "to whom", required, "member"},
                     {"sort", "sort", number, "1 of a plan, 2 to a segment, 3 to a group, 4 a personal word"},
                     {"at", "at", instant, "when it went, or goes"}}};
}

}  // namespace

std::vector<Form> forms_of_plans() { return {plans(), plan_steps(), plan_members(), plan_moments(), letter_turns()}; }

}  // namespace parvis::exchange
