// Conditions as people say them, in the reader's language. Pure functions of the visit.
#pragma once

#include <span>
#include <string>

#include "community/segments/segment_why.h"
#include "community/visit.h"

namespace parvis::cockpit {

using community::Condition;
using community::Visit;

struct ConditionChoices;

// One leaf: "replied, at least 5 times, in the last 30 days, in Questions". With `names`, what it speaks of is called
// as people call it (another segment, a stage, a group), else as addresses do.
std::string say_leaf(const Visit& visit, const Condition& leaf, const ConditionChoices* names = nullptr);
// The whole condition as a sentence: "replied, at least 5 times; and not: has the role: leader".
std::string say_condition(const Visit& visit, const Condition& condition, const ConditionChoices& names);
// What a leaf is about, for the list of conditions one can add.
std::string kind_words(const Visit& visit, Condition::Kind kind);
std::string comparison_words(const Visit& visit, community::Comparison comparison);
std::string role_words(const Visit& visit, std::string_view word);
// "All of these", "One of these", "None of these".
std::string group_words(const Visit& visit, Condition::Kind kind);
// The whole tree, as nested lists.
void write_condition(html::Writer& out, const Visit& visit, const Condition& condition,
                     const ConditionChoices* names = nullptr);

}  // namespace parvis::cockpit
