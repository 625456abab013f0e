#include "community/members/member.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

constexpr std::size_t kGroupName = 2;  // where it stands in the fields below

Cell key_of_group(const Row& row) { return {store::Value::of_text({}), community::name_key(row[kGroupName].text)}; }

Form groups() {
  return {.name = "groups",
          .table = "member_group",
          .what = "Named sets of members, those that were dissolved too.",
          .fields = {{"id", "id", id, "the group"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"name", "name", text, "its name"},
                     {"description", "description", text, "what it is for"},
                     {"door", "door", word, "how one comes in", required, {}, door_words},
                     {"created_at", "created_at", instant, "when it was founded"},
                     {"ended_at", "ended_at", instant, "when it was dissolved", optional}},
          .derived = {{"name_key", "made from the name", key_of_group}}};
}

Form memberships() {
  return {.name = "memberships",
          .table = "membership",
          .what = "Who is in which group.",
          .fields = {{"group", "member_group", id, "the group", required, "member_group"},
                     {"member", "member", id, "who", required, "member"},
                     {"standing", "standing", word, "as what", required, {}, group_standing_words},
                     {"since", "since", instant, "since when"},
                     {"letters", "letters", number, "1: wishes to receive its letters"}},
          .order = "member_group, member"};
}

Form requests() {
  return {.name = "group_requests",
          .table = "group_request",
          .what = "Who asked to be let into a group and is not in it.",
          .fields = {{"group", "member_group", id, "the group", required, "member_group"},
                     {"member", "member", id, "who", required, "member"},
                     {"words", "words", text, "what they said"},
                     {"asked_at", "asked_at", instant, "when"},
                     {"decision", "decision", word, "what became of it", required, {}, decision_words},
                     {"decided_at", "decided_at", instant, "when", optional},
                     {"decided_by", "decided_by", id, "by whom", optional, "member"},
                     {"reason", "reason", text, "why, as the member reads it"}},
          .order = "member_group, member"};
}

Form invitations() {
  return {.name = "group_invitations",
          .table = "group_invitation",
          .what = "Who is invited into a group and has not answered.",
          .fields = {{"group", "member_group", id, "the group", required, "member_group"},
                     {"member", "member", id, "who", required, "member"},
                     {"invited_by", "invited_by", id, "by whom", required, "member"},
                     {"invited_at", "invited_at", instant, "when"}},
          .order = "member_group, member"};
}

Form group_spaces() {
  return {.name = "group_spaces",
          .table = "group_space",
          .what = "Which spaces are a group's own.",
          .fields = {{"space", "space", id, "the space", required, "space"},
                     {"group", "member_group", id, "the group", required, "member_group"}},
          .order = "space"};
}

Form group_letters() {
  return {.name = "group_letters",
          .table = "group_letter",
          .what = "What officers wrote to their group.",
          .fields = {{"id", "id", id, "the letter"},
                     {"group", "member_group", id, "the group", required, "member_group"},
                     {"author", "author", id, "who wrote it", required, "member"},
                     {"subject", "subject", text, "its subject"},
                     {"body", "body", text, "what it says"},
                     {"written_at", "written_at", instant, "when"},
                     {"receivers", "receivers", number, "to how many it went so far"},
                     {"waited", "waited", number, "of them, to how many later, when their turn came"},
                     {"held_back", "held_back", number, "for how many it was not sent, since their turn came too late"},
                     {"stopped", "stopped", number, "for how many it was not sent, since it no longer could be"},
                     {"after_member", "after_member", subject, "the last of them, by identifier", optional},
                     {"finished_at", "finished_at", instant, "when all had it", optional}}};
}

}  // namespace

std::vector<Form> forms_of_groups() {
  return {groups(), memberships(), requests(), invitations(), group_spaces(), group_letters()};
}

}  // namespace parvis::exchange
