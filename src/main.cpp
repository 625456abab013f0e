// The command line: finds the command asked for, runs it, and turns what it throws into one sentence and an exit code.
#include <cstdio>
#include <exception>
#include <filesystem>

#include "app/commands/command.h"
#include "core/errors.h"
#include "core/store/statement.h"
#include "core/text/catalogue.h"

namespace {

using namespace parvis;

void add_commands(app::CommandLine& line) {
  app::add_serve(line);
  app::add_init(line);
  app::add_demo(line);
  app::add_import(line);
  app::add_export(line);
  app::add_generate(line);
  app::add_check(line);
  app::add_migrate(line);
  app::add_backup(line);
  app::add_restore(line);
  app::add_rollback(line);
  app::add_member(line);
  app::add_token(line);
}

int run(const app::CommandLine& line) {
  try {
    return line.action();
  } catch (const Refusal& refusal) {
    std::fprintf(stderr, "parvis: %s\n", text::tr(text::Language::en, refusal.sentence()).c_str());
  } catch (const store::DiskFull&) {
    std::fprintf(stderr, "parvis: The disk is full. Make room, then run the command again.\n");
  } catch (const std::filesystem::filesystem_error& fault) {
    std::fprintf(stderr, "parvis: %s: %s.\n", fault.path1().c_str(), fault.code().message().c_str());
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "parvis: %s\n", fault.what());
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Parvis: the square in front of a brand.", "parvis"};
  app.set_version_flag("--version", PARVIS_VERSION);
  app.require_subcommand(1);
  app::CommandLine line{app, {}};
  add_commands(line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app::say_mistyped(app, error);
  }
  return run(line);
}
