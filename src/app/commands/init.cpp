#include <filesystem>
#include <iostream>

#include "app/commands/command.h"
#include "app/running.h"
#include "core/errors.h"

namespace parvis::app {
namespace {

int init(const std::string& data) {
  const auto community = open_community(data, Missing::create);
  std::cout << "The community is in " << data << ". Serve it with: parvis serve --data " << data << "\n";
  return 0;
}

}  // namespace

void add_init(CommandLine& line) {
  auto* command = line.app.add_subcommand("init", "Make an empty community.");
  const auto data = std::make_shared<std::string>();
  command->add_option("--data", *data, "the folder to make it in")->required();
  command->callback([data, &line] { line.action = [data] { return init(*data); }; });
}

}  // namespace parvis::app
