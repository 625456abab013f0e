#include "exchange/generate/generate.h"

#include <iostream>

#include "app/commands/command.h"
#include "app/running.h"
#include "community/search/indexer.h"

namespace parvis::app {
namespace {

int generate_load(const Place& place, exchange::GenerateOptions options) {
  exchange::require_sense(options);
  exchange::ProgressPrinter line(stdout);
  options.on_progress = [&](const exchange::Progress& progress) { line.show(progress); };
  const auto community = open_community(place, Missing::create, Work::bulk);
  const auto result = exchange::generate(community->store(), options);
  line.finish();
  std::cout << exchange::generate_summary(result) << std::flush;
  community::index_in_bulk(community->store());
  return 0;
}

}  // namespace

void add_generate(CommandLine& line) {
  auto* command = line.app.add_subcommand("generate", "Make a synthetic load for measurements.");
  const auto place = std::make_shared<Place>();
  const auto options = std::make_shared<exchange::GenerateOptions>();
  add_place(*command, *place);
  command->add_option("--members", options->members, "how many members");
  command->add_option("--threads", options->threads, "how many threads");
  command->add_option("--posts", options->posts, "how many posts, the first ones included");
  command->add_option("--units", options->units, "how many units in the directory");
  command->add_option("--services", options->services, "how many statements of who was in a unit, and when");
  command->add_option("--gestures", options->gestures, "votes or thanks for each post to aim at (few)");
  command->add_option("--seed", options->seed, "the same seed gives the same content");
  command->callback(
      [place, options, &line] { line.action = [place, options] { return generate_load(*place, *options); }; });
}

}  // namespace parvis::app
