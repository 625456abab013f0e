// A member's own words about themselves, from Markdown to the sanitised HTML that is stored beside it. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/html/html.h"

namespace parvis::community {

// What the column `biography_html` holds.
std::string biography_html(std::string_view markdown);
// That column, as finished HTML.
html::Html biography_in(const std::string& column);

}  // namespace parvis::community
