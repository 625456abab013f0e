// What the filter looks at in a contribution: its words as the search folds them, in French or English, the sites it
// links to, and how old, how heard and how hasty its author is here. Each sign is a number made with this community's
// own salt, so that what is kept of a word is how often it was seen and not the word. Functions over a Reader; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "community/types.h"
#include "core/store/store.h"
#include "core/text/language.h"

namespace parvis::community {

inline constexpr std::size_t kMostSigns = 200;  // of one text: its first words

enum class SignKind { word, site, age, heard, pace, links };
struct Sign {
  SignKind kind = SignKind::word;
  std::string what;         // the folded stem; the site; the number of the step
  std::string said;         // as the text says it: for who decides, never kept
  std::int64_t number = 0;  // with the community's salt
};
struct SignsOf {
  MemberId author;
  std::string_view title, body;
  text::Language language = text::Language::en;
  Instant at;
};
// Each once, those of the author first.
std::vector<Sign> signs_of(store::Reader& reader, const SignsOf& of);

}  // namespace parvis::community
