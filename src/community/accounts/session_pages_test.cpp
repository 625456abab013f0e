#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/members/role_change.h"
#include "community/members/session.h"
#include "core/crypto/crypto.h"
#include "core/log/log.h"

namespace parvis::community {
namespace {

using testing::AccountSite;
using testing::Browser;

TEST(SignInPage, OpensASessionByAddressOrHandle) {
  AccountSite site;
  site.add("bob");
  for (const char* who : {"bob", "BOB", "bob@example.org", "Bob@Example.ORG"}) {
    Browser browser(site);
    EXPECT_EQ(browser.sign_in(who).status, 303) << who;
    EXPECT_TRUE(browser.is_signed_in()) << who;
  }
}

// Of a page, but for the random bits that each has for a passkey to sign.
std::string without_challenge(std::string body) {
  constexpr std::string_view kBefore = "data-challenge=\"";
  const auto from = body.find(kBefore);
  if (from == std::string::npos) return body;
  const auto value = from + kBefore.size();
  return body.replace(value, body.find('"', value) - value, "");
}

TEST(SignInPage, AnswersTheSameWhetherTheAccountExists) {
  AccountSite site;
  site.add("bob");
  Browser first(site);
  first.get("/sign-in");
  const auto ask = [&](const std::string& who) {
    Browser browser(site);
    browser.cookies = first.cookies;
    browser.token = first.token;
    auto answer = browser.post("/session", {{"who", who}, {"password", "wrong password"}});
    EXPECT_EQ(answer.status, 422);
    for (auto at = answer.body.find(who); at != std::string::npos; at = answer.body.find(who)) {
      answer.body.replace(at, who.size(), "*");
    }
    return without_challenge(answer.body);
  };
  EXPECT_EQ(ask("bob@example.org"), ask("eve@example.org"));
  EXPECT_EQ(ask("bob"), ask("eve"));
}

TEST(SignInPage, LogsWhatItRefusesWithoutWhatWasTyped) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.get("/sign-in");
  const log::Capture log;
  browser.post("/session", {{"who", "bob@example.org"}, {"password", "wrong password"}});
  EXPECT_TRUE(log.has("A sign-in was refused"));
  EXPECT_FALSE(log.has("bob"));
  EXPECT_FALSE(log.has("wrong password"));
}

TEST(SignInPage, DoesNotTellThatAnAddressAwaitsItsConfirmation) {
  AccountSite site;
  Browser browser(site);
  browser.get("/join");
  browser.post("/join", {{"name", "Zoé"}, {"email", "zoe@example.org"}, {"password", "deux roues bleues"}});
  const auto right = browser.post("/session", {{"who", "zoe@example.org"}, {"password", "deux roues bleues"}});
  const auto wrong = browser.post("/session", {{"who", "zoe@example.org"}, {"password", "something else"}});
  EXPECT_EQ(right.status, 422);
  EXPECT_EQ(without_challenge(right.body), without_challenge(wrong.body));
  EXPECT_EQ(site.letters().size(), 2u) << "with the right password the letter goes out again";
}

TEST(SignInPage, ChangesTheTokenAtEachSignIn) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.cookies["parvis"] = std::string(43, 'f');  // planted by somebody else
  browser.sign_in("bob");
  const auto first = browser.cookies["parvis"];
  EXPECT_NE(first, std::string(43, 'f'));
  browser.sign_in("bob");
  browser.token = "";
  Browser thief(site);
  browser.get("/account");
  browser.post("/session", {{"who", "bob"}, {"password", "correct horse"}});
  const auto second = browser.cookies["parvis"];
  EXPECT_NE(first, second);
  thief.cookies["parvis"] = first;
  EXPECT_FALSE(thief.is_signed_in()) << "the token of before opens nothing";
  EXPECT_TRUE(browser.is_signed_in());
}

TEST(SignInPage, SlowsDownWhoGuesses) {
  AccountSite site;
  site.add("bob");
  const auto limit = site.community().settings().rates.sign_ins_per_account_per_quarter_hour;
  Browser browser(site);
  for (unsigned i = 0; i < limit; ++i) EXPECT_EQ(browser.sign_in("bob", "guess").status, 422);
  const auto refused = browser.sign_in("bob");
  EXPECT_EQ(refused.status, 429) << "even with the right one";
  EXPECT_FALSE(refused.header("Retry-After").empty());
  EXPECT_TRUE(refused.has("value=\"bob\""));
  Browser owner(site);
  owner.address = "198.51.100.9";
  EXPECT_EQ(owner.sign_in("bob").status, 303) << "the member is not locked out by a stranger";
}

