// Pages about letters that hold a link: after one was asked for, and when its link works no more. Both let one ask for
// another (POST /password-reset, which sends what the address needs, at its own pace) and tell a stranger nothing.
#pragma once

#include <string>
#include <string_view>

#include "community/visit.h"

namespace parvis::community {

// `sentence` says what was sent; a button asks `again` for it. The same for every address.
http::Response letter_sent_page(const Visit& visit, std::string_view sentence, std::string_view email,
                                std::string_view again = "/password-reset");

// After confirming an address where somebody reads requests before letting in.
http::Response request_waits_page(const Visit& visit);

// In the place of a page whose link was used, is too old or was cut short (404), with a form to ask for another. Who
// holds a link to confirm an address that did its work is told so.
http::Response lost_link_page(const Visit& visit);

}  // namespace parvis::community
