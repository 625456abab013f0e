#include "community/members/commands.h"

#include <gtest/gtest.h>

#include "community/members/account.h"
#include "community/members/one_time_link.h"
#include "community/members/role_change.h"
#include "community/members/sign_up.h"
#include "community/members/testing/member_world.h"

namespace parvis::community {
namespace {

using testing::MemberWorld;

TEST(Commands, AddAMemberWhoMaySignIn) {
  MemberWorld world;
  const auto added = command_add_member(*world.store, world.timeline,
                                        {.name = "Mia Mano", .email = "mia@example.org", .role = Role::manager});
  EXPECT_EQ(added.handle, "mia-mano");
  EXPECT_FALSE(added.generated_password.empty());
  EXPECT_EQ(check_credentials(*world.store, "mia@example.org", Secret(added.generated_password)).member, added.id);
  EXPECT_THROW(command_add_member(*world.store, world.timeline, {.name = "Other", .email = "mia@example.org"}),
               Conflict);
}

TEST(Commands, RefuseWhatIsNoMember) {
  MemberWorld world;
  const auto add = [&](const MemberToAdd& member) { command_add_member(*world.store, world.timeline, member); };
  EXPECT_THROW(add({.name = "", .email = "a@example.org"}), BadRequest);
  EXPECT_THROW(add({.name = "A", .email = "no address"}), BadRequest);
  EXPECT_THROW(add({.name = "A", .email = "a@example.org", .password = Secret("short")}), BadRequest);
  EXPECT_THROW(add({.name = "A", .email = "a@example.org", .handle = "é"}), BadRequest);
  EXPECT_THROW(command_set_role(*world.store, world.timeline, "nobody", Role::leader), NotFound);
}

TEST(Commands, FindAMemberByHandleAddressOrIdentifier) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  for (const std::string& who : {std::string("ana"), std::string("ANA@example.org"), id_text(ana)}) {
    EXPECT_EQ(world.read([&](store::Reader& r) { return member_meant(r, who); }), ana) << who;
  }
}

TEST(Commands, GiveRolesAndPasswordsAndTokens) {
  MemberWorld world;
  const auto ana = world.add("Ana");
  const auto token = world.open(ana);
  command_set_role(*world.store, world.timeline, "ana", Role::leader);
  EXPECT_EQ(world.read([&](store::Reader& r) { return find_account(r, ana); })->role, Role::leader);
  EXPECT_EQ(command_set_password(*world.store, world.timeline, "ana", Secret("given on stdin")), "");
  EXPECT_FALSE(command_set_password(*world.store, world.timeline, "ana", {}).empty());
  EXPECT_FALSE(world.accounts.sessions().resolve_session(token));
  const auto api = command_add_token(*world.store, "ana", Scope::manage, "command line");
  EXPECT_EQ(world.accounts.sessions().resolve_api_token(api)->scope, Scope::manage);
}

TEST(Commands, NameRolesBothWays) {
  for (const auto role : {Role::member, Role::expert, Role::leader, Role::manager, Role::administrator}) {
    EXPECT_EQ(parse_role(role_name(role)), role);
  }
  EXPECT_FALSE(parse_role("visitor"));
  EXPECT_FALSE(parse_role("king"));
}

TEST(Commands, OfferTheFirstManagersAddressUntilThereIsOne) {
  MemberWorld world;
  const auto first = first_manager_link(*world.store);
  const auto second = first_manager_link(*world.store);
  ASSERT_TRUE(first && second);
  const auto works = [&](const std::string& token) {
    return world.read([&](store::Reader& r) { return find_link(r, LinkPurpose::first_manager, token).has_value(); });
  };
  EXPECT_FALSE(works(*first));
  EXPECT_TRUE(works(*second));
  world.add("Mia", Role::manager);
  EXPECT_FALSE(first_manager_link(*world.store));
  const auto act = world.act();
  EXPECT_THROW(world.write([&](store::Transaction& t) {
    make_first_manager(t, act, *second, {.display_name = "Late", .email = "late@example.org"});
  }),
               NotFound)
      << "the reason for it is gone";
}

}  // namespace
}  // namespace parvis::community
