#include "exchange/stackexchange/import.h"

#include <iostream>

#include "app/commands/command.h"
#include "app/folder_lock.h"
#include "app/running.h"
#include "community/privacy/erasure_ledger.h"
#include "community/search/indexer.h"
#include "core/blobs/open_blobs.h"
#include "exchange/open_form/blob_files.h"
#include "exchange/open_form/open_import.h"

namespace parvis::app {
namespace {

struct ImportCommand {
  Place place;
  std::string dump, site, space;
  bool dry_run = false, shift_to_now = false;
};

int import_dump(const ImportCommand& command) {
  exchange::require_dump(command.dump);
  exchange::ImportOptions options;
  options.dry_run = command.dry_run;
  options.site = command.site;
  options.space_name = command.space;
  if (command.shift_to_now) options.dates = exchange::Dates::moved_to_now;
  exchange::ProgressPrinter line(stdout);
  options.on_progress = [&](const exchange::Progress& progress) { line.show(progress); };
  const FolderLock lock(command.place.data);
  const auto community = open_community(command.place, Missing::create, Work::bulk);
  options.report = std::filesystem::path(command.place.data) / "import-report.txt";
  const auto result = exchange::import_stackexchange(community->store(), command.dump, options);
  line.finish();
  if (!command.dry_run) community::index_in_bulk(community->store());
  std::cout << exchange::import_summary(result, options) << std::flush;
  return 0;
}

// Everything is verified before the folder is touched.
int import_open_form(const ImportCommand& command) {
  exchange::ImportOptions options;
  options.dry_run = command.dry_run;
  exchange::ProgressPrinter line(stdout);
  options.on_progress = [&](const exchange::Progress& progress) { line.show(progress); };
  const auto manifest = exchange::verify_export(command.dump, options.on_progress);
  if (command.dry_run) {
    const auto result = exchange::check_export(command.dump, manifest, options);
    line.finish();
    std::cout << exchange::import_summary(result, options);
    return 0;
  }
  const FolderLock lock(command.place.data);
  const auto community = open_community(command.place, Missing::create, Work::bulk);
  options.report = std::filesystem::path(command.place.data) / "import-report.txt";
  auto result = exchange::import_export(community->store(), command.dump, manifest, options);
  line.finish();
  const auto blobs = blobs::open_blobs(community->settings());
  result.stages.push_back(exchange::import_files(*blobs, command.dump));
  community::index_in_bulk(community->store());
  // Who was erased after the export was made does not come back with it.
  community::erase_again({community->store(), community->timeline(), community->settings()},
                         {std::filesystem::path(command.dump).parent_path()});
  std::cout << exchange::import_summary(result, options) << std::flush;
  return 0;
}

void add_open_form(CLI::App& import, CommandLine& line) {
  auto* whole = import.add_subcommand("parvis", "From a folder that parvis export wrote.");
  const auto command = std::make_shared<ImportCommand>();
  whole->add_option("folder", command->dump, "the folder with community.json")->required();
  add_place(*whole, command->place);
  whole->add_flag("--dry-run", command->dry_run, "verify and check everything, write nothing");
  whole->callback([command, &line] { line.action = [command] { return import_open_form(*command); }; });
}

}  // namespace

void add_import(CommandLine& line) {
  auto* import = line.app.add_subcommand("import", "Bring a community in.");
  import->require_subcommand(1);
  add_open_form(*import, line);
  auto* dump = import->add_subcommand("stackexchange", "From the folder of a Stack Exchange dump.");
  const auto command = std::make_shared<ImportCommand>();
  dump->add_option("folder", command->dump, "the folder with Users.xml, Posts.xml and the others")->required();
  add_place(*dump, command->place);
  dump->add_option("--site", command->site, "what this import is known by at a second run (the folder's name)");
  dump->add_option("--space", command->space, "the name of the space made for it (the site)");
  dump->add_flag("--shift-to-now", command->shift_to_now,
                 "move every date on by the same whole weeks, so that the newest act falls within the last one");
  dump->add_flag("--dry-run", command->dry_run, "count and check everything, write nothing");
  dump->callback([command, &line] { line.action = [command] { return import_dump(*command); }; });
}

}  // namespace parvis::app