TEST(SignInPage, CountsGuessesForTheAccountHoweverItIsNamed) {
  AccountSite site;
  site.add("bob");
  const auto limit = site.community().settings().rates.sign_ins_per_account_per_quarter_hour;
  Browser browser(site);
  const std::vector<std::string> names{"bob", "BOB", "bob@example.org", "Bob@Example.org"};
  for (unsigned i = 0; i < limit; ++i) EXPECT_EQ(browser.sign_in(names[i % names.size()], "guess").status, 422);
  for (const auto& name : names) EXPECT_EQ(browser.sign_in(name).status, 429) << name;
  EXPECT_EQ(browser
                .sign_in("b\xD0\xBE"
                         "b")
                .status,
            422)
      << "what only looks like the handle opens nothing";
}

TEST(SignInPage, SlowsDownWhoTriesManyAccounts) {
  AccountSite site;
  const auto limit = site.community().settings().rates.sign_ins_per_address_per_quarter_hour;
  Browser browser(site);
  for (unsigned i = 0; i < limit; ++i) browser.sign_in("nobody" + std::to_string(i), "guess");
  EXPECT_EQ(browser.sign_in("another", "guess").status, 429);
}

TEST(SignInPage, TakesAnythingTypedWithoutHarm) {
  AccountSite site;
  const std::vector<std::string> odd{"",
                                     " ",
                                     std::string(900'000, 'a'),
                                     "\xff\xfe",
                                     std::string("a\0b", 3),
                                     "' or 1=1 --",
                                     "<script>alert(1)</script>",
                                     "\xE2\x80\xAE"
                                     "bob",
                                     "bob\r\nSet-Cookie: x=y"};
  for (const auto& who : odd) {
    Browser browser(site);
    browser.get("/sign-in");
    const auto answer = browser.post("/session", {{"who", who}, {"password", who.empty() ? "x" : who}});
    EXPECT_EQ(answer.status, 422) << who.substr(0, 30);
    EXPECT_FALSE(answer.has("<script>alert"));
  }
  Browser browser(site);
  browser.get("/sign-in");
  EXPECT_EQ(browser.post("/session", {}).status, 422);
}

TEST(SignInPage, ReturnsOnlyToOurOwnPages) {
  AccountSite site;
  site.add("bob");
  const std::vector<std::pair<std::string, std::string>> table{
      {"/threads/7/title?page=2", "/threads/7/title?page=2"},
      {"", "/"},
      {"https://evil.example/", "/"},
      {"//evil.example", "/"},
      {"///evil.example", "/"},
      {"/\\evil.example", "/"},
      {"\\\\evil.example", "/"},
      {"/\t/evil.example", "/"},
      {"/%0d%0aLocation:%20https://evil.example", "/"},
      {"/\r\nLocation: https://evil.example", "/"},
      {"javascript:alert(1)", "/"},
      {"evil.example", "/"},
      {"@evil.example", "/"},
      {"/sign-in", "/"},
      {"/session/end", "/"},
  };
  for (const auto& [asked, expected] : table) {
    Browser browser(site);
    browser.get("/sign-in");
    const auto answer = browser.post("/session", {{"who", "bob"}, {"password", "correct horse"}, {"return_to", asked}});
    EXPECT_EQ(answer.location, expected) << asked;
    EXPECT_EQ(browser.get("/sign-in?return_to=" + http::percent_encode(asked)).location, expected) << asked;
  }
}

TEST(SignOut, EndsTheSessionEverywhereTheTokenIsKnown) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  Browser copy(site);
  copy.cookies = browser.cookies;
  browser.get("/account");
  const auto answer = browser.post("/session/end", {});
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("Clear-Site-Data"), "\"cache\"") << "going back shows nothing that was read while signed in";
  EXPECT_FALSE(browser.cookies.contains("parvis"));
  EXPECT_FALSE(copy.is_signed_in());
  EXPECT_FALSE(browser.is_signed_in());
}

