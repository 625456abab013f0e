#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/arriving/invitation.h"
#include "community/members/accounts.h"
#include "community/members/second_factor.h"
#include "core/crypto/totp.h"

namespace parvis::community {
namespace {

using testing::AccountSite;
using testing::Browser;

constexpr std::string_view kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
constexpr char kBytes[] = "12345678901234567890";

void give_second_factor(AccountSite& site, MemberId member) {
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    set_second_factor(t, {community.timeline(), {"Mistral", "#1f5f99", "https://square.example"}}, member, kSecret, 1);
  });
}

std::string code_now() { return crypto::totp_code(kBytes, crypto::totp_step(now())); }

// Row 10 of the security page.
TEST(SignInLetter, OpensASessionByItsButtonAndByNothingElse) {
  AccountSite site;
  site.add("zoe");
  Browser browser(site), scanner(site);
  browser.get("/sign-in/letter");
  EXPECT_EQ(browser.post("/sign-in/letter", {{"email", "zoe@example.org"}}).status, 200);
  const auto path = "/sign-in/letter/" + site.last_token("/sign-in/letter/");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(scanner.get(path).status, 200);
    EXPECT_FALSE(scanner.is_signed_in());
  }
  browser.get(path);
  EXPECT_EQ(browser.post(path, {}).status, 303);
  EXPECT_TRUE(browser.is_signed_in());
  scanner.get("/sign-in");
  EXPECT_EQ(scanner.post(path, {}).status, 404) << "it works once";
  EXPECT_FALSE(scanner.is_signed_in());
}

// Row 24.
TEST(SignInLetter, IsAnsweredTheSameForAStranger) {
  AccountSite site;
  site.add("zoe");
  Browser one(site), two(site);
  one.get("/sign-in/letter");
  two.get("/sign-in/letter");
  auto known = one.post("/sign-in/letter", {{"email", "zoe@example.org"}});
  auto stranger = two.post("/sign-in/letter", {{"email", "zob@example.org"}});
  EXPECT_EQ(known.status, stranger.status);
  EXPECT_EQ(known.body.size(), stranger.body.size());
  EXPECT_EQ(site.letters().size(), 1u);
}

TEST(SecondStep, StandsBetweenThePasswordAndTheSession) {
  AccountSite site;
  give_second_factor(site, site.add("zoe"));
  Browser browser(site);
  const auto asked = browser.sign_in("zoe");
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(asked.has("name=\"code\""));
  EXPECT_FALSE(browser.is_signed_in());
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", "12"}, {"return_to", "/members"}}).status, 422);
  const auto code = code_now();
  const auto answer = browser.post("/sign-in/code", {{"code", code}, {"return_to", "/members"}});
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.location, "/members");
  EXPECT_TRUE(browser.is_signed_in());
  Browser thief(site);
  thief.sign_in("zoe");
  EXPECT_EQ(thief.post("/sign-in/code", {{"code", code}}).status, 422) << "seen over a shoulder";
}

TEST(SecondStep, AsksForTheCodeAfterEveryLetterToo) {
  AccountSite site;
  give_second_factor(site, site.add("zoe"));
  Browser browser(site);
  browser.get("/sign-in/letter");
  browser.post("/sign-in/letter", {{"email", "zoe@example.org"}});
  const auto path = "/sign-in/letter/" + site.last_token("/sign-in/letter/");
  browser.get(path);
  EXPECT_TRUE(browser.post(path, {}).has("name=\"code\""));
  EXPECT_FALSE(browser.is_signed_in());
  browser.get("/password-reset");
  browser.post("/password-reset", {{"email", "zoe@example.org"}});
  const auto reset = "/password-reset/" + site.last_token("/password-reset/");
  browser.get(reset);
  EXPECT_TRUE(browser.post(reset, {{"password", "trois roues bleues"}}).has("name=\"code\""));
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(SecondStep, KeepsAPace) {
  AccountSite site;
  give_second_factor(site, site.add("zoe"));
  Browser browser(site);
  browser.sign_in("zoe");
  int status = 0;
  for (int i = 0; i < 100 && status != 429; ++i) status = browser.post("/sign-in/code", {{"code", "000000"}}).status;
  EXPECT_EQ(status, 429);
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code_now()}}).status, 429) << "a right guess is not heard either";
}

TEST(SecondStep, IsWorthNothingWithoutThePasswordBefore) {
  AccountSite site;
  give_second_factor(site, site.add("zoe"));
  Browser browser(site);
  browser.get("/sign-in");
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code_now()}}).location, "/sign-in");
  browser.cookies["parvis-code"] = std::string(43, 'a');
  EXPECT_EQ(browser.post("/sign-in/code", {{"code", code_now()}}).location, "/sign-in");
}

