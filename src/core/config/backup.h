// Backups: [backup] of the configuration, apart from Settings because only who makes them asks. Set by load_settings,
// before other threads exist; constant afterwards.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "core/secret.h"

namespace parvis::config {

struct Backup {
  std::string folder = "backups";  // within the data directory unless absolute
  std::chrono::hours every{0};     // 0: never by itself
  std::string at = "03:30";        // UTC; one of them is made at this time
  unsigned keep_daily = 7, keep_weekly = 4, keep_monthly = 6;
  bool files = true;  // the blobs too
  Secret passphrase;  // empty: not sealed

  std::filesystem::path folder_in(const std::filesystem::path& data_dir) const { return data_dir / folder; }
};

Backup& backup();

// What a file holds that holds a secret and nothing else, without the ends of its last lines. Throws
// ConfigurationError.
Secret read_secret_file(const std::filesystem::path& file);

}  // namespace parvis::config
