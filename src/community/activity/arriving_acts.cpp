#include "community/activity/arriving_acts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace parvis::community {
namespace {

constexpr std::array<std::pair<Verb, std::string_view>, 12> kVerbs{
    {{ArrivingVerb::asked_to_join, "asked_to_join"},
     {ArrivingVerb::let_in, "let_in"},
     {ArrivingVerb::not_let_in, "not_let_in"},
     {ArrivingVerb::invitation_made, "invitation_made"},
     {ArrivingVerb::invitation_ended, "invitation_ended"},
     {ArrivingVerb::came_by_invitation, "came_by_invitation"},
     {ArrivingVerb::arriving_changed, "arriving_changed"},
     {ArrivingVerb::second_factor_set, "second_factor_set"},
     {ArrivingVerb::second_factor_removed, "second_factor_removed"},
     {ArrivingVerb::recovery_code_used, "recovery_code_used"},
     {ArrivingVerb::members_imported, "members_imported"},
     {ArrivingVerb::import_ended, "import_ended"}}};

}  // namespace

bool is_arriving(Verb verb) { return !arriving_verb_name(verb).empty(); }

std::string_view arriving_verb_name(Verb verb) {
  const auto found = std::ranges::find(kVerbs, verb, &std::pair<Verb, std::string_view>::first);
  return found == kVerbs.end() ? std::string_view() : found->second;
}

std::string_view arriving_object_name(ObjectKind kind) {
  if (kind == ArrivingObject::invitation) return "invitation";
  return kind == ArrivingObject::member_import ? "member_import" : std::string_view();
}

}  // namespace parvis::community
