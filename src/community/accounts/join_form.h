// What is typed to join, to claim an account or to become the first manager, read and checked: the fields are the
// same, so their rules stand once. Values of one request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/arriving/arriving_rules.h"
#include "community/arriving/join_request.h"
#include "community/members/charter.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

struct JoinForm {
  std::string display_name;
  std::string email;
  std::string handle;  // empty: to be made from the name
  std::string password;
  std::int64_t charter_version = 0;
};

// Who was proven by an issuer needs no password.
enum class Password { chosen, none };

// Reads the form; what is wrong is said in `state`.
JoinForm read_join_form(Visit& visit, html::FormState& state, const std::optional<Charter>& charter,
                        Password password = Password::chosen);
// The password alone, twice the same rule: for a reset, a claim, a change. `field` names it.
std::string read_new_password(const Visit& visit, html::FormState& state, std::string_view field,
                              std::string_view handle, std::string_view email);
// The checkbox of the charter: the version accepted, or 0 with a message when there is one to accept.
std::int64_t read_charter_version(const Visit& visit, html::FormState& state, const std::optional<Charter>& charter);

// The answers to the community's questions, as it puts them in the visitor's language.
std::vector<JoinAnswer> read_answers(const Visit& visit, html::FormState& state, const ArrivingRules& rules);
void write_question_fields(html::Form& form, const Visit& visit, const ArrivingRules& rules);

// The fields of JoinForm, in their order.
void write_join_fields(html::Form& form, const Visit& visit, Password password = Password::chosen);
void write_password_field(html::Form& form, const Visit& visit, std::string_view name, std::string_view label);
// The checkbox with the way to read the charter; nothing when there is none.
void write_charter_field(html::Writer& out, html::Form& form, const Visit& visit,
                         const std::optional<Charter>& charter);

}  // namespace parvis::community
