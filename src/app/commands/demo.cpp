#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/commands/command.h"
#include "app/running.h"
#include "core/errors.h"
#include "demo/demo_life.h"

namespace parvis::app {
namespace {

// Readable by its owner only: it holds passwords.
void keep_accounts(const std::filesystem::path& file, const std::vector<demo::DemoAccount>& accounts) {
  std::ofstream out(file);
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  out << "Sign in as\n";
  for (const auto& account : accounts) {
    out << "  " << account.what << ": " << account.email << "  password: " << account.password << "\n";
  }
}

void show_progress(double share) {
  static int shown = -1;
  const int percent = static_cast<int>(share * 100);
  if (percent == shown || !isatty(STDOUT_FILENO)) return;
  shown = percent;
  std::cout << "\rMaking the demo community: " << percent << " %" << std::flush;
}

struct DemoOptions {
  Place place;
  bool quiet = false;
};

int make_demo(const DemoOptions& options) {
  const auto settings = settings_of(options.place);
  if (holds_community(settings)) {
    throw Fault("There is a community in " + shown_database(settings) + " already. Give another folder with --data.");
  }
  make_beside(settings, [&](const config::Settings& beside) {
    const auto community = open_community(beside, Missing::create);
    const auto accounts = demo::live_through(*community, show_progress);
    keep_accounts(beside.data_dir / "demo-accounts.txt", accounts);
  });
  if (isatty(STDOUT_FILENO)) std::cout << "\r\033[K";
  if (options.quiet) return 0;
  std::cout << "The demo community is in " << shown_database(settings) << "\n";
  std::cout << std::ifstream(settings.data_dir / "demo-accounts.txt").rdbuf();
  return 0;
}

}  // namespace

void add_demo(CommandLine& line) {
  auto* command = line.app.add_subcommand("demo", "Make the demo community, Cycles Mistral.");
  const auto options = std::make_shared<DemoOptions>();
  add_place(*command, options->place);
  command->add_flag("--quiet", options->quiet, "do not say how to sign in");
  command->callback([options, &line] { line.action = [options] { return make_demo(*options); }; });
}

}  // namespace parvis::app
