// The one table of all configuration keys: how each is named, read, checked, shown and explained (sections.h has its
// parts). Constant after its first use; usable from any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/settings.h"

namespace parvis::config {

enum class Kind { number, truth, text, secret };

struct Key {
  const char* section = "";  // its section's name, written by the table
  const char* name;
  Kind kind;
  std::string expected;  // follows "write": "a number from 0 to 65535"
  std::string about;     // sentences for the administrator
  // Reads `text` into its place; false when it is not what is expected.
  std::function<bool(Settings&, std::string_view text)> read;
  std::function<std::string(const Settings&)> shown;  // as a TOML value
  std::string preset;                                 // the same of what nobody has set
};

struct Section {
  const char* name;  // empty: the keys above all sections
  std::string_view about;
  std::vector<Key> keys;
};

const std::vector<Section>& sections();
// Those of all sections, in their order.
const std::vector<const Key*>& keys();

const Key* find_key(std::string_view section, std::string_view name);
// PARVIS_SERVER_PORT
std::string variable_of(const Key& key);
// What is set otherwise than by preset, as a TOML file: secrets are left out, and where the database is.
std::string without_secrets(const Settings& settings);
// The nearest of `known` to what was written, or empty when none is near.
std::string nearest(std::string_view written, const std::vector<std::string>& known);

}  // namespace parvis::config
