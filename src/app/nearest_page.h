// Where to lead a browser that asks for an address which only takes what forms send: a reload, a chosen language or a
// typed address after a form was answered in its place. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace parvis::app {

// The page with the form of this address, else the longest beginning of the path that is a page; "/" at last.
// "/session" → "/sign-in", "/spaces/talk/threads" → "/spaces/talk/threads/new", "/account/profile" → "/account".
std::string nearest_page(std::string_view raw_path);

}  // namespace parvis::app
