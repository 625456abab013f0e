// What the commands about backups share: which archive, with which passphrase, and what is said of it.
#pragma once

#include <string>

#include "app/running.h"
#include "backup/manifest.h"

namespace parvis::app {

struct ArchiveOptions {
  Place place;
  std::string archive, passphrase_file;
};

// From the file that was named, else from the configuration or the environment; empty when there is none. Never from
// the command line itself, which every user of the machine can read.
Secret passphrase_of(const ArchiveOptions& options, const config::Settings& settings);

// One line: the community, its instant, its size.
void print_manifest(const backup::Manifest& manifest);

}  // namespace parvis::app
