#include <unistd.h>

#include <iostream>

#include "app/commands/command.h"
#include "app/running.h"
#include "community/members/api_token.h"
#include "community/members/commands.h"
#include "core/errors.h"

namespace parvis::app {
namespace {

struct MemberOptions {
  Place place;
  std::string who, name, email, role = "member";
  bool password_from_input = false;
};

community::Role role_named(const std::string& name) {
  const auto role = community::parse_role(name);
  if (!role) throw Fault("'" + name + "' is no role: write member, expert, leader, manager or administrator.");
  return *role;
}

// The first line of standard input, so that no password stands in a command or its history.
Secret read_password(bool wanted) {
  std::string line;
  if (wanted) {
    if (isatty(STDIN_FILENO)) std::cerr << "Password: ";
    std::getline(std::cin, line);
  }
  return Secret(line);
}

void print_password(const std::string& generated) {
  if (!generated.empty()) std::cout << "password: " << generated << "\n";
}

int add(const MemberOptions& options) {
  const auto community = open_community(options.place, Missing::refuse);
  const auto added = community::command_add_member(
      community->store(), community->timeline(),
      {options.name, options.email, role_named(options.role), read_password(options.password_from_input), ""});
  std::cout << "Added " << added.handle << " (" << options.role << ").\n";
  print_password(added.generated_password);
  return 0;
}

int set_role(const MemberOptions& options) {
  const auto community = open_community(options.place, Missing::refuse);
  community::command_set_role(community->store(), community->timeline(), options.who, role_named(options.role));
  std::cout << options.who << " is now " << options.role << ".\n";
  return 0;
}

int set_password(const MemberOptions& options) {
  const auto community = open_community(options.place, Missing::refuse);
  print_password(community::command_set_password(community->store(), community->timeline(), options.who,
                                                 read_password(options.password_from_input)));
  std::cout << "The password of " << options.who << " is set; all their sessions have ended.\n";
  return 0;
}

using Options = std::shared_ptr<MemberOptions>;

CLI::App* add_verb(CLI::App& member, CommandLine& line, const Options& options, const char* name, const char* what,
                   int (*action)(const MemberOptions&)) {
  auto* verb = member.add_subcommand(name, what);
  add_place(*verb, options->place);
  verb->callback([options, action, &line] { line.action = [options, action] { return action(*options); }; });
  return verb;
}

}  // namespace

void add_member(CommandLine& line) {
  auto* member = line.app.add_subcommand("member", "Add members, give them roles and passwords.");
  member->require_subcommand(1);
  const auto options = std::make_shared<MemberOptions>();
  auto* adding = add_verb(*member, line, options, "add", "Add a member.", add);
  adding->add_option("--name", options->name, "the name others see")->required();
  adding->add_option("--email", options->email, "where letters go")->required();
  adding->add_option("--role", options->role, "member, expert, leader, manager or administrator");
  adding->add_flag("--password-stdin", options->password_from_input, "read the password's line from standard input");
  auto* giving = add_verb(*member, line, options, "role", "Give a member a role.", set_role);
  giving->add_option("--member", options->who, "handle, e-mail address or identifier")->required();
  giving->add_option("--role", options->role, "member, expert, leader, manager or administrator")->required();
  auto* setting = add_verb(*member, line, options, "password", "Set a member's password.", set_password);
  setting->add_option("--member", options->who, "handle, e-mail address or identifier")->required();
  setting->add_flag("--password-stdin", options->password_from_input, "read the password's line from standard input");
}

void add_token(CommandLine& line) {
  struct TokenOptions {
    Place place;
    std::string who, scope = "read", label = "command line";
  };
  auto* token = line.app.add_subcommand("token", "Tokens for the API.");
  token->require_subcommand(1);
  auto* adding = token->add_subcommand("add", "Make a token and print it, once.");
  const auto options = std::make_shared<TokenOptions>();
  add_place(*adding, options->place);
  adding->add_option("--member", options->who, "handle, e-mail address or identifier")->required();
  adding->add_option("--scope", options->scope, "read, write or manage");
  adding->add_option("--label", options->label, "what it is for");
  adding->callback([options, &line] {
    line.action = [options] {
      const auto scope = community::parse_scope(options->scope);
      if (!scope) throw Fault("'" + options->scope + "' is no scope: write read, write or manage.");
      const auto community = open_community(options->place, Missing::refuse);
      std::cout << community::command_add_token(community->store(), options->who, *scope, options->label) << "\n";
      return 0;
    };
  });
}

}  // namespace parvis::app
