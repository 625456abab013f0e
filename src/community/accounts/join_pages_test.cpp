#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/members/account.h"
#include "community/members/commands.h"
#include "community/members/member.h"
#include "community/members/new_member.h"

namespace parvis::community {
namespace {

using testing::AccountSite;
using testing::Answer;
using testing::Browser;
using testing::Typed;

Typed wish(const std::string& email = "zoe@example.org", const std::string& handle = "zoe") {
  return {{"name", "Zoé"}, {"email", email}, {"handle", handle}, {"password", "deux roues bleues"}, {"charter", "1"}};
}

Typed with(Typed typed, const std::string& field, const std::string& value) {
  for (auto& [name, old] : typed) {
    if (name == field) old = value;
  }
  return typed;
}

TEST(JoinPage, LeadsThroughTheLetterToAnOpenSession) {
  AccountSite site;
  site.publish_charter();
  Browser browser(site);
  EXPECT_EQ(browser.get("/join").status, 200);
  const auto sent = browser.post("/join", wish());
  EXPECT_EQ(sent.status, 200);
  EXPECT_TRUE(sent.has("zoe@example.org"));
  const auto path = "/confirmation/" + site.last_token("/confirmation/");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(browser.get(path).status, 200) << "a mail scanner's GET consumes nothing";
  EXPECT_FALSE(browser.is_signed_in());
  browser.get(path);
  EXPECT_EQ(browser.post(path, {}).status, 303);
  EXPECT_TRUE(browser.is_signed_in());
  EXPECT_EQ(browser.get("/members/zoe").status, 200);
  const auto used = Browser(site).get(path);
  EXPECT_EQ(used.status, 404) << "it works once";
  EXPECT_TRUE(used.has("already confirmed"));
  EXPECT_TRUE(used.has("href=\"/sign-in\""));
  constexpr store::Sql kAccepted{"select version from charter_acceptance"};
  EXPECT_EQ(site.community().store().read([&](store::Reader& r) { return r.all<std::int64_t>(kAccepted); }),
            std::vector<std::int64_t>{1});
}

TEST(JoinPage, DoesNothingForProgramsAndAnswersThemLikePeople) {
  AccountSite site;
  site.publish_charter();
  Browser browser(site);
  EXPECT_TRUE(browser.get("/join").has("name=\"website\""));
  auto typed = wish();
  typed.emplace_back("website", "https://spam.example");
  const auto answer = browser.post("/join", typed);
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.has("zoe@example.org"));
  EXPECT_TRUE(site.letters().empty());
}

TEST(JoinPage, LeadsBackToWhereOneWishedToWrite) {
  AccountSite site;
  Browser browser(site);
  const auto join = browser.get("/join?return_to=%2Fmembers%2Fzoe%3Fa%3Db%23reply");
  EXPECT_TRUE(join.has("/sign-in?return_to=%2Fmembers%2Fzoe"));
  const std::string place = "/members/zoe?a=b#reply", field = "name=\"return_to\" value=\"" + place;
  EXPECT_TRUE(join.has(field));
  EXPECT_TRUE(browser.post("/join", {{"name", ""}, {"return_to", place}}).has(field)) << "kept with what was typed";
  auto typed = wish();
  typed.emplace_back("return_to", place);
  browser.post("/join", typed);
  EXPECT_EQ(site.letters().back().text.find("reply"), std::string::npos) << "a letter holds nothing that was typed";
  const auto path = "/confirmation/" + site.last_token("/confirmation/");
  browser.get(path);
  EXPECT_EQ(browser.post(path, {}).location, place);
  EXPECT_EQ(browser.cookies.count("parvis-place"), 0u);
}

TEST(JoinPage, LeadsBackToOurOwnPagesOnly) {
  for (const auto* place : {"https://thief.example/", "//thief.example", "/\\thief.example", "/sign-in", "/join?a"}) {
    AccountSite site;
    Browser browser(site);
    browser.get("/join");
    auto typed = wish();
    typed.emplace_back("return_to", place);
    browser.post("/join", typed);
    const auto path = "/confirmation/" + site.last_token("/confirmation/");
    browser.get(path);
    browser.cookies.emplace("parvis-place", http::percent_encode("//thief.example"));
    const auto answer = browser.post(path, {});
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(answer.location, "/");
  }
}

TEST(JoinPage, AnswersTheSameWhetherTheAddressIsKnown) {
  AccountSite site;
  site.add("bob");
  Browser one(site), two(site);
  one.get("/join");
  two.get("/join");
  two.cookies = one.cookies;
  two.token = one.token;
  auto known = one.post("/join", wish("bob@example.org")).body;
  auto unknown = two.post("/join", wish("abc@example.org")).body;
  const auto blank = [](std::string& text, const std::string& word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.replace(at, word.size(), "*");
  };
  blank(known, "bob@example.org");
  blank(unknown, "abc@example.org");
  EXPECT_EQ(known, unknown);
  EXPECT_EQ(site.letters().size(), 2u);
}

TEST(JoinPage, SaysWhatIsWrongBesideTheFieldAndLosesNothing) {
  AccountSite site;
  site.publish_charter();
  site.add("paul");
  struct Case {
    const char* field;
    std::string value;
  };
  const std::vector<Case> cases{
      {"name", ""},
      {"name", "   "},
      {"name", "\xE2\x80\x8B"},  // a space that takes no room
      {"name", std::string(61, 'x')},
      {"name", std::string(700'000, 'x')},
      {"name", "Zo\xE9"},  // not UTF-8
      {"name",
       "Zo\x07"
       "e"},
      {"name",
       "Zo\xE2\x80\xAE"
       "e"},  // right-to-left override
      {"name", "Zoé\nBcc: all@example.org"},
      {"email", ""},
      {"email", "zoe"},
      {"email", "zoe@"},
      {"email", "zoe@@example.org"},
      {"email", "zoe@example.org\r\nBcc: all@example.org"},
      {"email", "zoe@example.org, all@example.org"},
      {"email", "\"zoe\"@example.org"},
      {"email", "zoe@127.0.0.1"},
      {"email", std::string(300, 'a') + "@example.org"},
      {"handle", "z"},
      {"handle", "zoé"},
      {"handle", "-zoe-"},
      {"handle", "zo\xD0\xB5"},  // a Cyrillic letter
      {"handle", "paul"},
      {"handle", "pau1"},  // looks like paul
      {"handle", "admin"},
      {"handle", std::string(31, 'z')},
      {"password", ""},
      {"password", "short"},
      {"password", "azertyuiop"},
      {"password", "vive zoe et vive zoe"},
      {"password", std::string(201, 'p')},
      {"password", "\xff\xfe\xfd no text at all"},
      {"charter", ""},
      {"charter", "7"},
  };
  for (const auto& [field, value] : cases) {
    Browser browser(site);
    browser.get("/join");
    const auto typed = with(wish(), field, value);
    const auto answer = browser.post("/join", typed);
    EXPECT_EQ(answer.status, 422) << field << ": " << value.substr(0, 40);
    EXPECT_TRUE(answer.has("aria-invalid=\"true\"")) << field << ": " << value.substr(0, 40);
    EXPECT_TRUE(answer.has(std::string("href=\"#join-") + field)) << field << ": " << value.substr(0, 40);
    if (std::string(field) != "name") EXPECT_TRUE(answer.has("value=\"Zoé\"")) << field;
    EXPECT_FALSE(answer.has("deux roues bleues")) << "a password never comes back";
  }
  EXPECT_TRUE(site.letters().empty());
}

TEST(JoinPage, MakesAHandleFromTheNameWhenNoneIsGiven) {
  AccountSite site;
  Browser browser(site);
  browser.get("/join");
  browser.post("/join", with(wish(), "handle", ""));
  const auto path = "/confirmation/" + site.last_token("/confirmation/");
  browser.get(path);
  browser.post(path, {});
  EXPECT_EQ(browser.get("/members/zoe").status, 200);
}

TEST(JoinPage, LetsAFewPeopleBehindOneAddressJoinAndThenSlowsDown) {
  AccountSite site;
  Browser browser(site);
  browser.get("/join");
  const auto limit = site.community().settings().rates.sign_ups_per_address_per_hour;
  for (unsigned i = 0; i < limit; ++i) {
    EXPECT_EQ(browser.post("/join", wish("m" + std::to_string(i) + "@example.org")).status, 200);
  }
  const auto refused = browser.post("/join", wish("last@example.org"));
  EXPECT_EQ(refused.status, 429);
  EXPECT_FALSE(refused.header("Retry-After").empty());
  EXPECT_TRUE(refused.has("last@example.org")) << "what was typed is kept";
}

TEST(JoinPage, DoesNotFillALetterBox) {
  AccountSite site;
  const auto limit = site.community().settings().rates.letters_per_account_per_hour;
  site.add("bob");
  for (unsigned i = 0; i < limit + 3; ++i) {
    Browser browser(site);
    browser.address = "192.0.2." + std::to_string(i);
    browser.get("/password-reset");
    EXPECT_EQ(browser.post("/password-reset", {{"email", "bob@example.org"}}).status, 200);
  }
  EXPECT_EQ(site.letters().size(), limit);
}

TEST(JoinPage, WithAnImportedMembersAddressHandsTheAccountOver) {
  AccountSite site;
  site.publish_charter();
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    add_member(t, community.timeline(),
               {.display_name = "Old Hand", .email = "hand@example.org", .status = MemberStatus::unclaimed},
               Source::import);
  });
  Browser browser(site);
  browser.get("/join");
  browser.post("/join", wish("hand@example.org"));
  const auto path = "/claim/" + site.last_token("/claim/");
  EXPECT_TRUE(browser.get(path).has("Old Hand"));
  EXPECT_EQ(browser.post(path, {{"password", "short"}}).status, 422);
  EXPECT_EQ(browser.post(path, {{"password", "une selle en cuir"}, {"charter", "1"}}).status, 303);
  EXPECT_TRUE(browser.is_signed_in());
  EXPECT_EQ(browser.get(path).status, 404);
}

TEST(OneTimePages, OfferANewLinkInThePlaceOfOneThatWorksNoMore) {
  AccountSite site;
  site.add("bob");
  for (const char* page : {"/confirmation/", "/claim/", "/password-reset/"}) {
    Browser browser(site);
    const auto lost = browser.get(page + std::string(43, 'a'));
    EXPECT_TRUE(lost.has("action=\"/password-reset\"")) << page;
    EXPECT_EQ(browser.post("/password-reset", {{"email", "bob@example.org"}}).status, 200) << page;
  }
  EXPECT_EQ(site.letters().back().to, "bob@example.org");
}

TEST(JoinPage, SendsTheLetterAgainAtTheSamePaceForAll) {
  AccountSite site;
  Browser browser(site);
  browser.get("/join");
  const auto sent = browser.post("/join", wish());
  EXPECT_EQ(testing::hidden_value(sent.body, "email"), "zoe@example.org");
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(browser.post("/password-reset", {{"email", "zoe@example.org"}}).status, 200);
  }
  const auto letters = site.letters();
  EXPECT_GT(letters.size(), 1u);
  EXPECT_LE(letters.size(), 5u);
}

