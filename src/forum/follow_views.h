// The button that follows a thread, a tag, a space or a member, and stops doing so.
#pragma once

#include <string_view>

#include "community/page/page.h"

namespace parvis::forum {

// A form posted to `path` with follow=on or follow=off.
void write_follow_form(html::Writer& out, const community::Visit& visit, std::string_view path, bool following);

}  // namespace parvis::forum
