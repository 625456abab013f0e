#include "exchange/check/check.h"

#include "app/commands/command.h"
#include "app/running.h"
#include "community/files/file_check.h"
#include "community/search/search_check.h"
#include "core/blobs/check_blobs.h"
#include "core/blobs/open_blobs.h"

namespace parvis::app {
namespace {

// Every file that is kept, read and compared with its name, and every one that a row names. Makes no folder: a check
// changes nothing.
std::vector<std::string> check_files(const config::Settings& settings, store::Reader& reader) {
  try {
    const auto blobs = blobs::open_blobs(settings);
    auto problems = community::check_file_copies(reader, *blobs);
    for (auto& problem : blobs::check_kept(*blobs).problems) problems.push_back(std::move(problem));
    return problems;
  } catch (const blobs::BlobFault& fault) {
    return {fault.what()};
  }
}

int check_community(const Place& place) {
  const auto community = open_community(place, Missing::refuse);
  auto steps = exchange::community_checks();
  steps.push_back({"search index", community::check_search_index});
  steps.push_back({"files", [&](store::Reader& reader) { return check_files(community->settings(), reader); }});
  return exchange::print_check(exchange::check(community->store(), steps), stdout);
}

}  // namespace

void add_check(CommandLine& line) {
  auto* command =
      line.app.add_subcommand("check", "Verify integrity, references, counters, everything folded, and every file.");
  const auto place = std::make_shared<Place>();
  add_place(*command, *place);
  command->callback([place, &line] { line.action = [place] { return check_community(*place); }; });
}

}  // namespace parvis::app