TEST(SecondFactorPage, SetsItUpAndShowsTheRecoveryCodesOnce) {
  AccountSite site;
  const auto zoe = site.add("zoe");
  Browser browser(site);
  browser.sign_in("zoe");
  const auto before = browser.cookies;
  const auto page = browser.get("/account/second-factor");
  EXPECT_TRUE(page.has("class=\"qr\""));
  const auto secret = testing::hidden_value(page.body, "secret"), seal = testing::hidden_value(page.body, "seal");
  EXPECT_EQ(browser.post("/account/second-factor", {{"secret", secret}, {"seal", seal}, {"code", "1"}}).status, 422);
  const auto code = crypto::totp_code(*crypto::from_base32(secret), crypto::totp_step(now()));
  EXPECT_EQ(
      browser.post("/account/second-factor", {{"secret", std::string(kSecret)}, {"seal", seal}, {"code", code_now()}})
          .status,
      422)
      << "a secret of somebody else's choosing";
  const auto done = browser.post("/account/second-factor", {{"secret", secret}, {"seal", seal}, {"code", code}});
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(done.has("recovery"));
  EXPECT_TRUE(browser.is_signed_in());
  EXPECT_NE(browser.cookies, before) << "the session has a new token";
  EXPECT_TRUE(site.community().store().read([&](store::Reader& r) { return has_second_factor(r, zoe); }));
  EXPECT_TRUE(browser.get("/account/second-factor").has("10 recovery codes"));
  EXPECT_EQ(browser.post("/account/second-factor/removal", {}).status, 303) << "signed in a moment ago";
  EXPECT_FALSE(site.community().store().read([&](store::Reader& r) { return has_second_factor(r, zoe); }));
}

TEST(SecondFactorPage, AsksForThePasswordOfWhoSignedInLongAgo) {
  AccountSite site;
  give_second_factor(site, site.add("zoe"));
  Browser browser(site);
  browser.sign_in("zoe");
  browser.post("/sign-in/code", {{"code", code_now()}});
  ASSERT_TRUE(browser.is_signed_in());
  site.community().store().write([](store::Transaction& t) {
    constexpr store::Sql kAge{"update session set created_at = created_at - 3600000000"};
    t.run(kAge);
  });
  browser.get("/account/second-factor");
  EXPECT_EQ(browser.post("/account/second-factor/removal", {}).status, 422);
  EXPECT_EQ(browser.post("/account/second-factor/removal", {{"present_password", "correct horse"}}).status, 303);
}

TEST(JoinPage, PutsTheCommunitysQuestionsAndTellsThatSomebodyReads) {
  AccountSite site;
  auto& community = site.community();
  const auto max = site.add("max", Role::manager);
  LocalText question;
  question.set(text::Language::en, "What do you ride?");
  community.store().write([&](store::Transaction& t) {
    save_arriving(t, community.timeline(), max, {.door = Door::approval, .questions = {{question, true}}});
  });
  Browser browser(site);
  EXPECT_TRUE(browser.get("/join").has("What do you ride?"));
  testing::Typed typed{{"name", "Zoé"}, {"email", "zoe@example.org"}, {"password", "deux roues bleues"}};
  EXPECT_EQ(browser.post("/join", typed).status, 422);
  typed.emplace_back("answer_1", "A tandem.");
  EXPECT_EQ(browser.post("/join", typed).status, 200);
  const auto path = "/confirmation/" + site.last_token("/confirmation/");
  browser.get(path);
  EXPECT_TRUE(browser.post(path, {}).has("Somebody will read your request"));
  EXPECT_FALSE(browser.is_signed_in());
  EXPECT_TRUE(browser.sign_in("zoe@example.org", "deux roues bleues").has("waits to be read"));
}

TEST(JoinPage, OpensAClosedDoorToTheInvitedOnly) {
  AccountSite site;
  auto& community = site.community();
  const auto max = site.add("max", Role::manager);
  const auto id = community.store().write([&](store::Transaction& t) {
    save_arriving(t, community.timeline(), max, {.door = Door::invitation});
    Viewer viewer{.member = max, .role = Role::manager};
    return make_invitation(t, community.timeline(), viewer, {.seats = 1, .expires_at = now() + kDay});
  });
  Browser browser(site);
  EXPECT_FALSE(browser.get("/join").has("name=\"email\""));
  browser.get("/sign-in");
  const testing::Typed typed{{"name", "Zoé"}, {"email", "zoe@example.org"}, {"password", "deux roues bleues"}};
  browser.post("/join", typed);
  EXPECT_TRUE(site.letters().empty()) << "nothing was sent";
  EXPECT_EQ(browser.get("/invitation/none").status, 404);
  const auto page = browser.get("/invitation/" + invitation_token(community.secret(), id));
  EXPECT_TRUE(page.has("max invites you."));
  auto invited = typed;
  invited.emplace_back("invitation", testing::hidden_value(page.body, "invitation"));
  EXPECT_EQ(browser.post("/join", invited).status, 200);
  const auto path = "/confirmation/" + site.last_token("/confirmation/");
  browser.get(path);
  browser.post(path, {});
  EXPECT_TRUE(browser.is_signed_in());
}

}  // namespace
}  // namespace parvis::community
