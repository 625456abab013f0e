#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/members/account.h"
#include "community/members/accounts.h"
#include "community/members/member.h"
#include "community/members/new_member.h"
#include "core/html/form.h"

namespace parvis::community {
namespace {

using testing::AccountSite;
using testing::Browser;
using testing::Typed;

TEST(AccountPages, AreForMembersOnly) {
  AccountSite site;
  for (const char* page : {"/account", "/account/sessions", "/account/drafts", "/account/tokens", "/manage/members",
                           "/manage/members/bob", "/members.json?q=a"}) {
    Browser visitor(site);
    EXPECT_EQ(visitor.get(page).status, 401) << page;
  }
}

TEST(AccountPages, AreNeverKept) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  for (const char* page : {"/account", "/account/sessions", "/account/drafts", "/account/tokens"}) {
    const auto answer = browser.get(page);
    EXPECT_EQ(answer.status, 200) << page;
    EXPECT_EQ(answer.response.keep, nullptr) << page;
    EXPECT_EQ(answer.header("Cache-Control"), "no-store") << page;
  }
  Browser visitor(site);
  for (const char* page : {"/join", "/sign-in", "/password-reset"}) {
    EXPECT_EQ(visitor.get(page).response.keep, nullptr) << page;
  }
}

TEST(Profile, SaysWhatIsWrongAndLosesNothing) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  const std::vector<std::pair<std::string, std::string>> wrong{{"name", ""},
                                                               {"name", std::string(61, 'x')},
                                                               {"name",
                                                                "a\xE2\x80\xAE"
                                                                "b"},
                                                               {"name", "\xff"},
                                                               {"place", std::string(81, 'x')},
                                                               {"biography", std::string(4001, 'x')},
                                                               {"biography", std::string("a\0b", 3)},
                                                               {"website", "javascript:alert(1)"},
                                                               {"website", "https://a b"},
                                                               {"website", "ftp://example.org"}};
  for (const auto& [field, value] : wrong) {
    browser.get("/account");
    Typed typed{{"name", "Robert"}, {"biography", "kept words"}, {"place", "Annecy"}, {"website", ""}};
    for (auto& [name, old] : typed) {
      if (name == field) old = value;
    }
    const auto answer = browser.post("/account/profile", typed);
    EXPECT_EQ(answer.status, 422) << field << " " << value.substr(0, 30);
    EXPECT_TRUE(answer.has("href=\"#profile-" + field)) << field;
    if (field != "biography") EXPECT_TRUE(answer.has("kept words")) << field;
  }
}

TEST(Profile, ShowsNamesByteForByteAndNeverAsMarkup) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  browser.get("/account");
  const std::string name = "<b>Bob</b> & \"Ünïcödé\" 田中 😀";
  browser.post("/account/profile",
               {{"name", name}, {"biography", "<script>alert(1)</script> **bold**"}, {"website", "example.org"}});
  const auto page = browser.get("/members/bob");
  EXPECT_TRUE(page.has("&lt;b&gt;Bob&lt;/b&gt; &amp; &quot;Ünïcödé&quot; 田中 😀"));
  EXPECT_FALSE(page.has("<script>alert"));
  EXPECT_TRUE(page.has("<strong>bold</strong>"));
  EXPECT_TRUE(page.has("href=\"https://example.org\""));
  EXPECT_EQ(site.community()
                .store()
                .read([](store::Reader& r) { return find_account(r, *member_named(r, "bob")); })
                ->display_name,
            name);
}

