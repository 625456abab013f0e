// The pages around signing in: the form itself, and those that carry a posted form through it.
#pragma once

#include <string>

#include "community/accounts/carried.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

struct SignInForm {
  html::FormState state;  // "who" and what is wrong
  std::string return_to;  // path of this site; empty: the front page
  Carried carried;
  bool too_long = false;  // there was something to carry, but too much
};
http::Response sign_in_page(const Visit& visit, const SignInForm& form, int status = 200);

// After signing in: what was carried, and one button that sends it.
http::Response resume_page(const Visit& visit, const Carried& carried);
// For a form whose token is too old: the same, without signing in (403).
http::Response send_again_page(const Visit& visit);

}  // namespace parvis::community
