// Where somebody was when they came to the door, and where they go once they are in: a path of this site, through
// signing in by the form, through joining by a cookie, since the letter in between holds nothing that was typed.
// Functions of one visit.
#pragma once

#include <string>
#include <string_view>

#include "community/visit.h"

namespace parvis::community {

// The path typed or asked for when it is one of this site and no page of the door itself; "/" otherwise.
std::string return_place(std::string_view typed);
// "/join" and "/sign-in" with the place to return to, if there is one.
std::string path_returning(std::string_view path, std::string_view place);

// Keeps the place in this browser until the letter's button is pressed there; "/" keeps nothing.
http::Response keep_return_place(const Visit& visit, http::Response response, const std::string& place);
// The place kept, and the answer that forgets it.
std::string kept_return_place(const Visit& visit);
http::Response forget_return_place(const Visit& visit, http::Response response);

}  // namespace parvis::community