TEST(Profile, IsSavedSoManyTimesAnHourAndThenComesBackFilled) {
  AccountSite site;
  site.add("bob");
  const auto limit = site.community().settings().rates.threads_per_member_per_hour;
  Browser bob(site);
  bob.sign_in("bob");
  bob.get("/account");
  for (unsigned i = 0; i < limit; ++i) {
    EXPECT_EQ(bob.post("/account/profile", {{"name", "Bob " + std::to_string(i)}}).status, 303);
  }
  const auto refused = bob.post("/account/profile", {{"name", "Bob"}, {"biography", "Long words of mine"}});
  EXPECT_EQ(refused.status, 429);
  EXPECT_TRUE(refused.has("Long words of mine"));
  EXPECT_EQ(bob.post("/account/preferences", {{"language", "fr"}}).status, 429);
  EXPECT_EQ(bob.post("/account/tokens", {{"label", "till"}, {"scope", "read"}}).status, 429);
}

TEST(Profile, GivesATitleOnlyToWhoSpeaksForTheBrand) {
  AccountSite site;
  site.add("bob");
  site.add("gwen", Role::expert);
  const auto title_of = [&](const std::string& who) {
    Browser browser(site);
    browser.sign_in(who);
    browser.get("/account");
    browser.post("/account/profile", {{"name", who}, {"title", "Atelier Mistral"}, {"role", "5"}, {"status", "1"}});
    return browser.get("/members/" + who).has("Atelier Mistral");
  };
  EXPECT_FALSE(title_of("bob"));
  EXPECT_TRUE(title_of("gwen"));
}

TEST(Preferences, SpeakTheMembersLanguage) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  browser.get("/account");
  EXPECT_EQ(browser.post("/account/preferences", {{"language", "fr"}, {"time_zone", "America/Montreal"}}).status, 303);
  EXPECT_TRUE(browser.get("/account").has("lang=\"fr\""));
  browser.cookies["language"] = "en";  // chosen at the foot of a page
  EXPECT_TRUE(browser.get("/account").has("lang=\"en\""));
  browser.post("/account/preferences", {{"language", "fr"}, {"time_zone", "Europe/Paris"}});
  EXPECT_TRUE(browser.get("/account").has("lang=\"fr\""));
  for (const auto& [language, zone] : std::vector<std::pair<std::string, std::string>>{
           {"xx", "Europe/Paris"}, {"fr-CA-x", "Europe/Paris"}, {"fr", "Mars/Olympus"}, {"fr", "../../etc/passwd"}}) {
    EXPECT_EQ(browser.post("/account/preferences", {{"language", language}, {"time_zone", zone}}).status, 422)
        << language << zone;
  }
}

TEST(AddressPage, NeedsThePasswordAndTheLettersButton) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  browser.get("/account");
  EXPECT_EQ(browser.post("/account/address", {{"email", "new@example.org"}, {"present_password", "wrong"}}).status,
            422);
  EXPECT_EQ(browser.post("/account/address", {{"email", "nonsense"}, {"present_password", "correct horse"}}).status,
            422);
  EXPECT_EQ(
      browser.post("/account/address", {{"email", "new@example.org"}, {"present_password", "correct horse"}}).status,
      303);
  // Whoever reads at an address that was typed may be a stranger: nothing typed stands there but the handle.
  site.community().store().write([](store::Transaction& t) { t.run("update member set display_name = 'Zoé Martin'"); });
  browser.get("/account");
  browser.post("/account/address", {{"email", "new@example.org"}, {"present_password", "correct horse"}});
  EXPECT_NE(site.letters().back().text.find("Hello @bob,"), std::string::npos);
  EXPECT_EQ(site.letters().back().text.find("Zoé"), std::string::npos);
  const auto path = "/confirmation/" + site.last_token("/confirmation/");
  EXPECT_TRUE(browser.get(path).has("new@example.org"));
  EXPECT_TRUE(browser.get("/account").has("bob@example.org"));
  EXPECT_EQ(browser.post(path, {}).status, 303);
  EXPECT_TRUE(browser.get("/account").has("new@example.org"));
  EXPECT_EQ(site.letters().back().to, "bob@example.org");
  EXPECT_NE(site.letters().back().text.find("Hello Zoé Martin,"), std::string::npos) << "greeted by name";
}

