// What changed between two versions of a text, word by word, for the edit history. Pure; usable from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parvis::text {

struct Change {
  enum class Kind { kept, added, removed } kind;
  std::string text;
  bool operator==(const Change&) const = default;
};

// The changes in reading order: what was taken out stands before what replaced it. Kept and removed together are
// `before`, kept and added together are `after`. The work is bounded: texts that share too little are compared line by
// line, and then replaced whole (Myers, "An O(ND) difference algorithm", 1986).
std::vector<Change> difference(std::string_view before, std::string_view after);

}  // namespace parvis::text