TEST(FormToken, IsNeededAndBelongsToItsSession) {
  AccountSite site;
  site.add("bob");
  site.add("eve");
  Browser bob(site), eve(site);
  bob.sign_in("bob");
  eve.sign_in("eve");
  bob.get("/account");
  eve.get("/account");
  for (const auto& forged : {std::string(), std::string("x"), eve.token, std::string(43, 'a')}) {
    const auto refused =
        bob.post_with_token("/account/profile", {{"name", "Robert"}, {"biography", "two\nlines"}}, forged);
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(refused.has("Robert")) << "nothing typed is lost";
    EXPECT_TRUE(refused.has("two\nlines"));
  }
  EXPECT_FALSE(bob.get("/members/bob").has("Robert"));
  bob.get("/account");
  EXPECT_EQ(bob.post("/account/profile", {{"name", "Robert"}}).status, 303);
  EXPECT_TRUE(bob.get("/members/bob").has("Robert"));
}

TEST(FormToken, OfOneVisitorIsWorthNothingToAnother) {
  AccountSite site;
  Browser one(site), two(site);
  one.get("/join");
  two.get("/join");
  EXPECT_EQ(two.post_with_token("/password-reset", {{"email", "a@example.org"}}, one.token).status, 403);
  Browser bare(site);
  EXPECT_EQ(bare.post_with_token("/password-reset", {{"email", "a@example.org"}}, one.token).status, 403);
  EXPECT_TRUE(site.letters().empty());
}

TEST(FormToken, DoesNotSaveARequestFromAnotherSite) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  browser.get("/account");
  const testing::Typed profile{{"name", "Forged"}};
  struct Case {
    const char* site;
    const char* origin;
    int status;
  };
  for (const auto& [from, origin, status] :
       {Case{"cross-site", "", 403}, Case{"same-site", "", 403}, Case{"", "https://evil.example", 403},
        Case{"", "null", 403}, Case{"", "http://square.example.evil.example", 403},
        Case{"same-origin", "http://square.example", 303}, Case{"", "http://square.example", 303}, Case{"", "", 303}}) {
    browser.get("/account");
    EXPECT_EQ(browser.post_from("/account/profile", profile, from, origin).status, status) << from << " " << origin;
  }
}

TEST(ExpiredSession, KeepsAFullFormThroughSigningIn) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  browser.get("/account");
  const auto old_token = browser.token;
  browser.cookies.erase("parvis");  // a month went by
  const std::string words = "Two lines,\r\nan & and a \"quote\"\nand <b>no markup</b>";
  const auto kept = browser.post_with_token(
      "/account/profile", {{"name", "Robert"}, {"biography", words}, {"present_password", "correct horse"}}, old_token);
  EXPECT_EQ(kept.status, 401);
  EXPECT_TRUE(kept.has("What you wrote is kept"));
  EXPECT_FALSE(kept.has("correct horse")) << "a password is not carried";
  const auto carried = testing::hidden_value(kept.body, "carried");
  const auto to = testing::hidden_value(kept.body, "carried_to");
  EXPECT_EQ(to, "/account/profile");
  std::string unescaped = carried;
  for (auto at = unescaped.find("&amp;"); at != std::string::npos; at = unescaped.find("&amp;"))
    unescaped.replace(at, 5, "&");

  const auto wrong =
      browser.post("/session", {{"who", "bob"}, {"password", "wrong"}, {"carried", unescaped}, {"carried_to", to}});
  EXPECT_EQ(testing::hidden_value(wrong.body, "carried"), carried) << "a slip does not lose it";

  const auto resumed = browser.post(
      "/session", {{"who", "bob"}, {"password", "correct horse"}, {"carried", unescaped}, {"carried_to", to}});
  EXPECT_EQ(resumed.status, 200);
  EXPECT_EQ(testing::hidden_value(resumed.body, "name"), "Robert");
  EXPECT_TRUE(resumed.has("action=\"/account/profile\""));
  EXPECT_EQ(browser.post("/account/profile", {{"name", "Robert"}, {"biography", words}}).status, 303);
}

