// The purposes a community asks consent for, as managers see them. Functions of one visit.
#pragma once

#include "community/privacy/consent.h"
#include "community/visit.h"

namespace parvis::privacy {

// The list, and the form for a new one, filled with what was typed.
void write_purposes(html::Writer& out, const community::Visit& visit, const html::FormState& state);
// The page of privacy with a form for a new purpose that was refused.
http::Response privacy_page(const community::Visit& visit, const html::FormState& grace,
                            const html::FormState& new_purpose, int status = 200);

}  // namespace parvis::privacy
