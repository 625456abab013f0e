#include "app/commands/command.h"

namespace parvis::app {

void add_place(CLI::App& command, Place& place) {
  command.add_option("--data", place.data, "the folder that holds the community")->required();
  command.add_option("--database", place.database,
                     "its database, overruling the configuration: a file or postgresql://user@host/database");
}

}  // namespace parvis::app
