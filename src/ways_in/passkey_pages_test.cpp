// Passkeys as pages take them: added, used, taken off, and every way in which one is not to be believed.
#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/arriving/arriving_rules.h"
#include "community/members/accounts.h"
#include "community/members/viewer_of.h"
#include "community/moderation/sanction.h"
#include "community/passkeys/passkey.h"
#include "core/crypto/base64url.h"
#include "core/webauthn/testing/authenticator.h"
#include "ways_in/buttons.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Answer;
using community::testing::Browser;
using crypto::to_base64url;
using webauthn::testing::Authenticator;
using webauthn::testing::Ceremony;

std::string data_of(const std::string& page, const std::string& name) {
  const auto at = page.find("data-" + name + "=\"");
  if (at == std::string::npos) return {};
  const auto from = at + name.size() + 7;
  return page.substr(from, page.find('"', from) - from);
}

struct Square {
  Square() {
    offer_buttons();
    auto& routes = site.routes();
    routes.add(http::Method::get, "/account/ways", show_ways);
    routes.add(http::Method::post, "/account/ways/passkeys", create_passkey);
    routes.add(http::Method::post, "/account/ways/passkeys/{passkey}/removal", end_passkey);
    routes.add(http::Method::post, "/sign-in/passkey", create_passkey_session);
    zoe = site.add("Zoe");
  }

  Ceremony here(std::uint32_t count = 1) const {
    return {.party = "square.example", .origin = "http://square.example", .sign_count = count};
  }
  Answer add(Browser& browser, const Authenticator& device, const std::string& name = "My telephone") {
    const auto page = browser.get("/account/ways");
    return add_with(browser, device.make(data_of(page.body, "challenge"), here()), name);
  }
  Answer add_with(Browser& browser, const webauthn::testing::MadeAnswer& answer, const std::string& name) {
    return browser.post("/account/ways/passkeys", {{"name", name},
                                                   {"client_data", to_base64url(answer.client_data)},
                                                   {"attestation", to_base64url(answer.attestation)}});
  }
  std::string user() { return passkey_user(site.community().secret(), zoe); }
  community::testing::Typed typed(const Authenticator& device, const webauthn::testing::UsedAnswer& answer) {
    return {{"credential", to_base64url(device.credential())},
            {"client_data", to_base64url(answer.client_data)},
            {"authenticator_data", to_base64url(answer.authenticator_data)},
            {"signature", to_base64url(answer.signature)},
            {"user_handle", user()}};
  }
  Answer sign_in(Browser& browser, const Authenticator& device, const Ceremony& ceremony) {
    const auto page = browser.get("/sign-in");
    return browser.post("/sign-in/passkey", typed(device, device.use(data_of(page.body, "challenge"), ceremony)));
  }
  std::vector<Passkey> passkeys() {
    return site.community().store().read([&](store::Reader& reader) { return passkeys_of(reader, zoe); });
  }

  AccountSite site;
  MemberId zoe;
  Authenticator device{crypto::Algorithm::es256};
};

// A member with a passkey, and somebody at the door.
struct WithPasskey : Square {
  WithPasskey() {
    at_home.sign_in("Zoe");
    EXPECT_EQ(add(at_home, device).status, 303);
  }
  Browser at_home{site}, elsewhere{site};
};

TEST(PasskeyPages, AddOneWhichThenOpensTheAccount) {
  WithPasskey square;
  ASSERT_EQ(square.passkeys().size(), 1u);
  EXPECT_EQ(square.passkeys()[0].name, "My telephone");
  EXPECT_TRUE(square.at_home.get("/account/ways").has("My telephone"));
  const auto answer = square.sign_in(square.elsewhere, square.device, square.here(2));
  EXPECT_EQ(answer.status, 303);
  EXPECT_TRUE(square.elsewhere.is_signed_in());
  EXPECT_TRUE(square.passkeys()[0].last_used_at);
  EXPECT_EQ(square.passkeys()[0].sign_count, 2);
  const auto letters = square.site.letters();
  EXPECT_NE(letters.back().text.find("My telephone"), std::string::npos) << "its owner is told";
}

