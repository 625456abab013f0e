#include <iostream>

#include "app/commands/command.h"
#include "app/running.h"
#include "core/blobs/open_blobs.h"
#include "exchange/open_form/open_export.h"

namespace parvis::app {
namespace {

struct ExportCommand {
  Place place;
  std::string to;
  bool with_accounts = false, dry_run = false;
};

// Takes no hold of the folder: the community goes on being served meanwhile.
int export_all(const ExportCommand& command) {
  exchange::ExportOptions options;
  options.told = command.with_accounts ? exchange::Told::with_accounts : exchange::Told::always;
  options.dry_run = command.dry_run;
  exchange::ProgressPrinter line(stdout);
  options.on_progress = [&](const exchange::Progress& progress) { line.show(progress); };
  const auto community = open_community(command.place, Missing::refuse);
  const auto blobs = blobs::open_blobs(community->settings());
  options.blobs = blobs.get();
  const auto result = exchange::export_community(community->store(), command.to, options);
  line.finish();
  std::cout << exchange::export_summary(result, options);
  if (!command.dry_run) std::cout << "The export is in " << command.to << "\n";
  return 0;
}

}  // namespace

void add_export(CommandLine& line) {
  auto* command = line.app.add_subcommand("export", "Write everything in an open form: a folder of JSON lines.");
  const auto options = std::make_shared<ExportCommand>();
  command->add_option("folder", options->to, "the folder to write, new or empty")->required();
  add_place(*command, options->place);
  command->add_flag("--with-accounts", options->with_accounts,
                    "also password hashes, sessions, tokens: what opens accounts");
  command->add_flag("--dry-run", options->dry_run, "count, write nothing");
  command->callback([options, &line] { line.action = [options] { return export_all(*options); }; });
}

}  // namespace parvis::app
