#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

Form segments() {
  return {.name = "segments",
          .table = "segment",
          .what = "Saved conditions on members, those that were removed too.",
          .fields = {{"id", "id", id, "the segment"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"name", "name", text, "its name"},
                     {"description", "description", text, "what it is for"},
                     {"condition", "condition", text, "who belongs to it, in the form of docs/segments.md"},
                     {"made_by", "made_by", id, "by whom; none: it came with a journey", optional, "member"},
                     {"made_at", "made_at", instant, "when it was made"},
                     {"changed_at", "changed_at", instant, "when it was last changed"},
                     {"evaluated_at", "evaluated_at", instant, "when all members were last looked at", optional},
                     {"members", "members", number, "how many are in it"},
                     {"removed_at", "removed_at", instant, "when it was removed", optional}}};
}

Form segment_members() {
  return {.name = "segment_members",
          .table = "segment_member",
          .what = "Who is in which segment.",
          .fields = {{"segment", "segment", id, "the segment", required, "segment"},
                     {"member", "member", id, "who", required, "member"},
                     {"since_at", "since_at", instant, "since when"}},
          .order = "segment, member"};
}

Form segment_moves() {
  return {.name = "segment_moves",
          .table = "segment_move",
          .what = "Who came into a segment or left it; each is on the timeline too.",
          .fields = {{"segment", "segment", id, "the segment", required, "segment"},
                     {"activity", "activity", id, "the fact on the timeline"},
                     {"member", "member", id, "who", required, "member"},
                     {"entered", "entered", number, "1 came, 0 left"},
                     {"at", "at", instant, "when"}},
          .order = "segment, activity"};
}

Form journeys() {
  return {.name = "journeys",
          .table = "journey",
          .what = "The ways through which members grow.",
          .fields = {{"id", "id", id, "the journey"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"name", "name", document, "its name, by language"},
                     {"made_at", "made_at", instant, "when it was made"},
                     {"removed_at", "removed_at", instant, "when it was removed", optional}}};
}

Form stages() {
  return {.name = "stages",
          .table = "stage",
          .what = "The stages of journeys.",
          .fields = {{"id", "id", id, "the stage"},
                     {"journey", "journey", id, "of which journey", required, "journey"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"lane", "lane", number, "1 a step, 2 a state beside the way"},
                     {"position", "position", number, "its place in the lane"},
                     {"name", "name", document, "its name, by language"},
                     {"segment", "segment", id, "its rule; none: by hand alone", optional, "segment"},
                     {"too_long_days", "too_long_days", number, "after how many days somebody stays too long; 0 never"},
                     {"removed_at", "removed_at", instant, "when it was removed", optional}}};
}

Form stage_members() {
  return {.name = "stage_members",
          .table = "stage_member",
          .what = "Who is at which stage.",
          .fields = {{"journey", "journey", id, "the journey", required, "journey"},
                     {"lane", "lane", number, "as the stage's"},
                     {"member", "member", id, "who", required, "member"},
                     {"stage", "stage", id, "where", required, "stage"},
                     {"since_at", "since_at", instant, "since when"},
                     {"by_hand", "by_hand", number, "1: put there by somebody, whatever the rules say"}},
          .order = "journey, lane, member"};
}

Form stage_stays() {
  return {.name = "stage_stays",
          .table = "stage_stay",
          .what = "Stays at stages that are over.",
          .fields = {{"stage", "stage", id, "where", required, "stage"},
                     {"member", "member", id, "who", required, "member"},
                     {"entered_at", "entered_at", instant, "from when"},
                     {"left_at", "left_at", instant, "until when"},
                     {"next", "next", id, "the stage after", optional, "stage"}},
          .order = "stage, member, entered_at"};
}

Form segment_letters() {
  return {.name = "segment_letters",
          .table = "segment_letter",
          .what = "What was written to segments.",
          .fields = {{"id", "id", id, "the letter"},
                     {"segment", "segment", id, "the segment", required, "segment"},
                     {"purpose", "purpose", id, "for what its readers agreed to", required, "purpose"},
                     {"author", "author", id, "who wrote it", required, "member"},
                     {"subject", "subject", text, "its subject"},
                     {"body", "body", text, "what it says"},
                     {"written_at", "written_at", instant, "when"},
                     {"receivers", "receivers", number, "to how many it went so far"},
                     {"waited", "waited", number, "of them, to how many later, when their turn came"},
                     {"held_back", "held_back", number, "for how many it was not sent, since their turn came too late"},
                     {"stopped", "stopped", number, "for how many it was not sent, since it no longer could be"},
                     {"after_member", "after_member", subject, "the last of them, by identifier", optional},
                     {"finished_at", "finished_at", instant, "when all had it", optional}},
          .told = Told::with_accounts};
}

Form member_circles() {
  return {.name = "member_circles",
          .table = "member_circle",
          .what = "In which circle the team sees a member.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"circle", "circle", text, "staff, customer, fan, or a name of the community's own"},
                     {"note", "note", text, "why"},
                     {"author", "author", id, "who put them there", required, "member"},
                     {"at", "at", instant, "when"}},
          .order = "member"};
}

}  // namespace

std::vector<Form> forms_of_cockpit() {
  return {segments(), segment_members(), segment_moves(), segment_letters(), member_circles(),
          journeys(), stages(),          stage_members(), stage_stays()};
}

}  // namespace parvis::exchange