TEST(PasswordPage, ChangesTheTokenAndSignsTheOthersOut) {
  AccountSite site;
  site.add("bob");
  Browser here(site), there(site);
  here.sign_in("bob");
  there.sign_in("bob");
  const auto before = here.cookies["parvis"];
  here.get("/account");
  EXPECT_EQ(here.post("/account/password", {{"present_password", "wrong"}, {"password", "une selle en cuir"}}).status,
            422);
  EXPECT_EQ(here.post("/account/password", {{"present_password", "correct horse"}, {"password", "bob"}}).status, 422);
  EXPECT_EQ(
      here.post("/account/password", {{"present_password", "correct horse"}, {"password", "une selle en cuir"}}).status,
      303);
  EXPECT_NE(here.cookies["parvis"], before);
  EXPECT_TRUE(here.is_signed_in());
  EXPECT_FALSE(there.is_signed_in());
}

TEST(TokenPage, ShowsATokenOnce) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  browser.get("/account/tokens");
  EXPECT_EQ(browser.post("/account/tokens", {{"scope", "manage"}}).status, 422)
      << "who manages nothing gives no such right";
  EXPECT_EQ(browser.post("/account/tokens", {{"scope", "king"}}).status, 422);
  EXPECT_EQ(browser.post("/account/tokens", {{"scope", "read"}, {"label", std::string(81, 'x')}}).status, 422);
  const auto made = browser.post("/account/tokens", {{"scope", "write"}, {"label", "My script"}});
  const auto at = made.body.find("parvis_");
  ASSERT_NE(at, std::string::npos);
  const auto token = made.body.substr(at, 50);
  EXPECT_EQ(site.community().accounts().sessions().resolve_api_token(token)->scope, Scope::write);
  const auto list = browser.get("/account/tokens");
  EXPECT_TRUE(list.has("My script"));
  EXPECT_FALSE(list.has(token));
}

TEST(TokenPage, MakesOneTokenWhenItIsLoadedAgain) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  const auto form = browser.get("/account/tokens");
  const auto number = testing::hidden_value(form.body, "form_number");
  const testing::Typed typed{{"scope", "read"}, {"label", "Till"}, {"form_number", number}};
  EXPECT_TRUE(browser.post("/account/tokens", typed).has("<code>parvis_"));
  const auto again = browser.post("/account/tokens", typed);
  EXPECT_EQ(again.status, 200);
  EXPECT_FALSE(again.has("<code>parvis_"));
  EXPECT_TRUE(again.has("only ever shown once"));
  EXPECT_EQ(again.body.find("<b>Till</b>"), again.body.rfind("<b>Till</b>")) << "one token";
  EXPECT_NE(testing::hidden_value(again.body, "form_number"), number);
}

TEST(TokenPage, SaysWhereTheCallsAreDescribed) {
  AccountSite site;
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  EXPECT_TRUE(browser.get("/account/tokens").has("href=\"/api/v1/openapi.json\""));
}

TEST(Charter, IsAcceptedAgainWhenItChanges) {
  AccountSite site;
  EXPECT_TRUE(Browser(site).get("/charter").has("no charter yet"));
  site.publish_charter();
  site.add("bob");
  Browser browser(site);
  browser.sign_in("bob");
  EXPECT_TRUE(browser.get("/charter").has("newer than the one you accepted"));
  EXPECT_EQ(browser.post("/charter/acceptance", {{"version", "7"}}).status, 409);
  EXPECT_EQ(browser.post("/charter/acceptance", {{"version", "1"}}).status, 303);
  EXPECT_FALSE(browser.get("/charter").has("newer than the one you accepted"));
  site.publish_charter();
  EXPECT_EQ(browser.get("/charter/1").status, 200);
  for (const char* version : {"0", "9", "-1", "x", "99999999999999999999", "1x"}) {
    EXPECT_EQ(browser.get(std::string("/charter/") + version).status, 404) << version;
  }
}

}  // namespace
}  // namespace parvis::community
