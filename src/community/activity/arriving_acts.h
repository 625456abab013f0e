// Acts about arriving, for the timeline: numbers 110 to 125 of its verbs, 26 to 28 of its kinds of objects. They stand
// apart from the verbs that everything hears of, since only the pages about accounts and the door know these.
#pragma once

#include <string_view>

#include "community/activity/activity.h"

namespace parvis::community {

struct ArrivingVerb {
  static constexpr Verb asked_to_join{110};     // actor confirmed an address and waits to be let in (object: member)
  static constexpr Verb let_in{111};            // actor let counterpart in, who had asked to join
  static constexpr Verb not_let_in{112};        // actor declined what counterpart had asked
  static constexpr Verb invitation_made{113};   // actor made object (invitation; amount: its seats)
  static constexpr Verb invitation_ended{114};  // actor ended object (invitation)
  static constexpr Verb came_by_invitation{
      115};                                      // actor took a seat of object (invitation), which counterpart had made
  static constexpr Verb arriving_changed{116};   // actor changed how one arrives
  static constexpr Verb second_factor_set{117};  // actor signs in with a second factor from now on
  static constexpr Verb second_factor_removed{118};  // actor took the second factor off, their own or counterpart's
  static constexpr Verb recovery_code_used{119};     // actor signed in with a recovery code (amount: how many are left)
  static constexpr Verb members_imported{124};  // actor brought in object (member_import; amount: how many are invited)
  static constexpr Verb import_ended{125};      // actor ended the invitations of object (member_import)
};
struct ArrivingObject {
  static constexpr ObjectKind invitation{26};
  static constexpr ObjectKind member_import{27};
};

bool is_arriving(Verb verb);
// The names verb_name and object_kind_name give them; empty for all others.
std::string_view arriving_verb_name(Verb verb);
std::string_view arriving_object_name(ObjectKind kind);

}  // namespace parvis::community
