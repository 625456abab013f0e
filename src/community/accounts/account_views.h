// The pages of one's own account: their tabs, and the page of settings with its four forms.
#pragma once

#include <string_view>

#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

enum class AccountTab {
  settings,
  fields,
  following,
  letters,
  sessions,
  second_factor,
  drafts,
  invitations,
  files,
  tokens,
  consents,
  data
};
void write_account_head(html::Writer& out, const Visit& visit, AccountTab current);
http::Response account_page(const Visit& visit, html::Writer& out, int status = 200);

// What was typed into each form of the settings and what is wrong with it; a form not typed in is filled from the
// account.
struct SettingsForms {
  std::optional<html::FormState> profile;
  std::optional<html::FormState> preferences;
  std::optional<html::FormState> address;
  std::optional<html::FormState> password;
};
http::Response settings_page(const Visit& visit, SettingsForms forms, int status = 200);

}  // namespace parvis::community
