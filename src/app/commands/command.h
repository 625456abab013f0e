// The commands of the program, one file each. Each adds itself to the command line with its options and sets `action`
// when it is the one asked for; `main` runs the action. An action answers the exit code and throws Fault or Refusal
// with a sentence for the one who typed it.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "app/running.h"

namespace parvis::app {

struct CommandLine {
  CLI::App& app;
  std::function<int()> action;
};

// --data and --database, for every command.
void add_place(CLI::App& command, Place& place);

// Says in one sentence what was typed wrong and where help is, or gives the help asked for; answers the exit code.
int say_mistyped(const CLI::App& app, const CLI::ParseError& error);

void add_serve(CommandLine& line);     // serve --data D --port N
void add_init(CommandLine& line);      // init --data D
void add_demo(CommandLine& line);      // demo --data D
void add_import(CommandLine& line);    // import stackexchange|parvis DIR --data D
void add_export(CommandLine& line);    // export DIR --data D
void add_generate(CommandLine& line);  // generate --data D --members N --threads N --posts N --seed S
void add_check(CommandLine& line);     // check --data D
void add_migrate(CommandLine& line);   // migrate --data D --to ADDRESS|DIR
void add_backup(CommandLine& line);    // backup --data D [--to FOLDER], backup --verify ARCHIVE
void add_restore(CommandLine& line);   // restore ARCHIVE --data D
void add_rollback(CommandLine& line);  // rollback --data D
void add_member(CommandLine& line);    // member add|role|password
void add_token(CommandLine& line);     // token add --data D --member M --scope read|write|manage

}  // namespace parvis::app
