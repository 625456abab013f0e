#include "community/accounts/again.h"

#include <algorithm>

#include "community/accounts/visit_account.h"
#include "community/members/account.h"

namespace parvis::community {

bool signed_in_lately(const Visit& visit) {
  const auto sessions =
      visit.community.store().read([&](store::Reader& reader) { return sessions_of(reader, visit.viewer.member); });
  const auto present = std::ranges::find(sessions, visit.session_hash, &OpenSession::token_hash);
  return present != sessions.end() && now() - present->created_at < kSignedInLately;
}

int check_present_password(const Visit& visit, html::FormState& state) {
  const auto password = visit.request.form.get("present_password");
  if (password.empty()) {
    state.refuse("present_password", {"Write your password."});
    return 0;
  }
  if (const int wait = wait_for_sign_in(visit, visit.viewer.handle); wait > 0) {
    state.refuse("present_password", too_often(wait));
    return wait;
  }
  if (!has_password(visit.community.store(), visit.viewer.member, Secret(std::string(password)))) {
    state.refuse("present_password", {"This is not your present password."});
    return 0;
  }
  forgive_sign_in(visit, visit.viewer.handle);
  return 0;
}

void write_present_password(html::Form& form, const Visit& visit, AskedAgain asked) {
  if (asked == AskedAgain::unless_lately && signed_in_lately(visit)) return;
  form.password_field({.name = "present_password",
                       .label = visit.tr("Your present password"),
                       .hint = visit.tr("To be sure that it is you.")});
}

int check_again(const Visit& visit, html::FormState& state, AskedAgain asked) {
  if (asked == AskedAgain::unless_lately && signed_in_lately(visit)) return 0;
  return check_present_password(visit, state);
}

}  // namespace parvis::community
