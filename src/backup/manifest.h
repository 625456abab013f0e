// What a backup says of itself: `manifest.json`, the first file of its archive, followed by `manifest.sha256`, its sum.
// The form is described in docs/operating.md. A manifest that is read may be a stranger's: nothing in it is believed
// that is not compared with what is there.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/instant.h"

namespace parvis::backup {

inline constexpr int kFormat = 1;
inline constexpr char kManifestName[] = "manifest.json";
inline constexpr char kManifestSumName[] = "manifest.sha256";
inline constexpr char kDatabaseName[] = "community.db";
inline constexpr char kConfigurationName[] = "parvis.toml";
// A blob's file is named by its sum below this folder.
inline constexpr std::string_view kBlobFolder = "blobs/";

struct Entry {
  std::string name;
  std::uint64_t size = 0;
  std::string sha256;  // 64 lower-case hexadecimal digits
  bool operator==(const Entry&) const = default;
};

struct Manifest {
  std::string program;             // the version that made it
  int schema = 0;                  // the last migration its database had
  std::string community;           // its name
  Instant made_at;                 // of the snapshot
  std::int64_t last_activity = 0;  // the greatest identifier on the timeline
  std::map<std::string, std::int64_t> rows;
  std::vector<Entry> entries;  // in the order of the archive, the two of the manifest left out
  bool operator==(const Manifest&) const = default;
};

std::string to_json(const Manifest& manifest);
// Throws Fault with a sentence when it is no manifest, of a newer form, or names a file twice or in a way that leads
// elsewhere.
Manifest parse_manifest(std::string_view json);

}  // namespace parvis::backup
