#include "community/identity.h"

#include <boost/json.hpp>

#include "community/community_zone.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

std::vector<ReactionKind> default_reactions() {
  const auto named = [](std::string key, std::string en, std::string fr) {
    ReactionKind kind{std::move(key), {}};
    kind.name.set(text::Language::en, std::move(en));
    kind.name.set(text::Language::fr, std::move(fr));
    return kind;
  };
  return {named("thanks", "Thanks", "Merci"), named("useful", "Useful", "Utile")};
}

std::vector<ReactionKind> read_reactions(const boost::json::array& list) {
  std::vector<ReactionKind> reactions;
  for (const auto& entry : list) {
    const auto& object = entry.as_object();
    reactions.push_back(
        {std::string(object.at("key").as_string()), LocalText::from_json(boost::json::serialize(object.at("name")))});
  }
  return reactions;
}

std::vector<text::Language> read_languages(const boost::json::array& list) {
  std::vector<text::Language> languages;
  for (const auto& entry : list) {
    if (const auto language = text::parse_language(std::string(entry.as_string()))) languages.push_back(*language);
  }
  return languages;
}

LocalText read_local(const boost::json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value ? LocalText::from_json(boost::json::serialize(*value)) : LocalText{};
}

void read_text(const boost::json::object& object, const char* key, std::string& into) {
  if (const auto* value = object.if_contains(key)) into = std::string(value->as_string());
}

Identity identity_from(const boost::json::object& object) {
  Identity identity;
  read_text(object, "name", identity.name);
  read_text(object, "time_zone", identity.time_zone);
  read_text(object, "brand_color", identity.brand_color);
  identity.tagline = read_local(object, "tagline");
  identity.description = read_local(object, "description");
  if (const auto* list = object.if_contains("languages")) identity.languages = read_languages(list->as_array());
  if (const auto* list = object.if_contains("reactions")) identity.reactions = read_reactions(list->as_array());
  return identity;
}

boost::json::object json_of(const Identity& identity) {
  boost::json::array languages, reactions;
  for (const auto language : identity.languages) languages.emplace_back(text::tag(language));
  for (const auto& reaction : identity.reactions) {
    reactions.push_back({{"key", reaction.key}, {"name", boost::json::parse(reaction.name.to_json())}});
  }
  return {{"name", identity.name},
          {"tagline", boost::json::parse(identity.tagline.to_json())},
          {"description", boost::json::parse(identity.description.to_json())},
          {"languages", std::move(languages)},
          {"time_zone", identity.time_zone},
          {"brand_color", identity.brand_color},
          {"reactions", std::move(reactions)}};
}

Identity saved_identity(store::Reader& reader) {
  const auto saved = store::read_setting(reader, "identity");
  if (!saved) return {};
  try {
    return identity_from(boost::json::parse(*saved).as_object());
  } catch (const std::exception& error) {
    throw Fault(std::string("the setting 'identity' cannot be read: ") + error.what());
  }
}

}  // namespace

Identity load_identity(store::Store& store) {
  auto identity = store.read(saved_identity);
  if (identity.name.empty()) identity.name = "Parvis";
  if (identity.languages.empty()) identity.languages = {text::Language::en};
  if (identity.reactions.empty()) identity.reactions = default_reactions();
  return identity;
}

std::string community_zone(store::Reader& reader) { return saved_identity(reader).time_zone; }

void save_identity(store::Transaction& transaction, const Identity& identity) {
  store::save_setting(transaction, "identity", boost::json::serialize(json_of(identity)));
}

}  // namespace parvis::community
