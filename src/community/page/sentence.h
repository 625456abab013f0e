// Sentences with markup in their places: "{author} asked in {space}" where both are links. The order of the words is
// the translator's. One writer's thread.
#pragma once

#include <vector>

#include "core/html/html.h"
#include "core/text/catalogue.h"

namespace parvis::community {

// Writes the text of the parts and calls `fill(name)` for each place. Parts come from text::tr_parts or trn_parts.
template <class Fill>
void write_parts(html::Writer& out, const std::vector<text::Part>& parts, Fill&& fill) {
  for (const auto& part : parts) {
    if (part.kind == text::Part::Kind::text) {
      out.text(part.text);
    } else {
      fill(part.text);
    }
  }
}

}  // namespace parvis::community
