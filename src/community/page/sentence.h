// Sentences with markup in their places: "{author} asked in {space}" where both are links. The order of the words is
// the translator's. One writer's thread.
#pragma once

#include <vector>

#include "core/html/html.h"
#include "core/text/catalogue.h"
#include "core/text/elision.h"

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

// The same where a French "de" or "que" may stand before a place: `words_of(name)` says how its words begin.
template <class Fill, class WordsOf>
void write_parts(html::Writer& out, text::Language language, const std::vector<text::Part>& parts, Fill&& fill,
                 WordsOf&& words_of) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool before_place = i + 1 < parts.size() && parts[i + 1].kind == text::Part::Kind::placeholder;
    if (parts[i].kind != text::Part::Kind::text) {
      fill(parts[i].text);
    } else if (before_place) {
      out.text(text::elided(language, parts[i].text, std::string(words_of(parts[i + 1].text))));
    } else {
      out.text(parts[i].text);
    }
  }
}

}  // namespace parvis::community
