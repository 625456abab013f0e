#include "backup/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "core/archive/tar.h"
#include "core/errors.h"

namespace parvis::backup {
namespace {

constexpr std::size_t kSumDigits = 64;
constexpr std::uint64_t kLongestFile = std::uint64_t{1} << 50;  // so that sums of sizes are sums

bool is_sum(std::string_view text) {
  return text.size() == kSumDigits &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::int64_t count_of(const boost::json::value& value) {
  const auto number = value.to_number<std::int64_t>();
  if (number < 0) throw Fault("a count below nothing");
  return number;
}

// Written as a text: many a reader of JSON holds no number as great.
std::int64_t identifier_of(const boost::json::value& value) {
  const std::string_view text = value.as_string();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) throw Fault("no proper identifier");
  return number;
}

std::string text_of(const boost::json::object& object, const char* key) {
  return std::string(object.at(key).as_string());
}

// A text that goes to a terminal.
std::string line_of(const boost::json::object& object, const char* key) {
  auto text = text_of(object, key);
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return text;
}

Entry entry_from(const boost::json::object& object) {
  Entry entry{text_of(object, "name"), static_cast<std::uint64_t>(count_of(object.at("size"))),
              text_of(object, "sha256")};
  if (!archive::is_plain_name(entry.name) || !is_sum(entry.sha256) || entry.size > kLongestFile) {
    throw Fault("a file without proper name, size or sum");
  }
  if (entry.name.starts_with(kBlobFolder) && entry.name.substr(kBlobFolder.size()) != entry.sha256) {
    throw Fault("a blob that is not named by its sum");
  }
  return entry;
}

Manifest manifest_from(const boost::json::object& object) {
  Manifest manifest;
  manifest.program = line_of(object, "program");
  manifest.schema = static_cast<int>(std::min<std::int64_t>(count_of(object.at("schema")), 1'000'000));
  manifest.community = line_of(object, "community");
  const auto at = parse_rfc3339(text_of(object, "made_at"));
  if (!at) throw Fault("no proper instant");
  manifest.made_at = *at;
  manifest.last_activity = identifier_of(object.at("last_activity"));
  for (const auto& [table, rows] : object.at("rows").as_object()) manifest.rows[table] = count_of(rows);
  std::set<std::string> names{kManifestName, kManifestSumName};
  for (const auto& entry : object.at("entries").as_array()) {
    manifest.entries.push_back(entry_from(entry.as_object()));
    if (!names.insert(manifest.entries.back().name).second) throw Fault("a file named twice");
  }
  if (!names.contains(kDatabaseName)) throw Fault("no database");
  return manifest;
}

void refuse_newer(const boost::json::object& object) {
  const auto format = object.at("format").to_number<std::int64_t>();
  if (format == kFormat) return;
  throw Fault(
      fmt::format("This backup has form {}, this program reads form {}. It was made by Parvis {}: install that "
                  "version or a later one.",
                  format, kFormat, line_of(object, "program")));
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  boost::json::object rows;
  for (const auto& [table, count] : manifest.rows) rows[table] = count;
  boost::json::array entries;
  for (const auto& entry : manifest.entries) {
    entries.push_back({{"name", entry.name}, {"size", entry.size}, {"sha256", entry.sha256}});
  }
  const boost::json::object object{{"format", kFormat},
                                   {"program", manifest.program},
                                   {"schema", manifest.schema},
                                   {"community", manifest.community},
                                   {"made_at", to_rfc3339(manifest.made_at)},
                                   {"last_activity", std::to_string(manifest.last_activity)},
                                   {"rows", std::move(rows)},
                                   {"entries", std::move(entries)}};
  return boost::json::serialize(object) + "\n";
}

Manifest parse_manifest(std::string_view json) {
  boost::json::error_code wrong;
  const auto value = boost::json::parse(json, wrong);
  const auto* object = wrong ? nullptr : value.if_object();
  if (object == nullptr || !object->contains("format") || !object->contains("program")) {
    throw Fault("The archive's manifest is no manifest of Parvis.");
  }
  try {
    refuse_newer(*object);
  } catch (const boost::system::system_error&) {
    throw Fault("The archive's manifest is no manifest of Parvis.");
  }
  try {
    return manifest_from(*object);
  } catch (const std::exception& error) {
    throw Fault(std::string("The archive's manifest is damaged: ") + error.what() + ".");
  }
}

}  // namespace parvis::backup