TEST(PasskeyPages, ToldByTheirCounterOfACopyLetNobodyIn) {
  WithPasskey square;
  EXPECT_EQ(square.sign_in(square.elsewhere, square.device, square.here(5)).status, 303);
  for (const std::uint32_t count : {5u, 4u, 0u}) {
    Browser copy{square.site};
    EXPECT_EQ(square.sign_in(copy, square.device, square.here(count)).status, 422);
    EXPECT_FALSE(copy.is_signed_in());
  }
  EXPECT_TRUE(square.passkeys()[0].doubted_at);
  EXPECT_TRUE(square.at_home.get("/account/ways").has("perhaps copied"));
}

TEST(PasskeyPages, ThatCountNothingAreTakenAgainAndAgain) {
  Square square;
  Browser home{square.site};
  home.sign_in("Zoe");
  const auto page = home.get("/account/ways");
  square.add_with(home, square.device.make(data_of(page.body, "challenge"), square.here(0)), "Shared");
  for (int i = 0; i < 2; ++i) {
    Browser browser{square.site};
    EXPECT_EQ(square.sign_in(browser, square.device, square.here(0)).status, 303);
  }
}

TEST(PasskeyPages, AnswerAChallengeOnceInItsBrowserAndForItsPurpose) {
  WithPasskey square;
  auto& browser = square.elsewhere;
  const auto page = browser.get("/sign-in");
  const auto challenge = data_of(page.body, "challenge");
  const auto good = square.typed(square.device, square.device.use(challenge, square.here(2)));
  Browser other{square.site};
  other.get("/sign-in");
  EXPECT_EQ(other.post("/sign-in/passkey", good).status, 422) << "another browser";
  EXPECT_EQ(browser.post("/sign-in/passkey", good).status, 303);
  browser.post("/session/end", {});
  browser.get("/sign-in");
  EXPECT_EQ(browser.post("/sign-in/passkey", square.typed(square.device, square.device.use(challenge, square.here(3))))
                .status,
            422)
      << "twice";
  Browser third{square.site};
  third.get("/sign-in");
  for (const auto* made_up : {"", "x", "a challenge of nobody"}) {
    EXPECT_EQ(
        third.post("/sign-in/passkey", square.typed(square.device, square.device.use(made_up, square.here(9)))).status,
        422);
  }
  const auto adding = data_of(square.at_home.get("/account/ways").body, "challenge");
  EXPECT_EQ(
      third.post("/sign-in/passkey", square.typed(square.device, square.device.use(adding, square.here(9)))).status,
      422);
  EXPECT_FALSE(third.is_signed_in());
}

TEST(PasskeyPages, TakeNoChallengeThatIsOld) {
  WithPasskey square;
  const auto challenge = data_of(square.elsewhere.get("/sign-in").body, "challenge");
  const FrozenClock later(now() + 11 * kMinute);
  const auto typed = square.typed(square.device, square.device.use(challenge, square.here(2)));
  EXPECT_EQ(square.elsewhere.post("/sign-in/passkey", typed).status, 422);
}

TEST(PasskeyPages, BelieveNoOtherSiteDeviceOrMember) {
  WithPasskey square;
  const Authenticator other(crypto::Algorithm::es256);
  const Authenticator unknown(crypto::Algorithm::es256, "another credential");
  auto& browser = square.elsewhere;
  EXPECT_EQ(square.sign_in(browser, other, square.here(2)).status, 422) << "another key under its name";
  EXPECT_EQ(square.sign_in(browser, unknown, square.here(2)).status, 422);
  auto ceremony = square.here(2);
  ceremony.origin = "http://sguare.example";
  EXPECT_EQ(square.sign_in(browser, square.device, ceremony).status, 422);
  ceremony = square.here(2);
  ceremony.verified = false;
  EXPECT_EQ(square.sign_in(browser, square.device, ceremony).status, 422) << "nobody was verified";
  const auto page = browser.get("/sign-in");
  auto typed = square.typed(square.device, square.device.use(data_of(page.body, "challenge"), square.here(2)));
  for (auto& [name, value] : typed) {
    if (name == "user_handle") value = passkey_user(square.site.community().secret(), {1});
  }
  EXPECT_EQ(browser.post("/sign-in/passkey", typed).status, 422) << "another member's";
  EXPECT_EQ(browser.post("/sign-in/passkey", {}).status, 422);
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(PasskeyPages, LetNobodyInWhoIsSuspended) {
  WithPasskey square;
  auto& community = square.site.community();
  const auto boss = square.site.add("Boss", Role::manager);
  community.store().write([&](store::Transaction& t) {
    const AccountAct by{.timeline = community.timeline(), .sender = {"Square", "#1f5f99", ""}, .device = {}};
    give_sanction(t, by, viewer_of(t, boss, now())->viewer,
                  {square.zoe, SanctionKind::suspension, {Ground::unkind, "So."}, 3});
  });
  const auto answer = square.sign_in(square.elsewhere, square.device, square.here(2));
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.has("suspended"));
  EXPECT_FALSE(square.elsewhere.is_signed_in());
}

