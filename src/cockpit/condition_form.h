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
// What the form says, not simplified: half-made rows stay. Numbers and days that are none are said in `state`, beside
// their field; nothing is put right in silence.
Condition read_rows(const http::Fields& form, html::FormState& state);
// Rows whose field is still empty are refused beside it: where it is counted or kept, not while rows are added.
void refuse_empty_fields(const Condition& root, html::FormState& state);
// Whether what is wrong still stands in its row after this button: taking a row out moves those behind it.
bool keeps_what_is_wrong(const html::FormState& state, std::string_view gesture);
// Applies a button ("add:c.0", "group:c", "remove:c.1.0"); false when it is none of these.
bool apply_gesture(Condition& root, const http::Fields& form, std::string_view gesture);
// What is wrong stands beside its field, as it was typed.
void write_rows(html::Writer& out, const Visit& visit, const Condition& root, const ConditionChoices& choices,
                const html::FormState& state);
// The identifier that a field of a row has in the page.
std::string row_field_id(std::string_view name);

}  // namespace parvis::cockpit
