// The kinds of conditions as the builder's form names them, in the order in which they are offered.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "community/segments/condition.h"

namespace parvis::cockpit {

struct KindName {
  std::string_view name;
  community::Condition::Kind kind;
};

namespace kinds {
using Kind = community::Condition::Kind;
inline constexpr KindName kKinds[] = {
    {"acts", Kind::acts},           {"last_act", Kind::last_act}, {"joined", Kind::joined},
    {"role", Kind::role},           {"segment", Kind::segment},   {"stage", Kind::stage},
    {"consent", Kind::consent},     {"group", Kind::group},       {"language", Kind::language},
    {"place", Kind::place},         {"profile", Kind::profile},   {"badge", Kind::badge},
    {"circle", Kind::circle},       {"unit", Kind::unit},         {"newcomer", Kind::newcomer},
    {"first_act", Kind::first_act}, {"orders", Kind::orders},     {"account", Kind::account},
    {"everyone", Kind::everyone},   {"all", Kind::all},           {"any", Kind::any}};
}  // namespace kinds

inline std::string_view kind_name(community::Condition::Kind kind) {
  const auto found = std::ranges::find(kinds::kKinds, kind, &KindName::kind);
  return found == std::end(kinds::kKinds) ? "everyone" : found->name;
}

inline std::optional<community::Condition::Kind> parse_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds::kKinds, name, &KindName::name);
  return found == std::end(kinds::kKinds) ? std::nullopt : std::optional(found->kind);
}

}  // namespace parvis::cockpit
