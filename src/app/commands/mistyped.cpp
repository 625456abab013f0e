#include <cstdio>

#include "app/commands/command.h"

namespace parvis::app {
namespace {

constexpr int kMistyped = 2;

// The innermost command that was understood, and how it is written.
struct Understood {
  const CLI::App* command;
  std::string words;
};

Understood understood(const CLI::App& app) {
  Understood found{&app, app.get_name()};
  while (!found.command->get_subcommands().empty()) {
    found.command = found.command->get_subcommands().front();
    found.words += " " + found.command->get_name();
  }
  return found;
}

// What stands behind the last `mark` in the library's own sentence.
std::string after(const std::string& sentence, std::string_view mark) {
  const auto at = sentence.rfind(mark);
  return at == std::string::npos ? sentence : sentence.substr(at + mark.size());
}

std::string choices(const CLI::App& command) {
  std::string names;
  for (const auto* each : command.get_subcommands({})) names += (names.empty() ? "" : ", ") + each->get_name();
  return names;
}

std::string sentence_of(const Understood& found, const CLI::ParseError& error) {
  const std::string said = error.what();
  const auto names = choices(*found.command);
  const auto unknown = found.command->remaining();
  if (!names.empty() && !unknown.empty()) {
    return "There is no '" + unknown.front() + "' in " + found.words + ": write one of " + names + ".";
  }
  if (!names.empty()) return "Say what to do: " + found.words + " with one of " + names + ".";
  if (dynamic_cast<const CLI::RequiredError*>(&error)) return said.substr(0, said.find(' ')) + " is missing.";
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) return said.substr(0, said.find(':')) + " wants a value.";
  if (dynamic_cast<const CLI::ConversionError*>(&error)) return "This cannot be: " + after(said, ": ") + ".";
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) return "There is no " + after(said, ": ") + " here.";
  return said + ".";
}

}  // namespace

int say_mistyped(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  const auto found = understood(app);
  std::fprintf(stderr, "parvis: %s See %s --help.\n", sentence_of(found, error).c_str(), found.words.c_str());
  return kMistyped;
}

}  // namespace parvis::app
