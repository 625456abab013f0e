// Reads the text of a condition, as docs/segments.md describes it. What cannot be read is said with its place. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "community/segments/condition.h"
#include "core/errors.h"

namespace parvis::community {

struct ConditionRead {
  Condition condition;
  std::optional<Sentence> problem;  // says which words are wrong, and where
  std::size_t at = 0;               // in bytes, where the problem begins
  bool ok() const { return !problem; }
};
ConditionRead read_condition(std::string_view text);

}  // namespace parvis::community
