// The builder of conditions: rows and nested groups in a form that works by itself, each change a submit. Fields are
// named by their place in the tree ("c.0.2.word"). One request, one thread.
#pragma once

#include <string>
#include <vector>

#include "community/segments/condition.h"
#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::cockpit {

using community::Condition;
using community::Visit;

// What a row can be chosen from, read once for a page.
struct ConditionChoices {
  struct One {
    std::string value, words;
  };
  std::vector<One> acts, received, roles, groups, consents, languages, fields, badges, circles, spaces, segments,
      stages;
};
ConditionChoices read_choices(const Visit& visit, store::Reader& reader);

// The root is always a group.
Condition as_rows(Condition condition);
// What the form says, not simplified: half-made rows stay.
Condition read_rows(const http::Fields& form);
// Applies a button ("add:c.0", "group:c", "remove:c.1.0"); false when it is none of these.
bool apply_gesture(Condition& root, const http::Fields& form, std::string_view gesture);
void write_rows(html::Writer& out, const Visit& visit, const Condition& root, const ConditionChoices& choices);

}  // namespace parvis::cockpit
