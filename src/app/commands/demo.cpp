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
  std::string data;
  bool quiet = false;
};

int make_demo(const DemoOptions& options) {
  const auto& data = options.data;
  if (std::filesystem::exists(std::filesystem::path(data) / "community.db")) {
    throw Fault("There is a community in " + data + " already. Give another folder with --data.");
  }
  // Made beside its place and moved there when whole, so that an interruption leaves nothing half made.
  const std::filesystem::path place(data);
  const auto partial = place / "demo-in-the-making";
  std::filesystem::remove_all(partial);
  std::vector<demo::DemoAccount> accounts;
  {
    const auto community = open_community(partial, Missing::create);
    accounts = demo::live_through(*community, show_progress);
  }
  keep_accounts(partial / "demo-accounts.txt", accounts);
  for (const auto& entry : std::filesystem::directory_iterator(partial)) {
    std::filesystem::rename(entry.path(), place / entry.path().filename());
  }
  std::filesystem::remove_all(partial);
  if (isatty(STDOUT_FILENO)) std::cout << "\r\033[K";
  if (options.quiet) return 0;
  std::cout << "The demo community is in " << data << "\n";
  std::cout << std::ifstream(place / "demo-accounts.txt").rdbuf();
  return 0;
}

}  // namespace

void add_demo(CommandLine& line) {
  auto* command = line.app.add_subcommand("demo", "Make the demo community, Cycles Mistral.");
  const auto options = std::make_shared<DemoOptions>();
  command->add_option("--data", options->data, "the folder to make it in")->required();
  command->add_flag("--quiet", options->quiet, "do not say how to sign in");
  command->callback([options, &line] { line.action = [options] { return make_demo(*options); }; });
}

}  // namespace parvis::app
