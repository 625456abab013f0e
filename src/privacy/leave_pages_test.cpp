#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/privacy/consent.h"
#include "community/privacy/erasure.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;

struct Site : AccountSite {
  Site() {
    routes().add(Method::get, "/account/leave", show_leave);
    routes().add(Method::post, "/account/leave", leave);
    routes().add(Method::get, "/leaving/{token}", show_leaving);
    routes().add(Method::post, "/leaving/{token}", confirm_leaving);
    routes().add(Method::get, "/account/consents", show_consents);
    routes().add(Method::post, "/account/consents/{purpose}", change_consent);
    ana = add("ana");
  }
  std::optional<Erasure> asked() {
    return community().store().read([&](store::Reader& r) { return erasure_of(r, ana); });
  }
  MemberId ana;
};

TEST(Leaving, TakesThePasswordAndAChoice) {
  Site site;
  Browser ana(site);
  ana.sign_in("ana");
  ana.get("/account/leave");
  EXPECT_EQ(ana.post("/account/leave", {{"present_password", "correct horse"}}).status, 422);
  EXPECT_EQ(ana.post("/account/leave", {{"words", "stay"}}).status, 422);
  EXPECT_EQ(ana.post("/account/leave", {{"words", "stay"}, {"present_password", "wrong"}}).status, 422);
  EXPECT_EQ(ana.post("/account/leave", {{"words", "all"}, {"present_password", "correct horse"}}).status, 422);
  EXPECT_FALSE(site.asked());
  const auto left = ana.post("/account/leave", {{"words", "go"}, {"present_password", "correct horse"}});
  EXPECT_EQ(left.status, 200);
  ASSERT_TRUE(site.asked());
  EXPECT_EQ(site.asked()->words, WordsLeft::go);
  EXPECT_FALSE(ana.is_signed_in());
}

TEST(Leaving, IsUndoneBySigningInAndSaysSo) {
  Site site;
  Browser ana(site), again(site);
  ana.sign_in("ana");
  ana.get("/account/leave");
  ana.post("/account/leave", {{"words", "go"}, {"present_password", "correct horse"}});
  again.sign_in("ana");
  EXPECT_TRUE(again.is_signed_in());
  EXPECT_FALSE(site.asked());
}

TEST(Leaving, ByLetterNeedsItsButton) {
  Site site;
  Browser ana(site), reader(site);
  ana.sign_in("ana");
  ana.get("/account/leave");
  EXPECT_EQ(ana.post("/account/leave", {{"how", "letter"}}).location, "/account/leave");
  const auto path = "/leaving/" + site.last_token("/leaving/");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(reader.get(path).status, 200);
  EXPECT_FALSE(site.asked()) << "opening a letter's page erases nobody";
  EXPECT_EQ(reader.post(path, {}).status, 422);
  EXPECT_EQ(reader.post(path, {{"words", "stay"}}).status, 200);
  EXPECT_TRUE(site.asked());
  EXPECT_EQ(reader.post(path, {{"words", "stay"}}).status, 404) << "once";
}

TEST(Consents, AreGivenAndWithdrawnByTheSameButton) {
  Site site;
  LocalText words;
  words.set(text::Language::en, "Monthly");
  site.community().store().write([&](store::Transaction& t) {
    make_purpose(t, {site.community().timeline(), site.ana, now()}, words, words);
  });
  Browser ana(site);
  ana.sign_in("ana");
  EXPECT_TRUE(ana.get("/account/consents").has("value=\"on\""));
  EXPECT_EQ(ana.post("/account/consents/monthly", {{"value", "on"}, {"version", "1"}}).location, "/account/consents");
  EXPECT_TRUE(ana.get("/account/consents").has("value=\"off\""));
  ana.post("/account/consents/monthly", {{"value", "off"}, {"version", "1"}});
  EXPECT_TRUE(ana.get("/account/consents").has("value=\"on\""));
  EXPECT_TRUE(ana.get("/account/consents").has("withdrew"));
  EXPECT_EQ(ana.post("/account/consents/monthly", {{"value", "on"}, {"version", "2"}}).status, 409);
  EXPECT_EQ(ana.post("/account/consents/none", {{"value", "on"}, {"version", "1"}}).status, 404);
}

}  // namespace
}  // namespace parvis::privacy
