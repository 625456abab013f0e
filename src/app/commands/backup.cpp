#include <iostream>

#include "app/commands/archive_options.h"
#include "app/commands/command.h"
#include "backup/make.h"
#include "backup/unpack.h"
#include "core/errors.h"

namespace parvis::app {
namespace {

namespace fs = std::filesystem;

struct BackupOptions : ArchiveOptions {
  std::string to;
};

int verify(const BackupOptions& options) {
  // There need not be a community on the machine; the environment may hold the passphrase all the same.
  const auto passphrase = passphrase_of(options, settings_of(options.place));
  const auto manifest = backup::verify(options.archive, passphrase);
  print_manifest(manifest);
  std::cout << "The backup is whole: every sum, page, reference and count is as it was.\n";
  return 0;
}

fs::path file_for(const BackupOptions& options, const config::Settings& settings, bool sealed) {
  const fs::path wanted = options.to.empty() ? settings.backup_folder() : fs::path(options.to);
  if (options.to.empty() || options.to.ends_with('/')) make_directory(wanted);
  return fs::is_directory(wanted) ? wanted / backup::file_name("backup", now(), sealed) : wanted;
}

int back_up(const BackupOptions& options) {
  if (!options.archive.empty()) return verify(options);
  if (options.place.data.empty()) {
    throw Fault("Say which community with --data, or which backup to examine with --verify.");
  }
  const auto settings = settings_of(options.place);
  const auto passphrase = passphrase_of(options, settings);
  const auto store = open_store(settings, Missing::refuse);
  const auto file = file_for(options, settings, !passphrase.empty());
  const auto made = backup::make_backup(*store, settings, file, passphrase);
  print_manifest(made.manifest);
  std::cout << "It is in " << file.string() << ", " << made.bytes << " bytes" << (passphrase.empty() ? "" : ", sealed")
            << ". Examine it with: parvis backup --verify " << file.string() << "\n";
  return 0;
}

}  // namespace

void add_backup(CommandLine& line) {
  auto* command = line.app.add_subcommand("backup", "Back the community up while it goes on, or examine a backup.");
  const auto options = std::make_shared<BackupOptions>();
  add_place(*command, options->place);
  command->get_option("--data")->required(false);
  command->add_option("--to", options->to, "the folder or file to write to (the folder set as [backup] folder)");
  command->add_option("--passphrase-file", options->passphrase_file, "seal it with the passphrase in this file");
  command->add_option("--verify", options->archive, "examine this backup instead, without restoring it");
  command->callback([options, &line] { line.action = [options] { return back_up(*options); }; });
}

}  // namespace parvis::app
