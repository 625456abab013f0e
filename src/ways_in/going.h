// To an issuer and back: what both ends of the way share. Functions of one visit.
#pragma once

#include <string>

#include "community/issuers/passage.h"
#include "community/visit.h"

namespace parvis::ways_in {

// The issuer in the address, while it is open. NotFound otherwise.
community::Issuer issuer_asked(const community::Visit& visit);

// Where the issuer sends people back to: one address for each issuer, so that no other can answer in its place.
std::string return_address(const community::Visit& visit, community::IssuerId issuer);

// Where it says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0).
std::string sign_out_address(const community::Visit& visit, community::IssuerId issuer);

// What this browser holds of its passage, and of its arrival.
std::string held_token(const community::Visit& visit);
http::Cookie held_cookie(const community::Visit& visit, std::string token);
http::Cookie forgotten_cookie(const community::Visit& visit);

// The page that leads on to the issuer; by itself where the browser follows, by a link otherwise.
http::Response departure_page(const community::Visit& visit, const community::Issuer& issuer,
                              community::Passage passage);
// Nothing was done, and why, as far as it helps.
http::Response failed_page(const community::Visit& visit, const community::Issuer& issuer, Sentence why,
                           int status = 400);

}  // namespace parvis::ways_in
