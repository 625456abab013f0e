#include "demo/demo_identity.h"

#include <toml++/toml.h>

#include "core/errors.h"

namespace parvis::demo {
namespace {

community::LocalText local_text(const toml::node_view<const toml::node>& table) {
  community::LocalText text;
  for (const auto language : text::kLanguages) {
    if (const auto value = table[text::tag(language)].value<std::string>()) text.set(language, *value);
  }
  return text;
}

community::NewSpace space_of(const toml::table& table) {
  const toml::node_view<const toml::node> view(table);
  community::NewSpace space;
  space.slug = view["slug"].value_or(std::string());
  space.kind = view["kind"].value_or(std::string()) == "questions" ? community::SpaceKind::questions
                                                                   : community::SpaceKind::discussion;
  space.visibility = view["visibility"].value_or(std::string()) == "members" ? community::SpaceVisibility::members
                                                                             : community::SpaceVisibility::everyone;
  space.name = local_text(view["name"]);
  space.description = local_text(view["description"]);
  return space;
}

}  // namespace

void read_identity(std::string_view toml, DemoCommunity& demo) {
  toml::table table;
  try {
    table = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    throw Fault(std::string("demo/community.toml: ") + std::string(error.description()));
  }
  const toml::node_view<const toml::node> view(table);
  auto& identity = demo.identity;
  identity.name = view["name"].value_or(std::string("Mistral"));
  identity.tagline = local_text(view["tagline"]);
  identity.description = local_text(view["description"]);
  identity.time_zone = view["time_zone"].value_or(identity.time_zone);
  identity.brand_color = view["brand_color"].value_or(identity.brand_color);
  if (const auto* spaces = table["spaces"].as_array()) {
    for (const auto& space : *spaces) demo.spaces.push_back(space_of(*space.as_table()));
  }
  identity.reactions.clear();
  if (const auto* reactions = table["reactions"].as_array()) {
    for (const auto& reaction : *reactions) {
      const toml::node_view<const toml::node> entry(reaction);
      identity.reactions.push_back({entry["key"].value_or(std::string()), local_text(entry)});
    }
  }
}

}  // namespace parvis::demo
