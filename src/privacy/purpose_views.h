// The purposes a community asks consent for, as managers see them. Functions of one visit.
#pragma once

#include <optional>

#include "community/privacy/consent.h"
#include "community/visit.h"

namespace parvis::privacy {

// The list, and the form for a new one, filled with what was typed.
void write_purposes(html::Writer& out, const community::Visit& visit, const html::FormState& state);
// What was typed into the forms of the page of privacy, where one was refused.
struct PrivacyForms {
  html::FormState purpose;
  std::optional<html::FormState> grace;
};
http::Response privacy_page(const community::Visit& visit, const PrivacyForms& forms, int status = 200);

}  // namespace parvis::privacy
