#include "community/segments/condition_json.h"

#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

namespace json = boost::json;
using Kind = Condition::Kind;

// A leaf is written as its text says it, and read by the same reader: the two faces cannot drift apart. What differs is
// the groups, which programs nest more easily as JSON.
struct Wrong {
  Sentence sentence;
};

json::array parts_of(const Condition& group) {
  json::array parts;
  for (const auto& part : group.parts) parts.push_back(condition_to_json(part));
  return parts;
}

Condition read(const json::value& value, std::size_t depth);

Condition read_group(Kind kind, const json::value& value, std::size_t depth) {
  Condition group{.kind = kind};
  if (kind == Kind::none) {
    group.parts.push_back(read(value, depth + 1));
    return group;
  }
  if (!value.is_array()) throw Wrong{{text::msgid("A group holds a list of conditions.")}};
  for (const auto& part : value.as_array()) group.parts.push_back(read(part, depth + 1));
  return group;
}

Condition read(const json::value& value, std::size_t depth) {
  if (depth > kMostNesting) throw Wrong{{text::msgid("The brackets are nested too deeply.")}};
  if (value.is_string()) {
    auto leaf = read_condition(value.as_string());
    if (!leaf.ok()) throw Wrong{*leaf.problem};
    return std::move(leaf.condition);
  }
  if (value.is_object() && value.as_object().size() == 1) {
    const auto& [key, inner] = *value.as_object().begin();
    if (key == "all") return read_group(Kind::all, inner, depth);
    if (key == "any") return read_group(Kind::any, inner, depth);
    if (key == "not") return read_group(Kind::none, inner, depth);
  }
  throw Wrong{{text::msgid("A condition is a text, or an object with “all”, “any” or “not”.")}};
}

}  // namespace

json::value condition_to_json(const Condition& condition) {
  switch (condition.kind) {
    case Kind::all: return json::object{{"all", parts_of(condition)}};
    case Kind::any: return json::object{{"any", parts_of(condition)}};
    case Kind::none:
      return json::object{
          {"not", condition.parts.empty() ? json::value("everyone") : condition_to_json(condition.parts.front())}};
    default: return json::value(to_text(condition));
  }
}

ConditionRead condition_from_json(const json::value& value) {
  try {
    auto condition = simplified(read(value, 0));
    if (size_of(condition) > kMostConditions) {
      return {{}, Sentence{text::msgid("These are too many conditions for one segment.")}, 0};
    }
    return {std::move(condition), std::nullopt, 0};
  } catch (const Wrong& wrong) {
    return {{}, wrong.sentence, 0};
  }
}

}  // namespace parvis::community
