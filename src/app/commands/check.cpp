#include "exchange/check/check.h"

#include "app/commands/command.h"
#include "app/running.h"
#include "community/search/search_check.h"

namespace parvis::app {
namespace {

int check_community(const std::string& data) {
  const auto community = open_community(data, Missing::refuse);
  auto steps = exchange::community_checks();
  steps.push_back({"search index", community::check_search_index});
  return exchange::print_check(exchange::check(community->store(), steps), stdout);
}

}  // namespace

void add_check(CommandLine& line) {
  auto* command = line.app.add_subcommand("check", "Verify integrity, references, counters and everything folded.");
  const auto data = std::make_shared<std::string>();
  command->add_option("--data", *data, "the folder that holds the community")->required();
  command->callback([data, &line] { line.action = [data] { return check_community(*data); }; });
}

}  // namespace parvis::app
