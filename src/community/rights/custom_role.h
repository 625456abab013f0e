// Roles of the community's own making: testers, jury, translators. A manager makes them, gives them and takes them
// away; what they open stands in the rights and readers of the spaces. Each change is one fact, in its transaction;
// what is so already changes nothing. The directory of spaces is to be reloaded after `make_role`, `rename_role` and
// `remove_role`. Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/spaces/space_change.h"

namespace parvis::community {

inline constexpr std::size_t kMaxRoles = 50;  // columns that a table of rights can still show
inline constexpr std::size_t kMaxRoleName = 40;

// Its address is made from the name, and stays. Conflict when there are kMaxRoles already, or one of that name.
CustomRoleId make_role(store::Transaction& transaction, const SpaceAct& act, const LocalText& name,
                       std::string_view first_name);
bool rename_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role, const LocalText& name);
// Nobody has it any more, and no space knows it.
void remove_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role);

// True when something changed. NotFound for a member who is none.
bool give_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role, MemberId member);
bool take_role(store::Transaction& transaction, const SpaceAct& act, const CustomRole& role, MemberId member);

struct RoleHolder {
  MemberId member;
  std::string handle, display_name;
  int hue = 0;
  Instant granted_at;
};
std::vector<RoleHolder> holders_of(store::Reader& reader, CustomRoleId role, int limit);
std::int64_t count_holders(store::Reader& reader, CustomRoleId role);

}  // namespace parvis::community
