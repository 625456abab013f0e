// A member's own words about themselves, from Markdown to the sanitised HTML that is stored beside it. Pure.
#pragma once

#include <string>
#include <string_view>

namespace parvis::community {

std::string biography_html(std::string_view markdown);

}  // namespace parvis::community
