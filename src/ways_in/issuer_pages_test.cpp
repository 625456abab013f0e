// What stands between an account held elsewhere and a session here: the second factor, the state of the account, the
// door.
#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/arriving/arriving_rules.h"
#include "community/issuers/issuer_account.h"
#include "community/issuers/testing/small_issuer.h"
#include "community/members/second_factor.h"
#include "community/members/viewer_of.h"
#include "community/moderation/sanction.h"
#include "core/crypto/totp.h"
#include "ways_in/buttons.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Answer;
using community::testing::Browser;
using community::testing::SmallIssuer;
using community::testing::Typed;
using crypto::testing::make_token;
using crypto::testing::SigningKey;

std::string asked(const std::string& address, const std::string& name) {
  const auto from = address.find(name + "=") + name.size() + 1;
  return address.substr(from, address.find('&', from) - from);
}

struct Square {
  Square() {
    offer_buttons();
    auto& routes = site.routes();
    routes.add(http::Method::post, "/sign-in/issuers/{issuer}", set_out_to_issuer);
    routes.add(http::Method::get, "/sign-in/issuers/{issuer}/return", come_back);
    routes.add(http::Method::get, "/join/proven", show_arrival);
    routes.add(http::Method::post, "/join/proven", create_proven_member);
    zoe = site.add("Zoe");
    boss = site.add("Boss", Role::administrator);
    place.publish(key.jwk("one"));
    set_up(true);
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) { tie_newcomer(t, act(), zoe, {issuer, "ana", "", ""}); });
  }
  AccountAct act() {
    return {.timeline = site.community().timeline(), .sender = {"Square", "#1f5f99", ""}, .device = {}};
  }
  void set_up(bool makes_members) {
    auto wish = place.issuer();
    wish.id = issuer;
    wish.makes_members = makes_members;
    auto& community = site.community();
    issuer = community.store().write([&](store::Transaction& t) {
      return save_issuer(t, {community.timeline(), boss, now()}, wish);
    });
  }
  // There, signed in as "ana", and back.
  Answer go_through(Browser& browser, const Typed& typed = {}) {
    browser.get("/sign-in");
    const auto path = "/sign-in/issuers/" + id_text(issuer);
    const auto departure = browser.post(path, typed).header("Refresh");
    place.answer_with(
        make_token(key, R"({"alg":"ES256","kid":"one"})", place.claims(asked(departure, "nonce"), now())));
    return browser.get(path + "/return?code=x&state=" + asked(departure, "state"));
  }

  AccountSite site;
  SmallIssuer place;
  SigningKey key{crypto::Algorithm::es256};
  MemberId zoe, boss;
  IssuerId issuer;
};

TEST(IssuerPages, LeadBackToWhereSomebodyWas) {
  Square square;
  Browser browser{square.site};
  const auto answer = square.go_through(browser, {{"return_to", "/members"}});
  EXPECT_EQ(answer.status, 303) << answer.body;
  EXPECT_EQ(answer.location, "/members");
  EXPECT_TRUE(browser.is_signed_in());
  Browser elsewhere{square.site};
  EXPECT_EQ(square.go_through(elsewhere, {{"return_to", "//evil.example"}}).location, "/");
}

TEST(IssuerPages, AskForTheSecondFactorAllTheSame) {
  Square square;
  square.site.community().store().write(
      [&](store::Transaction& t) { set_second_factor(t, square.act(), square.zoe, crypto::random_totp_secret(), 1); });
  Browser browser{square.site};
  const auto answer = square.go_through(browser);
  EXPECT_TRUE(answer.has("/sign-in/code"));
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(IssuerPages, LetNobodyInWhoIsSuspended) {
  Square square;
  square.site.community().store().write([&](store::Transaction& t) {
    give_sanction(t, square.act(), viewer_of(t, square.boss, now())->viewer,
                  {square.zoe, SanctionKind::suspension, {Ground::unkind, "So."}, 3});
  });
  Browser browser{square.site};
  const auto answer = square.go_through(browser);
  EXPECT_EQ(answer.status, 403);
  EXPECT_TRUE(answer.has("suspended"));
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(IssuerPages, KeepTheDoorOfTheCommunity) {
  Square square;
  auto& community = square.site.community();
  community.store().write([&](store::Transaction& t) {
    constexpr store::Sql kUntie{"delete from issuer_account where member = $1"};
    t.run(kUntie, square.zoe);
    save_arriving(t, community.timeline(), square.boss, {.door = Entry::invitation});
  });
  Browser browser{square.site};
  EXPECT_EQ(square.go_through(browser).location, "/join/proven");
  EXPECT_TRUE(browser.get("/join/proven").has("One joins by invitation here"));
  EXPECT_TRUE(browser.post("/join/proven", {{"name", "Ana"}, {"email", "ana@example.org"}}).has("by invitation"));
  EXPECT_FALSE(browser.is_signed_in());
  square.set_up(false);
  Browser other{square.site};
  EXPECT_EQ(square.go_through(other).status, 403) << "only members come from there";
  EXPECT_EQ(Browser(square.site).get("/join/proven").location, "/sign-in") << "nobody was proven";
}

TEST(IssuerPages, ChangeTheSessionOfWhoWasSignedInAlready) {
  Square square;
  Browser browser{square.site};
  square.go_through(browser);
  const auto before = browser.cookies;
  browser.get("/account");
  const auto path = "/sign-in/issuers/" + id_text(square.issuer);
  const auto departure = browser.post(path, {}).header("Refresh");
  square.place.answer_with(
      make_token(square.key, R"({"alg":"ES256","kid":"one"})", square.place.claims(asked(departure, "nonce"), now())));
  browser.get(path + "/return?code=x&state=" + asked(departure, "state"));
  EXPECT_TRUE(browser.is_signed_in());
  Browser old{square.site};
  old.cookies = before;
  EXPECT_FALSE(old.is_signed_in()) << "the session of before is over";
}

}  // namespace
}  // namespace parvis::ways_in