TEST(FirstManagerPage, MakesTheManagerOnce) {
  AccountSite site;
  const auto token = first_manager_link(site.community().store());
  ASSERT_TRUE(token);
  const auto path = "/first-manager/" + *token;
  Browser browser(site);
  EXPECT_EQ(browser.get(path).status, 200);
  EXPECT_EQ(browser.post(path, {{"name", ""}}).status, 422);
  EXPECT_EQ(browser.post(path, wish()).status, 303);
  EXPECT_EQ(browser.get("/manage/members").status, 200);
  EXPECT_EQ(Browser(site).get(path).status, 404);
  EXPECT_EQ(Browser(site).get("/first-manager/" + std::string(43, 'a')).status, 404);
}

TEST(OneTimePages, RefuseForgedTokensKindly) {
  AccountSite site;
  const std::vector<std::string> forged{std::string(43, 'a'), "x", std::string(5000, 'b'), "%00", "..", "%F0%9F%92%A9"};
  for (const char* page : {"/confirmation/", "/claim/", "/first-manager/", "/password-reset/"}) {
    for (const auto& token : forged) {
      Browser browser(site);
      browser.get("/join");
      const auto refused = browser.get(page + token);
      EXPECT_EQ(refused.status, 404) << page << token.substr(0, 20);
      EXPECT_FALSE(refused.has("already confirmed")) << page;
      EXPECT_EQ(browser.post(page + token, {{"password", "deux roues bleues"}}).status, 404) << page;
    }
  }
}

}  // namespace
}  // namespace parvis::community
