#include "core/config/table.h"

#include <fmt/format.h>

#include "core/config/sections.h"

namespace parvis::config {
namespace {

std::vector<Section> make_sections() {
  std::vector<Section> all{database_section(), server_section(),   limits_section(),   postgresql_section(),
                           disk_section(),     blobs_section(),    media_section(),    backup_section(),
                           mail_section(),     incoming_section(), outgoing_section(), log_section(),
                           watch_section(),    cache_section(),    rates_section()};
  for (auto& section : all) {
    for (auto& key : section.keys) {
      key.section = section.name;
      key.preset = key.shown(Settings{});
    }
  }
  return all;
}

std::vector<const Key*> make_keys() {
  std::vector<const Key*> all;
  for (const auto& section : sections()) {
    for (const auto& key : section.keys) all.push_back(&key);
  }
  return all;
}

}  // namespace

const std::vector<Section>& sections() {
  static const std::vector<Section> all = make_sections();
  return all;
}

const std::vector<const Key*>& keys() {
  static const std::vector<const Key*> all = make_keys();
  return all;
}

const Key* find_key(std::string_view section, std::string_view name) {
  for (const auto* key : keys()) {
    if (section == key->section && name == key->name) return key;
  }
  return nullptr;
}

std::string variable_of(const Key& key) {
  std::string name = fmt::format("PARVIS_{}{}{}", key.section, *key.section == 0 ? "" : "_", key.name);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

}  // namespace parvis::config
