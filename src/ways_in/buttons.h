// The buttons of this capability on the pages of others: under the forms to sign in and to join, and the script of
// passkeys. Functions of one visit.
#pragma once

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::ways_in {

// Hands the buttons over; for app, once at start.
void offer_buttons();
// The script for pages with passkeys, once.
void write_passkey_script(html::Writer& out);

}  // namespace parvis::ways_in