TEST(PasskeyPages, AreASecondFactorWhereOneIsAskedFor) {
  Square square;
  auto& community = square.site.community();
  const auto boss = square.site.add("Boss", Role::manager);
  community.store().write([&](store::Transaction& t) {
    save_arriving(t, community.timeline(), boss, {.second_factor_from = Role::manager});
  });
  square.zoe = boss;
  Browser home{square.site};
  home.sign_in("Boss");
  EXPECT_TRUE(community.accounts().sessions().lacks_second_factor(boss));
  EXPECT_EQ(square.add(home, square.device).status, 303);
  EXPECT_FALSE(community.accounts().sessions().lacks_second_factor(boss));
  Browser again{square.site};
  const auto asked = again.sign_in("Boss");
  EXPECT_TRUE(asked.has("/sign-in/passkey")) << "the password alone is not enough any more";
  EXPECT_FALSE(again.is_signed_in());
  EXPECT_EQ(square.sign_in(again, square.device, square.here(2)).status, 303);
  EXPECT_TRUE(again.is_signed_in());
}

TEST(PasskeyPages, ChangeNothingInASessionLeftOpen) {
  WithPasskey square;
  const auto path = "/account/ways/passkeys/" + id_text(square.passkeys()[0].id) + "/removal";
  const auto page = square.at_home.get("/account/ways");
  {
    const FrozenClock later(now() + 16 * kMinute);
    EXPECT_EQ(square.at_home.post(path, {}).status, 422);
    EXPECT_EQ(square.at_home.post(path, {{"present_password", "wrong"}}).status, 422);
    EXPECT_EQ(square.passkeys().size(), 1u);
    EXPECT_EQ(square.at_home.post(path, {{"present_password", "correct horse"}}).status, 303);
  }
  EXPECT_TRUE(square.passkeys().empty());
}

TEST(PasskeyPages, OfAnotherMemberAreNotTakenOff) {
  WithPasskey square;
  square.site.add("Ana");
  Browser ana{square.site};
  ana.sign_in("Ana");
  ana.get("/account/ways");
  EXPECT_EQ(ana.post("/account/ways/passkeys/" + id_text(square.passkeys()[0].id) + "/removal", {}).status, 404);
  EXPECT_EQ(square.passkeys().size(), 1u);
}

TEST(PasskeyPages, KeepTheLastWayToSignIn) {
  WithPasskey square;
  square.site.community().store().write([&](store::Transaction& t) {
    constexpr store::Sql kForget{"update member set password_hash = null where id = $1"};
    t.run(kForget, square.zoe);
  });
  square.at_home.get("/account/ways");
  const auto path = "/account/ways/passkeys/" + id_text(square.passkeys()[0].id) + "/removal";
  const auto answer = square.at_home.post(path, {});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.has("only way you have"));
  EXPECT_EQ(square.passkeys().size(), 1u);
}

TEST(PasskeyPages, TakeAPasskeyOnceAndWithAName) {
  WithPasskey square;
  EXPECT_EQ(square.add(square.at_home, square.device, "Again").status, 422);
  EXPECT_EQ(square.add(square.at_home, Authenticator(crypto::Algorithm::rs256, "second"), "").status, 422);
  EXPECT_EQ(square.add(square.at_home, Authenticator(crypto::Algorithm::eddsa, "third"), "Third").status, 303);
  EXPECT_EQ(square.passkeys().size(), 2u);
}

}  // namespace
}  // namespace parvis::ways_in
