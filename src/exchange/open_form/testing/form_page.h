// What is written about the open form, from its declaration and the sample: the second part of docs/export.md, and
// docs/export.schema.json. Pure.
#pragma once

#include <string>

namespace parvis::exchange::testing {

// From this heading on the page is written by `files_page`.
inline constexpr const char* kFilesHeading = "## The files\n";
std::string files_page();

// JSON Schema, one definition for a line of each file.
std::string files_schema();

}  // namespace parvis::exchange::testing
