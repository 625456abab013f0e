#include <fmt/format.h>

#include "core/config/table.h"

namespace parvis::config {
namespace {

constexpr std::size_t kLineWidth = 100;

// `text` in lines that begin with "# ".
std::string commented(std::string_view text) {
  std::string out;
  std::string line = "#";
  while (!text.empty()) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    if (line.size() + 1 + word.size() > kLineWidth) {
      out += line + "\n";
      line = "#";
    }
    line.append(1, ' ').append(word);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return out + line + "\n";
}

constexpr const char* kPageHead = R"(# Configuration

Parvis runs without any configuration. What is set comes from, each overruling the one before:

1. the presets below;
2. one TOML file: `parvis.toml` in the data directory, or the one named by `--config`;
3. environment variables: `PARVIS_SERVER_PORT` for `port` under `[server]` (an empty one counts as absent);
4. the command line.

A secret may stand in a file of its own, which holds nothing else: `password_file = "…"` in the TOML file, or
`PARVIS_MAIL_PASSWORD_FILE` in the environment. A relative path begins at the TOML file's folder.

A wrong key or value stops the start with a sentence that says what to write. `deploy/parvis.toml.example` holds every key
with its preset, ready to be copied.
)";

std::string preset_of(const Key& key) {
  const auto& preset = key.preset;
  return key.kind == Kind::secret && preset == "\"\"" ? "" : "`" + preset + "`";
}

}  // namespace

std::string without_secrets(const Settings& settings) {
  std::string file =
      "# The settings of the community when this backup was made: those that differ from the presets. Passwords and\n"
      "# tokens are not among them.\n";
  for (const auto& section : sections()) {
    if (*section.name == 0) continue;  // the database: another place has it elsewhere
    std::string set;
    for (const auto& key : section.keys) {
      if (key.kind == Kind::secret) continue;
      if (auto shown = key.shown(settings); shown != key.preset) {
        set += fmt::format("{} = {}\n", key.name, shown);
      }
    }
    if (!set.empty()) file += fmt::format("\n[{}]\n", section.name) + set;
  }
  return file;
}

std::string configuration_page() {
  std::string page = kPageHead;
  for (const auto& section : sections()) {
    if (*section.name == 0) {
      page += fmt::format("\n## {}\n\n", section.about.substr(0, section.about.size() - 1));
    } else {
      page += fmt::format("\n## [{}]\n\n{}\n\n", section.name, section.about);
    }
    page += "| key | preset | what to write | what it does |\n|---|---|---|---|\n";
    for (const auto& key : section.keys) {
      page += fmt::format("| `{}`<br>`{}` | {} | {} | {} |\n", key.name, variable_of(key), preset_of(key), key.expected,
                          key.about);
      if (key.kind != Kind::secret) continue;
      page += fmt::format("| `{}_file`<br>`{}_FILE` |  | the path of a file | Where {} is kept. |\n", key.name,
                          variable_of(key), key.expected);
    }
  }
  return page;
}

std::string example_file() {
  std::string file =
      "# Every setting of Parvis with its preset. Take the # away from what you change.\n"
      "# Copy to parvis.toml in the data directory. See docs/configuration.md.\n";
  for (const auto& section : sections()) {
    if (*section.name != 0) file += "\n" + commented(section.about) + fmt::format("[{}]\n", section.name);
    for (const auto& key : section.keys) {
      file += "\n" + commented(key.about) + commented("Write " + key.expected + ".");
      file += fmt::format("#{} = {}\n", key.name, key.preset);
      if (key.kind == Kind::secret) file += fmt::format("#{}_file = \"\"\n", key.name);
    }
  }
  return file;
}

}  // namespace parvis::config
