// A cell of a table whose rows stand one below the other on a telephone, where each figure says its head. One visit.
#pragma once

#include <string>
#include <string_view>

#include "core/html/html.h"

namespace parvis::cockpit {

struct HeadedCell {
  std::string_view head;
  std::string words;           // empty: nothing is to be said, which is drawn as a dash
  std::string path = {};       // empty: it leads nowhere
  std::string_view tone = {};  // of the style sheet: "good", "quiet"
};
void write_cell(html::Writer& out, const HeadedCell& cell);

}  // namespace parvis::cockpit
