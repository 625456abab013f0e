#include <fmt/format.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <sstream>

#include "core/config/outgoing.h"
#include "core/config/table.h"
#include "core/text/small_letters.h"

namespace parvis::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxShown = 80;              // of a wrong value, in the sentence about it
constexpr std::size_t kMaxSecretFile = 64 * 1024;  // a secret longer than that is another file
constexpr std::string_view kPrefix = "PARVIS_";

[[noreturn]] void refuse(const std::string& sentence) { throw ConfigurationError(sentence); }

// A wrong value as it may be shown: short, on one line, and nothing that could be a password.
std::string shown_value(const Key& key, std::string_view text) {
  const bool may_hold_password = text.find("://") != std::string_view::npos && text.find('@') != std::string_view::npos;
  if (key.kind == Kind::secret || may_hold_password) return "is not right";
  if (text.empty()) return "is empty";
  std::string shown(text.substr(0, kMaxShown));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return fmt::format("is '{}{}'", shown, text.size() > kMaxShown ? "…" : "");
}

// `place` says where it was written: "data/parvis.toml, line 3: [server] port", "PARVIS_SERVER_PORT".
void read_value(Settings& settings, const Key& key, std::string_view text, const std::string& place) {
  if (!key.read(settings, text)) refuse(fmt::format("{} {}: write {}.", place, shown_value(key, text), key.expected));
}

std::string read_secret(const fs::path& file, const std::string& place) {
  std::ifstream in(file, std::ios::binary);
  if (!in) refuse(fmt::format("{} is '{}': write the path of a file that the program may read.", place, file.string()));
  std::string secret(kMaxSecretFile + 1, '\0');
  in.read(secret.data(), static_cast<std::streamsize>(secret.size()));
  secret.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || secret.size() > kMaxSecretFile) {
    refuse(fmt::format("{} is '{}': write the path of a file that holds the secret and nothing else.", place,
                       file.string()));
  }
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  return secret;
}

// And the keys that stand above all sections.
std::vector<std::string> section_names() {
  std::vector<std::string> names;
  for (const auto& section : sections()) {
    if (*section.name != 0) names.emplace_back(section.name);
  }
  for (const auto* key : keys()) {
    if (*key->section == 0) names.emplace_back(key->name);
  }
  return names;
}

// "[server] port", or "database" for a key above all sections.
std::string shown_name(std::string_view section, std::string_view name) {
  return section.empty() ? std::string(name) : fmt::format("[{}] {}", section, name);
}

std::vector<std::string> key_names(std::string_view section) {
  std::vector<std::string> names;
  for (const auto* key : keys()) {
    if (section != key->section) continue;
    names.emplace_back(key->name);
    if (key->kind == Kind::secret) names.push_back(std::string(key->name) + "_file");
  }
  return names;
}

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string advice(std::string_view written, const std::vector<std::string>& known, std::string_view around) {
  const auto near = nearest(written, known);
  if (near.empty()) return fmt::format("write one of {}.", joined(known));
  return fmt::format(fmt::runtime(around), near);
}

// The key that `name` is, or the secret that `name` (password_file) is the file of.
struct Found {
  const Key* key = nullptr;
  bool in_file = false;
};

Found find_named(std::string_view section, std::string_view name) {
  if (const auto* key = find_key(section, name)) return {key, false};
  if (!name.ends_with("_file")) return {};
  const auto* key = find_key(section, name.substr(0, name.size() - 5));
  return key && key->kind == Kind::secret ? Found{key, true} : Found{};
}

class TomlFile {
 public:
  TomlFile(Settings& settings, fs::path file) : settings_(settings), file_(std::move(file)) {}

  void read() {
    std::ifstream in(file_, std::ios::binary);
    if (!in)
      refuse(fmt::format("The configuration file '{}' cannot be read: write the path of a file that can.",
                         file_.string()));
    try {
      const toml::table document = toml::parse(in, file_.string());
      for (const auto& [name, node] : document) read_section(name.str(), node);
    } catch (const toml::parse_error& error) {
      refuse(
          fmt::format("{}: this is not TOML ({}): write key = value, texts in double quotes, each under its [section].",
                      place_of(error.source()), error.description()));
    }
  }

 private:
  std::string place_of(const toml::source_region& source) const {
    return fmt::format("{}, line {}", file_.string(), source.begin.line);
  }

