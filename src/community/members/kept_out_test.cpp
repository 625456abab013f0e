#include <gtest/gtest.h>

#include "community/members/account.h"
#include "community/members/one_time_link.h"
#include "community/members/sign_up.h"
#include "community/members/testing/member_world.h"

namespace parvis::community {
namespace {

using testing::cheap_hash;
using testing::MemberWorld;

void sign_up_as(MemberWorld& world, const std::string& email, const std::string& password = "first password") {
  const auto act = world.act();
  const auto press = press_of(*world.store, email, Secret(password), crypto::Strength::cheap);
  world.write([&](store::Transaction& t) {
    sign_up(t, act,
            {.display_name = "Ana",
             .email = email,
             .handle = "ana",
             .password_hash = cheap_hash(password),
             .press = press});
  });
}

// Row 6 of the security page: who is excluded does not come in by an account that was never opened.
void exclude(MemberWorld& world, MemberId member) {
  world.write([&](store::Transaction& t) {
    constexpr store::Sql kExclude{
        "insert into sanction (id, member, kind, ground, given_at) values ($1, $2, 4, 1, $3)"};
    t.run(kExclude, next_id(), member, now() - kMinute);
  });
}

TEST(KeptOut, NobodyComesInWhoWasExcludedBeforeTheyClaimed) {
  MemberWorld world;
  const auto id =
      world.insert({.display_name = "Old Hand", .email = "hand@example.org", .status = MemberStatus::unclaimed});
  sign_up_as(world, "hand@example.org");
  const auto token = MemberWorld::token_in(world.letters().at(0), "/claim/");
  exclude(world, id);
  const auto act = world.act();
  EXPECT_THROW(world.write([&](store::Transaction& t) { return claim_account(t, act, token, cheap_hash("mine"), 0); }),
               NotFound);
  sign_up_as(world, "hand@example.org");
  world.write([&](store::Transaction& t) { send_reset_letter(t, act, "hand@example.org"); });
  EXPECT_EQ(world.letters().size(), 1u) << "no other way in is sent";
}

TEST(KeptOut, NobodyComesInWhoWasExcludedBeforeTheyConfirmed) {
  MemberWorld world;
  sign_up_as(world, "ana@example.org");
  const auto token = MemberWorld::token_in(world.letters().at(0), "/confirmation/");
  const auto id = world.read([](store::Reader& r) { return account_with_email(r, "ana@example.org"); })->id;
  exclude(world, id);
  const auto act = world.act();
  EXPECT_THROW(world.write([&](store::Transaction& t) { return confirm_sign_up(t, act, token); }), NotFound);
  world.write([&](store::Transaction& t) { send_confirmation_again(t, act, id); });
  EXPECT_EQ(world.letters().size(), 1u);
}

}  // namespace
}  // namespace parvis::community