TEST(ExpiredSession, CarriesNothingToAnotherSite) {
  AccountSite site;
  site.add("bob");
  for (const char* to : {"https://evil.example/", "//evil.example/", "/\\evil.example"}) {
    Browser browser(site);
    browser.get("/sign-in");
    const auto answer = browser.post(
        "/session", {{"who", "bob"}, {"password", "correct horse"}, {"carried", "a=b"}, {"carried_to", to}});
    EXPECT_EQ(answer.status, 303) << to;
    EXPECT_FALSE(answer.has("evil.example"));
  }
}

TEST(SessionList, NamesDevicesAndSignsThemOut) {
  AccountSite site;
  site.add("bob");
  site.add("eve");
  Browser desk(site), phone(site), eve(site);
  phone.agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1";
  desk.sign_in("bob");
  phone.sign_in("bob");
  eve.sign_in("eve");
  const auto list = desk.get("/account/sessions");
  EXPECT_TRUE(list.has("Firefox on Linux"));
  EXPECT_TRUE(list.has("Safari on iPhone"));
  EXPECT_TRUE(list.has("this device"));
  const auto sessions = site.community().store().read([&](store::Reader& r) {
    constexpr store::Sql kPhone{"select id from session where agent = $1"};
    return r.all<std::int64_t>(kPhone, phone.agent);
  });
  const auto path = "/account/sessions/" + id_text(sessions.at(0)) + "/end";
  eve.get("/account");
  EXPECT_EQ(eve.post(path, {}).status, 404) << "somebody else's";
  EXPECT_EQ(desk.post(path, {}).status, 303);
  EXPECT_EQ(desk.post(path, {}).status, 404) << "a second time";
  EXPECT_FALSE(phone.is_signed_in());
  phone.sign_in("bob");
  desk.get("/account/sessions");
  EXPECT_EQ(desk.post("/account/sessions/end", {}).status, 303);
  EXPECT_FALSE(phone.is_signed_in());
  EXPECT_TRUE(desk.is_signed_in());
  EXPECT_TRUE(eve.is_signed_in());
}

TEST(ResetPage, SlowsDownWhoAsksForAddressAfterAddress) {
  AccountSite site;
  const auto limit = site.community().settings().rates.sign_ups_per_address_per_hour;
  Browser browser(site);
  browser.get("/password-reset");
  const auto ask = [&](unsigned i) {
    return browser.post("/password-reset", {{"email", "a" + std::to_string(i) + "@example.org"}}).status;
  };
  for (unsigned i = 0; i < limit; ++i) EXPECT_EQ(ask(i), 200);
  EXPECT_EQ(ask(limit), 429);
  browser.address = "198.51.100.9";
  EXPECT_EQ(ask(limit), 200);
}

TEST(ResetPage, SetsANewPasswordAndEndsEverySession) {
  AccountSite site;
  site.add("bob");
  Browser thief(site), owner(site);
  thief.sign_in("bob");
  owner.get("/password-reset");
  const auto known = owner.post("/password-reset", {{"email", "bob@example.org"}});
  EXPECT_EQ(owner.post("/password-reset", {{"email", "not an address"}}).status, 422);
  auto unknown = owner.post("/password-reset", {{"email", "eve@example.org"}});
  for (std::size_t at; (at = unknown.body.find("eve@")) != std::string::npos;) unknown.body.replace(at, 4, "bob@");
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(site.letters().size(), 1u);
  const auto path = "/password-reset/" + site.last_token("/password-reset/");
  EXPECT_EQ(owner.get(path).status, 200);
  EXPECT_EQ(owner.get(path).status, 200) << "looking consumes nothing";
  EXPECT_EQ(owner.post(path, {{"password", "short"}}).status, 422);
  EXPECT_EQ(owner.post(path, {{"password", "une selle en cuir"}}).status, 303);
  EXPECT_TRUE(owner.is_signed_in());
  EXPECT_FALSE(thief.is_signed_in());
  EXPECT_EQ(Browser(site).sign_in("bob").status, 422);
  EXPECT_EQ(Browser(site).sign_in("bob", "une selle en cuir").status, 303);
  EXPECT_EQ(owner.get(path).status, 404);
}

}  // namespace
}  // namespace parvis::community
