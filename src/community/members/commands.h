// What the commands `parvis member …` and `parvis token …` do, over the store alone: a running server sees it within
// seconds (SessionReader::kRecordAge; streams and kept pages: app/other_processes.h). Refusals carry a sentence for the
// one who typed the command.
#pragma once

#include <string>
#include <string_view>

#include "community/activity/activity.h"
#include "community/types.h"
#include "core/secret.h"
#include "core/store/store.h"

namespace parvis::community {

struct AddedMember {
  MemberId id;
  std::string handle;
  std::string generated_password;  // to print; empty when one was given
};

struct MemberToAdd {
  std::string name;
  std::string email;
  Role role = Role::member;
  Secret password;     // empty: one is generated
  std::string handle;  // empty: made from the name
};
AddedMember command_add_member(store::Store& store, const Timeline& timeline, const MemberToAdd& member);

// `who` is a handle, an e-mail address or an identifier. NotFound when there is no such member.
MemberId member_meant(store::Reader& reader, std::string_view who);
void command_set_role(store::Store& store, const Timeline& timeline, std::string_view who, Role role);
// Sets the password and ends all sessions and one-time links. Answers the password to print when none was given, else
// nothing.
std::string command_set_password(store::Store& store, const Timeline& timeline, std::string_view who,
                                 const Secret& password);
// The token, to print once.
std::string command_add_token(store::Store& store, std::string_view who, Scope scope, std::string_view label);

std::optional<Role> parse_role(std::string_view name);  // "member", "expert", "leader", "manager", "administrator"
std::string_view role_name(Role role);                  // the same words

// When the community has neither manager nor administrator: the token of a one-time address (valid for a day) whose
// page makes one, "/first-manager/<token>"; otherwise nothing. Called at each start; earlier addresses end.
std::optional<std::string> first_manager_link(store::Store& store);

}  // namespace parvis::community
