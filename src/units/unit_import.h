// A file of units: comma-separated, the first line naming the columns (name, kind, place, from, to, other names; in
// English or French). What is in the directory already by kind, name and place is changed, the rest added; what cannot
// be read is refused with its line and reason, and stops nothing else. One transaction, one fact.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/units/unit.h"
#include "core/errors.h"

namespace parvis::units {

inline constexpr std::size_t kMostRefusedShown = 200;

enum class NewKinds { refused, made };  // a kind nobody has made yet

struct RefusedLine {
  std::size_t line = 0;
  Sentence reason;
};
struct ImportReport {
  std::int64_t made = 0, changed = 0, same = 0;
  std::vector<RefusedLine> refused;
  std::optional<Sentence> unreadable;  // the file as a whole
};
ImportReport import_units(store::Transaction& transaction, const community::SpaceAct& act, std::string_view csv,
                          NewKinds kinds, text::Language language);

}  // namespace parvis::units
