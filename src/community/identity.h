// What the community says of itself: name, languages, theme, reactions. Kept in the `setting` table; a plain value,
// read at start and after a change.
#pragma once

#include <string>
#include <vector>

#include "community/spaces/space.h"
#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::community {

// A reaction of the community's set; the first of the set is the thanks.
struct ReactionKind {
  std::string key;
  LocalText name;
};

struct Identity {
  std::string name;
  LocalText tagline;
  LocalText description;
  std::vector<text::Language> languages{text::Language::fr, text::Language::en};
  std::string time_zone = "Europe/Paris";
  std::string brand_color = "#1f5f99";
  std::vector<ReactionKind> reactions;  // never empty; reactions[0] is "thanks"
};
Identity load_identity(store::Store& store);
void save_identity(store::Transaction& transaction, const Identity& identity);

}  // namespace parvis::community
