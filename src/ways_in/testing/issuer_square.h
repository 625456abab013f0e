// A square with an issuer on a loopback port that vouches for Zoe, whom it calls "ana". For tests.
#pragma once

#include <string>

#include "community/accounts/testing/account_site.h"
#include "community/issuers/issuer_account.h"
#include "community/issuers/testing/small_issuer.h"
#include "ways_in/buttons.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in::testing {

using namespace community;
using community::testing::AccountSite;
using community::testing::Answer;
using community::testing::Browser;
using community::testing::SmallIssuer;
using community::testing::Typed;
using crypto::testing::make_token;
using crypto::testing::SigningKey;

inline constexpr char kHead[] = R"({"alg":"ES256","kid":"one"})";

// The value of a name in an address.
inline std::string asked(const std::string& address, const std::string& name) {
  const auto from = address.find(name + "=") + name.size() + 1;
  return address.substr(from, address.find('&', from) - from);
}

struct Square {
  Square() {
    offer_buttons();
    auto& routes = site.routes();
    routes.add(http::Method::post, "/sign-in/issuers/{issuer}", set_out_to_issuer);
    routes.add(http::Method::get, "/sign-in/issuers/{issuer}/return", come_back);
    routes.add(http::Method::post, "/sign-in/issuers/{issuer}/sign-out", be_told_of_sign_out);
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
  // There, signed in as "ana", and back. `more`: of what the token claims, such as `,"sid":"one"`.
  Answer go_through(Browser& browser, const Typed& typed = {}, const std::string& more = "") {
    browser.get("/sign-in");
    const auto path = "/sign-in/issuers/" + id_text(issuer);
    const auto departure = browser.post(path, typed).header("Refresh");
    place.answer_with(make_token(key, kHead, place.claims(asked(departure, "nonce"), now(), more)));
    return browser.get(path + "/return?code=x&state=" + asked(departure, "state"));
  }

  AccountSite site;
  SmallIssuer place;
  SigningKey key{crypto::Algorithm::es256};
  MemberId zoe, boss;
  IssuerId issuer;
};

}  // namespace parvis::ways_in::testing
