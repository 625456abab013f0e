// Reader of gettext's .po files (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html), as much as our
// catalogues use: contexts, plurals, several lines, escapes, comments; fuzzy and obsolete entries are left out. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::text {

struct PoEntry {
  std::string context;
  std::string id;
  std::string id_plural;
  std::vector<std::string> translations;  // one, or one for each plural form
  int line = 0;                           // of its first line, from 1
};

// All entries but the header, in their order. Throws Fault with the line number on what is no .po file.
std::vector<PoEntry> parse_po(std::string_view source);

}  // namespace parvis::text
