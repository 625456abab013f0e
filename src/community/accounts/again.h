// Who it is, asked again before what must not happen through a session that somebody left open. Functions of one visit.
#pragma once

#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

// For so long after signing in nothing is asked again: the password was typed a moment ago.
inline constexpr std::int64_t kSignedInLately = 15 * kMinute;
bool signed_in_lately(const Visit& visit);

// The present password, in the field `present_password`. Guesses count as those of signing in do. Answers the seconds
// to wait when there were too many.
int check_present_password(const Visit& visit, html::FormState& state);

// The field, for whom it is asked of: not for who signed in lately, unless `always`.
enum class AskedAgain { unless_lately, always };
void write_present_password(html::Form& form, const Visit& visit, AskedAgain asked);
// What was typed there, where it had to be.
int check_again(const Visit& visit, html::FormState& state, AskedAgain asked);

}  // namespace parvis::community
