// What dispatch asks at the door of every request: who comes, may this unsafe request be believed, and what to show to
// whom must sign in first. Functions of one visit, on its worker.
#pragma once

#include <optional>
#include <string>

#include "community/visit.h"

namespace parvis::community {

struct Carried;  // accounts/carried.h

// Fills in who makes the visit: viewer, session, scope, language and time zone (the member's own, when they chose
// them), unread notifications, form token. A bearer token counts only under /api/; there cookies count too.
// SignInNeeded when a bearer token is given and not valid.
void recognise(Visit& visit);

// For unsafe methods: nothing when the handler may run. Otherwise the answer to give instead: a plain refusal for a
// request from another site; for one of our own whose form has grown old, the sign-in form or a page with one button,
// both carrying what was typed. Requests with a bearer token need neither. Forbidden or SignInNeeded is thrown when
// the caller is a script (Accept: application/json).
std::optional<http::Response> guard(Visit& visit);

// The sign-in form in the place of a page that needs a member (401). What was posted is carried along as hidden fields
// and can be sent again with one button after signing in; passwords are not.
http::Response sign_in_keeping(const Visit& visit);

// Does this unsafe request, or this stream, come from our own pages? (Sec-Fetch-Site, else Origin, else Referer. Ours
// are the configured public address, which a proxy may hide from us, and the one asked for. A request that says none of
// them is no browser's of this decade: its form token must do.)
bool comes_from_our_pages(const Visit& visit);

// Pages with a form for visitors: `prepare_visitor_form` gives the visit a form token (other pages of visitors have
// none, so no kept page can hold one), `with_form_cookie` sets the cookie the token belongs to and forbids keeping.
void prepare_visitor_form(Visit& visit);
http::Response with_form_cookie(const Visit& visit, http::Response response);

// The page after signing in that sends the carried form again with one button. `token` is the new session's.
http::Response sent_again_for(const Visit& visit, std::string_view token, const Carried& carried);

}  // namespace parvis::community