  void read_section(std::string_view name, const toml::node& node) {
    if (const auto found = find_named("", name); found.key) {
      if (!node.is_table()) return read_key("", name, node);
      refuse(fmt::format("{}: {} is no section: write {} = \"…\" above the first section.", place_of(node.source()),
                         name, name));
    }
    const auto known = section_names();
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      refuse(fmt::format("{}: [{}] is no known section: {}", place_of(node.source()), name,
                         advice(name, known, "did you mean [{}]?")));
    }
    if (!node.is_table()) {
      refuse(fmt::format("{}: {} is a section: write [{}] on a line of its own.", place_of(node.source()), name, name));
    }
    for (const auto& [key, value] : *node.as_table()) read_key(name, key.str(), value);
  }

  void read_key(std::string_view section, std::string_view name, const toml::node& node) {
    const auto place = fmt::format("{}: {}", place_of(node.source()), shown_name(section, name));
    const auto [key, in_file] = find_named(section, name);
    if (!key)
      refuse(fmt::format("{} is no known key: {}", place, advice(name, key_names(section), "did you mean {}?")));
    if (key->kind == Kind::secret && !secrets_.insert(key).second) {
      refuse(fmt::format("{} and {}_file are both there: write only one of them.", place, key->name));
    }
    const auto text = text_of(node);
    if (!text) refuse(fmt::format("{} is no single value: write {}.", place, key->expected));
    read_value(settings_, *key, in_file ? read_secret(file_.parent_path() / *text, place) : *text, place);
  }

  static std::optional<std::string> text_of(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto truth = node.value_exact<bool>()) return *truth ? "true" : "false";
    if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
    return std::nullopt;
  }

  Settings& settings_;
  fs::path file_;
  std::set<const Key*> secrets_;
};

// Does a variable speak of one of our sections, or nearly so? Others (PARVIS_BUILD) belong to other tools.
bool is_meant_for_us(std::string_view variable) {
  if (!variable.starts_with(kPrefix)) return false;
  const auto name = variable.substr(kPrefix.size());
  const auto section = text::small_letters(name.substr(0, name.find('_')));
  return !nearest(section, section_names()).empty();
}

void refuse_unknown_variables(const Environment& environment) {
  std::vector<std::string> known;
  for (const auto* key : keys()) {
    known.push_back(variable_of(*key));
    if (key->kind == Kind::secret) known.push_back(variable_of(*key) + "_FILE");
  }
  const std::set<std::string> names(known.begin(), known.end());
  for (const auto& [name, value] : environment) {
    if (!is_meant_for_us(name) || names.contains(name)) continue;
    const auto near = nearest(name, known);
    refuse(fmt::format("{} is no known variable: {}", name,
                       near.empty() ? "remove it, or see docs/configuration.md." : "did you mean " + near + "?"));
  }
}

// An empty variable counts as absent: container files pass them so.
const std::string* find_variable(const Environment& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() || found->second.empty() ? nullptr : &found->second;
}

void read_environment(Settings& settings, const Environment& environment) {
  refuse_unknown_variables(environment);
  for (const auto* key : keys()) {
    const auto name = variable_of(*key);
    const auto* value = find_variable(environment, name);
    const auto* file = key->kind == Kind::secret ? find_variable(environment, name + "_FILE") : nullptr;
    if (value && file) refuse(fmt::format("{} and {}_FILE are both there: write only one of them.", name, name));
    if (value) read_value(settings, *key, *value, name);
    if (file) read_value(settings, *key, read_secret(*file, name + "_FILE"), name);
  }
}

void read_overrides(Settings& settings, const Overrides& overrides) {
  for (const auto& [name, value] : overrides) {
    const auto dot = name.find('.');
    const auto section = dot == std::string::npos ? std::string() : name.substr(0, dot);
    const auto rest = name.substr(dot + 1);  // all of it without a dot
    const auto* key = find_key(section, rest);
    if (!key) refuse(fmt::format("{} is no known setting: write section.key, such as server.port.", name));
    read_value(settings, *key, value, shown_name(section, rest) + " on the command line");
  }
}

void check_blobs(const Settings::Blobs& blobs) {
  if (blobs.store == "directory") return;
  if (blobs.access_key.empty() || blobs.secret_key.empty()) {
    refuse(fmt::format("[blobs] store is {}: write access_key, and secret_key or secret_key_file, too.", blobs.store));
  }
}

// What holds only together.
void check_together(const Settings& settings) {
  check_blobs(settings.blobs);
  const auto& mail = settings.mail;
  if (!mail.url.empty() && mail.from.empty()) {
    refuse("[mail] from is empty: write whom letters come from, such as The square <square@example.org>.");
  }
  if (!mail.password.empty() && mail.user.empty()) {
    refuse("[mail] password is given but user is empty: write the user name for the mail server too.");
  }
  if (!mail.password.empty() && mail.url.starts_with("smtp+plain:")) {
    refuse("[mail] url is smtp+plain:, which would send the password readable: write smtp: or smtps:.");
  }
}

}  // namespace

Secret read_secret_file(const fs::path& file) { return Secret(read_secret(file, "The file of the secret")); }

Environment process_environment() {
  Environment environment;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (text.starts_with(kPrefix) && equals != std::string_view::npos) {
      environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return environment;
}

Settings load_settings(const fs::path& data_dir, const std::optional<fs::path>& file, const Overrides& overrides,
                       const Environment& environment) {
  Settings settings;
  settings.data_dir = data_dir;
  allow_places("");
  const auto usual = data_dir / "parvis.toml";
  std::error_code ignored;
  if (file || fs::exists(usual, ignored)) TomlFile(settings, file.value_or(usual)).read();
  read_environment(settings, environment);
  read_overrides(settings, overrides);
  check_together(settings);
  return settings;
}

}  // namespace parvis::config
