#include "letters/letters_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/letters/stopping.h"

namespace parvis::letters {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using community::testing::Typed;
using http::Method;

struct LetterPages : ::testing::Test {
  AccountSite site;
  MemberId bob;
  Browser browser{site};

  LetterPages() {
    auto& routes = site.routes();
    routes.add(Method::get, "/account/letters", show_wishes);
    routes.add(Method::post, "/account/letters", update_wishes);
    routes.add(Method::post, "/account/letters/preset", choose_preset);
    routes.add(Method::post, "/account/letters/stop", change_stop);
    routes.add(Method::get, "/account/letters/next", show_next);
    routes.add(Method::get, "/letters/stop/{token}", show_stop);
    routes.add(Method::post, "/letters/stop/{token}", create_stop);
    bob = site.add("bob");
    browser.sign_in("bob");
  }
  Wishes wishes() {
    return site.community().store().read([&](store::Reader& r) { return read_wishes(r, bob); });
  }
  std::string stop_path(const std::string& stops) {
    return "/letters/stop/" + stopping_token(stopping_key(site.community().secret()), bob, stops);
  }
  // As a mail program does it: no cookie, no token of ours, from another site.
  community::testing::Answer one_click(const std::string& path,
                                       const Typed& typed = {{"List-Unsubscribe", "One-Click"}}) {
    return Browser(site).post_from(path, typed, "cross-site", "https://mail.example");
  }
  static Typed all_daily() {
    Typed typed;
    for (const char* topic : {"named", "answers", "comments", "thanks", "followed", "new", "decisions", "groups"}) {
      typed.emplace_back(std::string("letter-") + topic, "daily");
      typed.emplace_back(std::string("page-") + topic, "1");
    }
    for (const auto& [field, value] : std::initializer_list<std::pair<const char*, const char*>>{
             {"reading", "weekly"}, {"hour", "18"}, {"weekday", "5"}, {"quiet_from", "23"}, {"quiet_to", "6"}}) {
      typed.emplace_back(field, value);
    }
    return typed;
  }
};

TEST_F(LetterPages, AreForMembersOnly) {
  Browser visitor(site);
  for (const char* page : {"/account/letters", "/account/letters/next"})
    EXPECT_EQ(visitor.get(page).status, 401) << page;
}

TEST_F(LetterPages, TakeEachChoice) {
  EXPECT_TRUE(browser.get("/account/letters").has("value=\"usual\" aria-pressed=\"true\""));
  EXPECT_EQ(browser.post("/account/letters", all_daily()).status, 303);
  const auto chosen = wishes();
  EXPECT_EQ(chosen.of(Topic::named), (TopicWish{true, Frequency::daily}));
  EXPECT_EQ(chosen.reading, Frequency::weekly);
  EXPECT_EQ(chosen.hour, 18);
  EXPECT_EQ(chosen.weekday, 5);
  EXPECT_EQ(chosen.quiet_from, 23);
  const auto page = browser.get("/account/letters");
  EXPECT_TRUE(page.has("<option value=\"18\" selected>"));
  EXPECT_FALSE(page.has("value=\"usual\" aria-pressed=\"true\""));
}

TEST_F(LetterPages, RefuseWhatIsInNoListAndLoseNothing) {
  for (const char* field : {"letter-named", "reading", "hour", "weekday", "quiet_from", "quiet_to"}) {
    browser.get("/account/letters");
    auto typed = all_daily();
    for (auto& [name, value] : typed) {
      if (name == field) value = "99";
    }
    const auto answer = browser.post("/account/letters", typed);
    EXPECT_EQ(answer.status, 422) << field;
    EXPECT_TRUE(answer.has("<option value=\"daily\" selected>"));
    EXPECT_EQ(wishes(), Wishes());
  }
  browser.get("/account/letters");
  EXPECT_EQ(browser.post("/account/letters/preset", {{"preset", "all-of-it"}}).status, 404);
}

TEST_F(LetterPages, TakeOneChoiceInPlaceOfMany) {
  browser.get("/account/letters");
  EXPECT_EQ(browser.post("/account/letters/preset", {{"preset", "only-me"}}).status, 303);
  EXPECT_EQ(preset_of(wishes()), Preset::only_me);
  EXPECT_TRUE(browser.get("/account/letters").has("value=\"only-me\" aria-pressed=\"true\""));
}

TEST_F(LetterPages, StopAllAndBeginAgain) {
  browser.get("/account/letters");
  browser.post("/account/letters/stop", {{"value", "on"}});
  EXPECT_TRUE(wishes().stopped_at);
  EXPECT_TRUE(browser.get("/account/letters").has("Receive e-mails again"));
  browser.post("/account/letters/stop", {{"value", "off"}});
  EXPECT_EQ(wishes(), Wishes());
}

TEST_F(LetterPages, ShowWhatWouldCome) {
  const auto page = browser.get("/account/letters/next");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("An empty digest is not sent"));
  browser.get("/account/letters");
  browser.post("/account/letters/preset", {{"preset", "nothing"}});
  EXPECT_TRUE(browser.get("/account/letters/next").has("You wish for no digest"));
}

TEST_F(LetterPages, ChangeNothingWhenAScannerOpensTheLink) {
  Browser scanner(site);
  const auto page = scanner.get(stop_path(stop_digests()));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("This ends the digest."));
  EXPECT_TRUE(page.has("about your account still come"));
  EXPECT_TRUE(page.has("Rather choose"));
  EXPECT_EQ(page.response.keep, nullptr);
  EXPECT_EQ(wishes(), Wishes());
}

TEST_F(LetterPages, EndLettersByOneClickOfAMailProgram) {
  const auto answer = one_click(stop_path(stop_digests()));
  EXPECT_EQ(answer.status, 200) << "no redirect: mail programs do not follow it";
  EXPECT_EQ(wishes().reading, Frequency::never);
  EXPECT_EQ(wishes().of(Topic::answers).by_letter, Frequency::at_once);
  EXPECT_EQ(one_click(stop_path(stop_digests())).status, 200) << "and again";
  EXPECT_EQ(one_click(stop_path(stop_digests()), {{"what", "all"}}).status, 200);
  EXPECT_TRUE(wishes().stopped_at);
}

TEST_F(LetterPages, DoNothingForAForgedLink) {
  const auto path = stop_path(stop_digests());
  EXPECT_EQ(one_click(path + "x").status, 404);
  EXPECT_EQ(one_click(path.substr(0, path.size() - 1)).status, 404);
  EXPECT_EQ(Browser(site).get(path + "x").status, 404);
  EXPECT_EQ(wishes(), Wishes());
}

}  // namespace
}  // namespace parvis::letters
