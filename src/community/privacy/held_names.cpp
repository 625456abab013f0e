#include "community/privacy/held_names.h"

#include <algorithm>

#include "community/spaces/space.h"

namespace parvis::community {
namespace {

enum class In { one_language, many };  // as text, or as JSON by language

struct Naming {
  std::string_view column;
  In in;
  store::Sql sql;
};
const Naming kNamings[] = {
    {"segment", In::one_language, "select name from segment where id = $1"},
    {"stage", In::many, "select name from stage where id = $1"},
    {"next", In::many, "select name from stage where id = $1"},
    {"journey", In::many, "select name from journey where id = $1"},
    {"unit", In::one_language, "select name from unit where id = $1"},
    {"member_group", In::one_language, "select name from member_group where id = $1"},
    {"badge", In::one_language, "select name from badge where id = $1"},
    {"role", In::many, "select name from custom_role where id = $1"},
    {"field", In::many, "select name from profile_field where id = $1"},
    {"issuer", In::one_language, "select name from issuer where id = $1"},
    {"plan", In::one_language, "select name from plan where id = $1"},
    {"tag", In::one_language, "select name from tag where id = $1"},
    {"file", In::one_language, "select name from file where id = $1"},
    // What is followed, but for threads and spaces, which not everybody may read.
    {"target", In::one_language,
     "select name from tag where id = $1 union all select display_name from member where id = $1 and status <> 4"},
    {"purpose", In::many, "select name from purpose_text where purpose = $1 order by version desc limit 1"},
};

const Naming* naming_of(std::string_view column) {
  const auto* found = std::ranges::find(kNamings, column, &Naming::column);
  return found == std::end(kNamings) ? nullptr : found;
}

}  // namespace

bool HeldNames::has(std::string_view column) { return naming_of(column) != nullptr; }

void HeldNames::learn(store::Reader& reader, std::string_view column, std::int64_t id) {
  const auto* naming = naming_of(column);
  if (!naming || names_.contains({std::string(column), id})) return;
  const auto name = reader.one<std::string>(naming->sql, id).value_or("");
  names_[{std::string(column), id}] = naming->in == In::many ? LocalText::from_json(name).in(language_) : name;
}

std::string_view HeldNames::of(std::string_view column, std::int64_t id) const {
  const auto found = names_.find({std::string(column), id});
  return found == names_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace parvis::community
