#include "exchange/check/check.h"

#include "app/commands/command.h"
#include "app/running.h"
#include "community/search/search_check.h"

namespace parvis::app {
namespace {

int check_community(const Place& place) {
  const auto community = open_community(place, Missing::refuse);
  auto steps = exchange::community_checks();
  steps.push_back({"search index", community::check_search_index});
  return exchange::print_check(exchange::check(community->store(), steps), stdout);
}

}  // namespace

void add_check(CommandLine& line) {
  auto* command = line.app.add_subcommand("check", "Verify integrity, references, counters and everything folded.");
  const auto place = std::make_shared<Place>();
  add_place(*command, *place);
  command->callback([place, &line] { line.action = [place] { return check_community(*place); }; });
}

}  // namespace parvis::app
