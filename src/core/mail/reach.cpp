#include "core/mail/reach.h"

#include <algorithm>
#include <array>

namespace parvis::mail {

bool is_asked_for(const Purpose& purpose) {
  constexpr std::array<std::string_view, 11> kAskedFor{
      "confirm_address", "unfinished_sign_up", "already_member", "claim_account",  "reset_password", "sign_in",
      "change_address",  "copy_ready",         "leave",          "resume_letters", "leaving"};
  return purpose.basis() == Purpose::Basis::service && std::ranges::find(kAskedFor, purpose.kind()) != kAskedFor.end();
}

}  // namespace parvis::mail
