#include "app/commands/archive_options.h"

#include <iostream>

#include "core/errors.h"

namespace parvis::app {

Secret passphrase_of(const ArchiveOptions& options, const config::Settings& settings) {
  if (options.passphrase_file.empty()) return settings.backup.passphrase;
  auto passphrase = config::read_secret_file(options.passphrase_file);
  if (passphrase.empty()) throw Fault("There is no passphrase in " + options.passphrase_file + ".");
  return passphrase;
}

void print_manifest(const backup::Manifest& manifest) {
  std::int64_t all = 0;
  for (const auto& [table, rows] : manifest.rows) all += rows;
  const auto rows_of = [&](const char* table) {
    const auto found = manifest.rows.find(table);
    return found == manifest.rows.end() ? 0 : found->second;
  };
  std::cout << manifest.community << " as of " << to_rfc3339(manifest.made_at) << ", made by Parvis "
            << manifest.program << " (schema " << manifest.schema << "): " << rows_of("member") << " members, "
            << rows_of("thread") << " threads, " << rows_of("post") << " posts, " << all << " rows in all.\n";
}

}  // namespace parvis::app
