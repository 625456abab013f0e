// The allow-list of the sanitiser, as questions. Pure.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>

namespace parvis::text {

// The name under which the element is written, or null when only its inside is kept.
const char* written_name(const GumboNode& element);
// Elements whose inside is no text for people.
bool is_dropped_whole(const GumboNode& element);

bool is_table_part(std::string_view name);  // table, thead, tbody, tr
bool is_child_of_table_part(std::string_view parent, std::string_view name);

// Is `value` a class this program gives to `tag`?
bool is_class_of(std::string_view tag, std::string_view value);
// One to five digits, not beginning with 0.
bool is_small_number(std::string_view value);
// Does this safe address lead out of the site at `origin`?
bool is_elsewhere(std::string_view address, std::string_view origin);
// The address of an image: https (http is raised to it) or on this site; empty when it is neither.
std::string image_address(std::string_view source);
// The same without the site it names, when that is ours.
std::string without_origin(std::string address, std::string_view origin);

}  // namespace parvis::text
