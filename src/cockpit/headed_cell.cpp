#include "cockpit/headed_cell.h"

namespace parvis::cockpit {

void write_cell(html::Writer& out, const HeadedCell& cell) {
  const auto tone = cell.tone.empty() ? std::optional<std::string>() : std::optional(std::string(cell.tone));
  if (cell.words.empty()) {
    out.open("td", {{"class", "nothing quiet"}, {"data-head", cell.head}}).text("—").close();
  } else if (cell.path.empty()) {
    out.element("td", {{"class", tone}, {"data-head", cell.head}}, cell.words);
  } else {
    out.open("td", {{"class", tone}, {"data-head", cell.head}});
    out.element("a", {{"href", cell.path}}, cell.words).close();
  }
}

}  // namespace parvis::cockpit
