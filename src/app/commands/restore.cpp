#include "backup/restore.h"

#include <iostream>

#include "app/commands/archive_options.h"
#include "app/commands/command.h"
#include "app/folder_lock.h"
#include "backup/unpack.h"
#include "backup/upgrade.h"
#include "community/privacy/erasure_ledger.h"
#include "community/search/indexer.h"
#include "core/errors.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/store/transfer.h"

namespace parvis::app {
namespace {

namespace fs = std::filesystem;

struct RollbackOptions : ArchiveOptions {
  bool lose_what_followed = false;
};

// Row by row into a schema beside, which takes its name when everything has arrived.
backup::Restored restore_into_postgres(const fs::path& archive, const Secret& passphrase,
                                       const config::Settings& settings) {
  if (holds_community(settings)) {
    throw Fault("There is a community in " + shown_database(settings) +
                " already. Restore into an empty schema, named with ?schema= in the address.");
  }
  const backup::ScratchFolder scratch(settings.data_dir);
  backup::Restored restored{.manifest = backup::unpack(archive, passphrase, scratch.path())};
  const auto file = scratch.path() / backup::kDatabaseName;
  backup::end_what_may_not_return(file, restored);
  backup::put_blobs(scratch.path(), restored.manifest, settings);
  const auto from = store::open_sqlite({.path = file});
  store::migrate(*from);
  make_beside(settings, [&](const config::Settings& beside) {
    const auto to = open_store(beside, Missing::create);
    store::transfer(*from, *to);
    to->write([](store::Transaction& transaction) { community::queue_everything(transaction); });
    community::index_pending(*to);
  });
  restored.took_configuration = backup::take_configuration(scratch.path(), settings);
  return restored;
}

// Who was erased after the backup was made does not come back with it.
std::int64_t erase_again(const fs::path& archive, const config::Settings& settings) {
  const auto community = open_community(settings, Missing::refuse, Work::bulk);
  return community::erase_again({community->store(), community->timeline(), community->settings()},
                                {archive.parent_path()});
}

int restore(const ArchiveOptions& options) {
  const FolderLock lock(options.place.data);
  const auto settings = settings_of(options.place);
  const auto passphrase = passphrase_of(options, settings);
  const auto restored = lives_in_folder(settings) ? backup::restore(options.archive, passphrase, settings)
                                                  : restore_into_postgres(options.archive, passphrase, settings);
  const auto erased = erase_again(options.archive, settings);
  print_manifest(restored.manifest);
  if (erased > 0) std::cout << "Members erased since it was made, and now again: " << erased << ".\n";
  std::cout << "It is in " << shown_database(settings) << ". What must not come back was ended: " << restored.sessions
            << " sessions (everybody signs in again), links in letters, " << restored.letters
            << " letters that waited. Passwords and API tokens are as they were then.\n";
  if (restored.took_configuration) {
    std::cout << "Its configuration is in " << (settings.data_dir / backup::kConfigurationName).string()
              << ": write its passwords and tokens in anew.\n";
  }
  std::cout << "Serve it with: parvis serve --data " << options.place.data << "\n";
  return 0;
}

int roll_back(const RollbackOptions& options) {
  const FolderLock lock(options.place.data);
  const auto settings = settings_of(options.place);
  if (!lives_in_folder(settings)) {
    throw Fault(
        "The community is kept in PostgreSQL. Bring the backup back into another schema with parvis restore "
        "--database, and serve that one.");
  }
  const fs::path archive = options.archive.empty() ? backup::last_before_upgrade(settings) : fs::path(options.archive);
  const auto followed = options.lose_what_followed ? backup::WhatFollowed::lose : backup::WhatFollowed::keep;
  const auto result = backup::roll_back(settings, archive, passphrase_of(options, settings), followed);
  print_manifest(result.restored.manifest);
  std::cout << "The community is as it was then, from " << archive.string()
            << "; acts that followed and are lost to it: " << result.lost << ". The newer database is in "
            << result.set_aside.string() << ".\nSessions, links in letters and " << result.restored.letters
            << " letters that waited were ended.\nServe it with Parvis " << result.restored.manifest.program
            << ": a newer one would upgrade it again.\n";
  return 0;
}

}  // namespace

void add_restore(CommandLine& line) {
  auto* command = line.app.add_subcommand("restore", "Bring a community back from a backup, into an empty place.");
  const auto options = std::make_shared<ArchiveOptions>();
  command->add_option("archive", options->archive, "the backup")->required();
  add_place(*command, options->place);
  command->add_option("--passphrase-file", options->passphrase_file, "the file with the passphrase it was sealed with");
  command->callback([options, &line] { line.action = [options] { return restore(*options); }; });
}

void add_rollback(CommandLine& line) {
  auto* command = line.app.add_subcommand("rollback", "Undo an upgrade: return to the backup it began with.");
  const auto options = std::make_shared<RollbackOptions>();
  add_place(*command, options->place);
  command->add_option("--archive", options->archive, "another backup than the last that an upgrade began with");
  command->add_option("--passphrase-file", options->passphrase_file, "the file with the passphrase it was sealed with");
  command->add_flag("--lose-what-followed", options->lose_what_followed, "go back although members were at work since");
  command->callback([options, &line] { line.action = [options] { return roll_back(*options); }; });
}

}  // namespace parvis::app
