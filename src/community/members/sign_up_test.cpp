#include "community/members/sign_up.h"

#include <gtest/gtest.h>

#include "community/members/account.h"
#include "community/members/api_token.h"
#include "community/members/commands.h"
#include "community/members/member.h"
#include "community/members/one_time_link.h"
#include "community/members/role_change.h"
#include "community/members/testing/member_world.h"

namespace parvis::community {
namespace {

using testing::cheap_hash;
using testing::MemberWorld;

const Instant kStart{1'800'000'000 * kSecond};

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

std::optional<MemberId> signs_in(MemberWorld& world, const std::string& who, const std::string& password) {
  return check_credentials(*world.store, who, Secret(password), crypto::Strength::cheap).member;
}

TEST(SignUp, NeedsTheLettersButtonToBecomeAMember) {
  MemberWorld world;
  sign_up_as(world, "ana@example.org");
  EXPECT_FALSE(signs_in(world, "ana@example.org", "first password"));
  ASSERT_EQ(world.letters().size(), 1u);
  const auto letter = world.letters()[0];
  EXPECT_EQ(letter.to, "ana@example.org");
  EXPECT_EQ(letter.text.find("Ana"), std::string::npos) << "a stranger's words must not travel under our name";
  const auto token = MemberWorld::token_in(letter, "/confirmation/");
  const auto act = world.act();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(world.read([&](store::Reader& r) { return find_link(r, LinkPurpose::confirm_address, token); }))
        << "looking consumes nothing";
  }
  const auto member = world.write([&](store::Transaction& t) { return confirm_sign_up(t, act, token).member; });
  EXPECT_EQ(signs_in(world, "ana@example.org", "first password"), member);
  EXPECT_EQ(signs_in(world, "ANA", "first password"), member);
  EXPECT_EQ(world.count(Verb::joined), 1);
  EXPECT_EQ(world.count(Verb::address_confirmed), 1);
  EXPECT_THROW(world.write([&](store::Transaction& t) { return confirm_sign_up(t, act, token); }), NotFound);
}

TEST(SignUp, WithAMembersAddressTellsTheMemberAndChangesNothing) {
  MemberWorld world;
  const auto bob = world.add("Bob");
  sign_up_as(world, "BOB@example.org", "thief's password");
  ASSERT_EQ(world.letters().size(), 1u);
  EXPECT_EQ(world.letters()[0].purpose.kind(), "already_member");
  EXPECT_EQ(signs_in(world, "bob@example.org", "correct horse"), bob);
  EXPECT_FALSE(signs_in(world, "bob@example.org", "thief's password"));
}

TEST(SignUp, PressedTwiceSendsOneLetter) {
  MemberWorld world;
  sign_up_as(world, "ana@example.org");
  sign_up_as(world, "ana@example.org");
  EXPECT_EQ(world.letters().size(), 1u);
}

TEST(SignUp, AgainWithoutConfirmingLetsTheAddresssOwnerChooseThePassword) {
  FrozenClock clock(kStart);
  MemberWorld world;
  sign_up_as(world, "ana@example.org", "of the thief");
  const auto first = MemberWorld::token_in(world.letters()[0], "/confirmation/");
  clock.set(kStart + kHour);
  sign_up_as(world, "ana@example.org", "of the owner");
  ASSERT_EQ(world.letters().size(), 2u);
  const auto act = world.act();
  EXPECT_THROW(world.write([&](store::Transaction& t) { return confirm_sign_up(t, act, first); }), NotFound);
  const auto token = MemberWorld::token_in(world.letters()[1], "/password-reset/");
  world.write([&](store::Transaction& t) { return reset_password(t, act, token, cheap_hash("chosen by letter")); });
  EXPECT_TRUE(signs_in(world, "ana@example.org", "chosen by letter"));
  EXPECT_FALSE(signs_in(world, "ana@example.org", "of the thief"));
}

TEST(SignUp, AgainMakesThePasswordOfWhoCameFirstWorthNothing) {
  FrozenClock clock(kStart);
  for (const auto later : {kSecond, kHour}) {
    MemberWorld world;
    sign_up_as(world, "ana@example.org", "of the thief");
    clock.set(now() + later);
    sign_up_as(world, "ana@example.org", "of the owner");
    const auto act = world.act();
    // The thief would have the first letter sent again: the owner may well open the newest.
    const auto found =
        check_credentials(*world.store, "ana@example.org", Secret("of the thief"), crypto::Strength::cheap);
    EXPECT_FALSE(found.unconfirmed);
    const auto member = world.read([](store::Reader& r) { return account_with_email(r, "ana@example.org"); })->id;
    world.write([&](store::Transaction& t) { send_confirmation_again(t, act, member); });
    const auto letters = world.letters();
    ASSERT_EQ(letters.size(), 2u);
    for (const auto& letter : letters) {
      const auto token = MemberWorld::token_in(letter, "/confirmation/");
      if (token.empty()) continue;
      EXPECT_THROW(world.write([&](store::Transaction& t) { return confirm_sign_up(t, act, token); }), NotFound);
    }
    EXPECT_FALSE(signs_in(world, "ana@example.org", "of the thief"));
    const auto token = MemberWorld::token_in(letters[1], "/password-reset/");
    world.write([&](store::Transaction& t) { return reset_password(t, act, token, cheap_hash("chosen by letter")); });
    EXPECT_FALSE(signs_in(world, "ana@example.org", "of the thief"));
    EXPECT_EQ(signs_in(world, "ana@example.org", "chosen by letter"), member);
  }
}

TEST(SignUp, DoesNotTellByTheHandleWhetherTheAddressWasKnown) {
  MemberWorld world;
  world.add("Bob");
  sign_up_as(world, "bob@example.org");
  EXPECT_TRUE(world.read([](store::Reader& r) { return is_handle_free(r, "ana"); }));
  sign_up_as(world, "unknown@example.org");
  EXPECT_TRUE(world.read([](store::Reader& r) { return is_handle_free(r, "ana"); }));
}

TEST(SignUp, LetsThePersonTakeOverAnImportedAccount) {
  MemberWorld world;
  const auto id = world.insert({.display_name = "Old Hand", .status = MemberStatus::unclaimed});
  EXPECT_FALSE(signs_in(world, "old-hand", ""));
  const Viewer mia{.member = world.add("Mia", Role::manager), .role = Role::manager};
  const auto give_address = [&](const std::string& email) {
    world.write([&](store::Transaction& t) { set_unclaimed_address(t, world.timeline, mia, id, email); });
  };
  give_address("hand@example.org");
  sign_up_as(world, "hand@example.org");
  ASSERT_EQ(world.letters().size(), 1u);
  const auto token = MemberWorld::token_in(world.letters()[0], "/claim/");
  const auto act = world.act();
  EXPECT_EQ(
      world.write([&](store::Transaction& t) { return claim_account(t, act, token, cheap_hash("mine at last"), 0); }),
      id);
  EXPECT_EQ(signs_in(world, "hand@example.org", "mine at last"), id);
  EXPECT_EQ(world.count(Verb::account_claimed), 1);
  EXPECT_THROW(give_address("thief@example.org"), Conflict);
}

TEST(UnclaimedAddress, CorrectedEndsTheLinkSentToTheWrongOneAndIsOnRecord) {
  MemberWorld world;
  const auto id = world.insert({.display_name = "Old Hand", .status = MemberStatus::unclaimed});
  const Viewer mia{.member = world.add("Mia", Role::manager), .role = Role::manager};
  const auto give_address = [&](const std::string& email) {
    world.write([&](store::Transaction& t) { set_unclaimed_address(t, world.timeline, mia, id, email); });
  };
  give_address("wrong@example.org");
  sign_up_as(world, "wrong@example.org");
  const auto token = MemberWorld::token_in(world.letters()[0], "/claim/");
  give_address("Wrong@example.org");
  EXPECT_TRUE(world.read([&](store::Reader& r) { return find_link(r, LinkPurpose::claim_account, token); }))
      << "the same address";
  give_address("right@example.org");
  EXPECT_FALSE(world.read([&](store::Reader& r) { return find_link(r, LinkPurpose::claim_account, token); }));
  EXPECT_EQ(world.count(Verb::address_changed), 2);
}

TEST(UnclaimedAddress, IsNotEnoughWhenTheLinkWasSentToAnother) {
  MemberWorld world;
  const auto id =
      world.insert({.display_name = "Old Hand", .email = "hand@example.org", .status = MemberStatus::unclaimed});
  const auto act = world.act();
  const auto token = world.write(
      [&](store::Transaction& t) { return make_link(t, LinkPurpose::claim_account, id, "other@example.org"); });
  EXPECT_THROW(world.write([&](store::Transaction& t) { return claim_account(t, act, token, cheap_hash("mine"), 0); }),
               NotFound);
}

TEST(UnclaimedAddress, OfAnAdministratorIsGivenByAnAdministrator) {
  MemberWorld world;
  const auto id =
      world.insert({.display_name = "Old Root", .role = Role::administrator, .status = MemberStatus::unclaimed});
  const auto give_address = [&](Role role) {
    const Viewer actor{.member = MemberId{1}, .role = role};
    world.write([&](store::Transaction& t) { set_unclaimed_address(t, world.timeline, actor, id, "me@example.org"); });
  };
  EXPECT_THROW(give_address(Role::leader), Forbidden);
  EXPECT_THROW(give_address(Role::manager), Forbidden);
  give_address(Role::administrator);
}

TEST(Reset, EndsEverySessionAndTheLinkWorksOnce) {
  FrozenClock clock(kStart);
  MemberWorld world;
  const auto bob = world.add("Bob");
  const auto session = world.open(bob);
  const auto act = world.act(text::Language::fr);
  world.write([&](store::Transaction& t) { send_reset_letter(t, act, "Bob@Example.org"); });
  world.write([&](store::Transaction& t) { send_reset_letter(t, act, "nobody@example.org"); });
  ASSERT_EQ(world.letters().size(), 1u);
  EXPECT_EQ(world.letters()[0].language, "fr");
  const auto token = MemberWorld::token_in(world.letters()[0], "/password-reset/");
  world.write([&](store::Transaction& t) { return reset_password(t, act, token, cheap_hash("brand new one")); });
  EXPECT_FALSE(world.accounts.sessions().resolve_session(session));
  EXPECT_TRUE(signs_in(world, "bob", "brand new one"));
  EXPECT_FALSE(signs_in(world, "bob", "correct horse"));
  EXPECT_EQ(world.letters().back().purpose.kind(), "password_changed");
  EXPECT_THROW(world.write([&](store::Transaction& t) { return reset_password(t, act, token, "x"); }), NotFound);
}

TEST(Reset, LinkIsShortLivedAndOnlyTheLastOneWorks) {
  FrozenClock clock(kStart);
  MemberWorld world;
  world.add("Bob");
  const auto act = world.act();
  const auto ask = [&](store::Transaction& t) { send_reset_letter(t, act, "Bob@example.org"); };
  world.write(ask);
  clock.set(kStart + kMinute);
  world.write(ask);
  const auto first = MemberWorld::token_in(world.letters()[0], "/password-reset/");
  const auto second = MemberWorld::token_in(world.letters()[1], "/password-reset/");
  const auto works = [&](const std::string& token) {
    return world.read([&](store::Reader& r) { return find_link(r, LinkPurpose::reset_password, token).has_value(); });
  };
  EXPECT_FALSE(works(first));
  EXPECT_TRUE(works(second));
  EXPECT_FALSE(world.read([&](store::Reader& r) { return find_link(r, LinkPurpose::confirm_address, second); }))
      << "a link serves its purpose only";
  clock.set(kStart + kMinute + 2 * kHour);
  EXPECT_FALSE(works(second));
}

TEST(AddressChange, TakesEffectOnConfirmationAndTellsTheOldAddress) {
  MemberWorld world;
  const auto bob = world.add("Bob");
  const auto act = world.act();
  world.write([&](store::Transaction& t) { ask_address_change(t, act, bob, "new@example.org"); });
  EXPECT_TRUE(signs_in(world, "bob@example.org", "correct horse"));
  ASSERT_EQ(world.letters().size(), 1u);
  EXPECT_EQ(world.letters()[0].to, "new@example.org");
  const auto token = MemberWorld::token_in(world.letters()[0], "/confirmation/");
  world.write([&](store::Transaction& t) { return confirm_address(t, act, token); });
  EXPECT_FALSE(signs_in(world, "bob@example.org", "correct horse"));
  EXPECT_TRUE(signs_in(world, "new@example.org", "correct horse"));
  EXPECT_EQ(world.letters().back().to, "Bob@example.org");
  EXPECT_EQ(world.letters().back().purpose.kind(), "address_changed");
}

TEST(AddressChange, ToAnothersAddressTellsTheOther) {
  MemberWorld world;
  const auto bob = world.add("Bob");
  world.add("Ana");
  const auto act = world.act();
  world.write([&](store::Transaction& t) { ask_address_change(t, act, bob, "ana@example.org"); });
  ASSERT_EQ(world.letters().size(), 1u);
  EXPECT_EQ(world.letters()[0].to, "Ana@example.org");
  EXPECT_EQ(world.letters()[0].text.find("/confirmation/"), std::string::npos);
}

TEST(PasswordChange, SignsTheDevicesOutAndLeavesProgramsTheirTokens) {
  MemberWorld world;
  const auto bob = world.add("Bob");
  const auto session = world.open(bob);
  const auto token = world.write([&](store::Transaction& t) { return add_token(t, bob, Scope::read, "script"); });
  ASSERT_TRUE(world.accounts.sessions().resolve_session(session));
  const auto act = world.act();
  world.write([&](store::Transaction& t) {
    change_password(t, act, bob, cheap_hash("another password"), NewPassword::known_before);
  });
  EXPECT_FALSE(world.accounts.sessions().resolve_session(session));
  EXPECT_TRUE(world.accounts.sessions().resolve_api_token(token));
  EXPECT_EQ(world.letters().back().purpose.kind(), "password_changed");
  EXPECT_EQ(world.letters().back().text.find("tokens"), std::string::npos);
}

TEST(PasswordReset, EndsTheTokensOfProgramsAtOnceAndSaysSo) {
  MemberWorld world;
  const auto bob = world.add("Bob");
  const auto eve = world.add("Eve");
  const auto add = [&](MemberId member) {
    return world.write([&](store::Transaction& t) { return add_token(t, member, Scope::write, "script"); });
  };
  const auto token = add(bob), another = add(eve);
  auto& sessions = world.accounts.sessions();
  ASSERT_TRUE(sessions.resolve_api_token(token));
  const auto act = world.act();
  world.write([&](store::Transaction& t) { send_reset_letter(t, act, "bob@example.org"); });
  const auto link = MemberWorld::token_in(world.letters().back(), "/password-reset/");
  world.write([&](store::Transaction& t) { reset_password(t, act, link, cheap_hash("another password")); });
  EXPECT_FALSE(sessions.resolve_api_token(token));
  EXPECT_TRUE(sessions.resolve_api_token(another));
  EXPECT_NE(world.letters().back().text.find("tokens"), std::string::npos);
}

TEST(AddressChange, AskedByAThiefEndsWithThePasswordAndWithTheRole) {
  using Remedy = std::function<void(MemberWorld&, MemberId)>;
  const std::vector<Remedy> remedies{
      [](MemberWorld& world, MemberId bob) {
        const auto act = world.act();
        world.write([&](store::Transaction& t) {
          change_password(t, act, bob, cheap_hash("another password"), NewPassword::known_before);
        });
      },
      [](MemberWorld& world, MemberId bob) {
        const auto act = world.act();
        world.write([&](store::Transaction& t) {
          const auto token = make_link(t, LinkPurpose::reset_password, bob, "bob@example.org");
          return reset_password(t, act, token, cheap_hash("another password"));
        });
      },
      [](MemberWorld& world, MemberId) {
        command_set_password(*world.store, world.timeline, "bob", Secret("given on stdin"));
      },
      [](MemberWorld& world, MemberId) { command_set_role(*world.store, world.timeline, "bob", Role::leader); }};
  for (const auto& remedy : remedies) {
    MemberWorld world;
    const auto bob = world.add("Bob");
    const auto act = world.act();
    world.write([&](store::Transaction& t) { ask_address_change(t, act, bob, "thief@example.org"); });
    const auto token = MemberWorld::token_in(world.letters()[0], "/confirmation/");
    remedy(world, bob);
    EXPECT_THROW(world.write([&](store::Transaction& t) { return confirm_address(t, act, token); }), NotFound);
  }
}

TEST(Credentials, ByAHandleThatOnlyLooksAlikeAreNone) {
  MemberWorld world;
  const auto ana = world.add("ana-lee");
  for (const char* who : {"ana-lee", "ANA-Lee", "ana-lee@example.org"}) {
    EXPECT_EQ(signs_in(world, who, "correct horse"), ana) << who;
  }
  for (const char* who : {"ana_lee", "\xD0\xB0na-lee", "ana-1ee"}) {
    EXPECT_FALSE(signs_in(world, who, "correct horse")) << who;
  }
  const auto key = [&](const char* who) { return world.read([&](store::Reader& r) { return sign_in_key(r, who); }); };
  EXPECT_EQ(key("ANA-lee"), key("Ana-Lee@Example.org"));
  EXPECT_EQ(key("\xD0\xB0na"), key("ana")) << "nobody's: what looks alike is counted together";
  EXPECT_NE(key("ana"), key("ana-lee"));
}

TEST(Credentials, OfNobodyTakeTheSameWork) {
  MemberWorld world;
  world.insert({.display_name = "No Password", .email = "none@example.org"});
  for (const char* who : {"nobody@example.org", "nobody", "", "none@example.org", "\xff", "a@b@c"}) {
    EXPECT_FALSE(signs_in(world, who, "correct horse")) << who;
    EXPECT_FALSE(signs_in(world, who, "")) << who;
  }
}

TEST(Roles, AreGivenUpToOnesOwn) {
  MemberWorld world;
  const auto bob = world.add("Bob");
  const auto root = world.add("Root", Role::administrator);
  const Viewer manager{.member = world.add("Mia", Role::manager), .role = Role::manager};
  const auto give = [&](const Viewer& actor, MemberId member, Role role) {
    world.write(
        [&](store::Transaction& t) { change_role(t, world.timeline, actor, {.member = member, .role = role}); });
  };
  give(manager, bob, Role::expert);
  EXPECT_EQ(world.count(Verb::role_changed), 1);
  give(manager, bob, Role::expert);
  EXPECT_EQ(world.count(Verb::role_changed), 1) << "nothing changed";
  EXPECT_THROW(give(manager, bob, Role::administrator), Forbidden);
  EXPECT_THROW(give(manager, root, Role::member), Forbidden);
  EXPECT_THROW(give({.member = bob, .role = Role::leader}, bob, Role::manager), Forbidden);
  EXPECT_THROW(give(manager, MemberId{42}, Role::member), NotFound);
  EXPECT_THROW(give(manager, bob, static_cast<Role>(9)), BadRequest);
}

TEST(Roles, LeaveSomebodyToManage) {
  MemberWorld world;
  const auto mia = world.add("Mia", Role::manager);
  EXPECT_THROW(world.write([&](store::Transaction& t) {
    change_role(t, world.timeline, {.member = mia, .role = Role::member});
  }),
               Conflict);
  const auto token = world.open(mia);
  EXPECT_EQ(world.accounts.sessions().resolve_session(token)->member->viewer.role, Role::manager);
}

}  // namespace
}  // namespace parvis::community
