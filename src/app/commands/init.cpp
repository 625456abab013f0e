#include <filesystem>
#include <iostream>

#include "app/commands/command.h"
#include "app/running.h"
#include "core/errors.h"

namespace parvis::app {
namespace {

int init(const Place& place) {
  const auto community = open_community(place, Missing::create);
  std::cout << "The community is in " << shown_database(community->settings())
            << ". Serve it with: parvis serve --data " << place.data << "\n";
  return 0;
}

}  // namespace

void add_init(CommandLine& line) {
  auto* command = line.app.add_subcommand("init", "Make an empty community.");
  const auto place = std::make_shared<Place>();
  add_place(*command, *place);
  command->callback([place, &line] { line.action = [place] { return init(*place); }; });
}

}  // namespace parvis::app
