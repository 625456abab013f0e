#include <iostream>

#include "app/commands/command.h"
#include "app/folder_lock.h"
#include "app/running.h"
#include "community/search/indexer.h"
#include "core/errors.h"
#include "core/store/postgres_address.h"
#include "core/store/transfer.h"
#include "exchange/progress.h"

namespace parvis::app {
namespace {

struct MigrateOptions {
  Place place;
  std::string to;
};

// An address is another database for the same data directory; a folder is another data directory.
Place target_of(const MigrateOptions& options) {
  if (store::is_postgres_address(options.to)) return {options.place.data, options.to};
  return {options.to, "community.db"};
}

int migrate_to(const MigrateOptions& options) {
  const auto source = settings_of(options.place);
  const auto target = settings_of(target_of(options));
  require_community(source);
  const FolderLock lock(options.place.data);
  const auto from = open_store(source, Missing::refuse);
  if (store::is_half_moved(*from)) throw Fault("The source is itself the target of a move that was not ended.");
  const auto to = open_store(target, Missing::create);
  exchange::ProgressPrinter line(stdout);
  const auto began = std::chrono::steady_clock::now();
  const auto sums = store::transfer(*from, *to, [&](std::int64_t rows, std::int64_t all) {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
    const auto share = static_cast<double>(rows) / static_cast<double>(std::max<std::int64_t>(all, 1));
    line.show({.stage = "moving", .rows = rows, .seconds = passed.count(), .share = share});
  });
  line.finish();
  to->write([](store::Transaction& transaction) { community::queue_everything(transaction); });
  community::index_pending(*to);
  for (const auto& sum : sums) {
    if (sum.rows > 0)
      std::printf("%-28s %12lld rows  %016llx\n", sum.table.c_str(), static_cast<long long>(sum.rows),
                  static_cast<unsigned long long>(sum.hash));
  }
  std::cout << "Everything is in " << shown_database(target) << ", counts and hashes equal.\n";
  if (store::is_postgres_address(options.to)) {
    std::cout << "Write its address into " << options.place.data
              << "/parvis.toml, above the first section: database = \"postgresql://…\"\n";
  }
  return 0;
}

}  // namespace

void add_migrate(CommandLine& line) {
  auto* command = line.app.add_subcommand("migrate", "Move the community to another database.");
  const auto options = std::make_shared<MigrateOptions>();
  add_place(*command, options->place);
  command
      ->add_option("--to", options->to, "postgresql://user@host/database?schema=name, or a folder for an SQLite file")
      ->required();
  command->callback([options, &line] { line.action = [options] { return migrate_to(*options); }; });
}

}  // namespace parvis::app
