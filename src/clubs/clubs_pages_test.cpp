#include "clubs/clubs_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/groups/group_letter.h"
#include "community/groups/membership.h"
#include "community/letters/testing/any_hour.h"
#include "community/members/accounts.h"
#include "community/notifications/bell.h"
#include "community/notifications/notification.h"
#include "community/notifications/notifier.h"
#include "community/rights/trust.h"

namespace parvis::clubs {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Clubs : ::testing::Test {
  AccountSite site;
  std::map<std::string, Browser> browsers;
  std::map<std::string, MemberId> ids;

  Clubs() {
    auto& routes = site.routes();
    routes.add(Method::get, "/groups", show_groups);
    routes.add(Method::get, "/groups/new", show_founding);
    routes.add(Method::post, "/groups", create_group);
    routes.add(Method::get, "/groups/letters/{token}", show_letter_leaving);
    routes.add(Method::post, "/groups/letters/{token}", leave_letters);
    routes.add(Method::get, "/groups/{group}", show_group);
    routes.add(Method::post, "/groups/{group}", update_group);
    routes.add(Method::get, "/groups/{group}/members", show_group_members);
    routes.add(Method::post, "/groups/{group}/membership", change_membership);
    routes.add(Method::post, "/groups/{group}/letter-wish", change_letter_wish);
    routes.add(Method::post, "/groups/{group}/request", change_request);
    routes.add(Method::get, "/groups/{group}/manage", show_care);
    routes.add(Method::post, "/groups/{group}/requests/{asker}", decide_request);
    routes.add(Method::post, "/groups/{group}/invitations", create_invitation);
    routes.add(Method::post, "/groups/{group}/invitations/{asker}/end", end_one_invitation);
    routes.add(Method::post, "/groups/{group}/members/{asker}", change_group_member);
    routes.add(Method::post, "/groups/{group}/spaces", create_group_space);
    routes.add(Method::post, "/groups/{group}/end", close_group);
    routes.add(Method::get, "/groups/{group}/letter", show_group_letter);
    routes.add(Method::post, "/groups/{group}/letter", create_group_letter);
    auto& community = site.community();
    const Bell bell(community.live(), community.accounts().sessions());
    community.timeline().add_echo(std::make_unique<Notifier>(bell));
    deliver_group_letters(community.jobs());
    site.community().store().write([](store::Transaction& t) { save_trust(t, {.posts = 0, .days = 0}); });
    for (const auto* name : {"ana", "ben", "cleo"}) ids[name] = site.add(name);
    ids["max"] = site.add("max", Role::manager);
  }
  Browser& as(const std::string& name) {
    const auto [found, is_new] = browsers.try_emplace(name, site);
    if (is_new) {
      EXPECT_EQ(found->second.sign_in(name).status, 303) << name;
    }
    return found->second;
  }
  // Founded by Ana; answers its address.
  std::string found(const std::string& name, const std::string& door) {
    as("ana").get("/groups/new");
    const auto founded = as("ana").post("/groups", {{"name", name}, {"description", "Lamps on."}, {"door", door}});
    EXPECT_EQ(founded.status, 303) << founded.body;
    return founded.location;
  }
  std::int64_t unread(const std::string& name) {
    return site.community().store().read([&](store::Reader& r) { return count_unread(r, ids[name]); });
  }
};

TEST_F(Clubs, AreFoundedAndCanBeComeInto) {
  const auto path = found("Night riders", "open");
  EXPECT_EQ(path, "/groups/night-riders");
  auto& ben = as("ben");
  EXPECT_TRUE(ben.get("/groups").has("Night riders"));
  EXPECT_TRUE(ben.get(path).has("Come in"));
  EXPECT_EQ(ben.post(path + "/membership", {{"value", "on"}}).status, 303);
  EXPECT_TRUE(ben.get(path).has("Leave the group"));
  EXPECT_TRUE(ben.get("/groups").has("Your groups"));
  EXPECT_TRUE(as("cleo").get(path + "/members").has("@ben"));
  EXPECT_EQ(ben.post(path + "/membership", {{"value", "off"}}).status, 303);
  EXPECT_TRUE(ben.get(path).has("Come in"));
}

TEST_F(Clubs, SayBesideTheFieldWhatIsWrongAndKeepWhatWasTyped) {
  auto& ana = as("ana");
  ana.get("/groups/new");
  const auto nameless = ana.post("/groups", {{"name", "…"}, {"description", "Kept words"}, {"door", "open"}});
  EXPECT_EQ(nameless.status, 422);
  EXPECT_TRUE(nameless.has("group-name-error"));
  EXPECT_TRUE(nameless.has("Kept words"));
  EXPECT_EQ(ana.post("/groups", {{"name", "Riders"}, {"door", "window"}}).status, 422);
  found("Riders", "open");
  ana.get("/groups/new");
  EXPECT_EQ(ana.post("/groups", {{"name", "riders"}, {"door", "open"}}).status, 409);
}

TEST_F(Clubs, AnswerWhoAsksAndTellThem) {
  const auto path = found("Night riders", "on_request");
  auto& ben = as("ben");
  ben.get(path);
  EXPECT_EQ(ben.post(path + "/request", {{"value", "on"}, {"words", "I ride at night."}}).status, 303);
  EXPECT_TRUE(ben.get(path).has("You have asked to come in"));
  EXPECT_EQ(unread("ana"), 1);
  auto& ana = as("ana");
  EXPECT_TRUE(ana.get("/groups").has("1 person asks to come in"));
  EXPECT_EQ(unread("ana"), 0) << "who opens the page has read what told of it";
  EXPECT_TRUE(ana.get(path + "/manage").has("I ride at night."));
  EXPECT_EQ(ana.post(path + "/requests/ben", {{"decision", "no"}, {"reason", "No lamp."}}).status, 303);
  EXPECT_EQ(unread("ben"), 1);
  EXPECT_TRUE(ben.get(path).has("No lamp."));
  auto& cleo = as("cleo");
  cleo.get(path);
  cleo.post(path + "/request", {{"value", "on"}, {"words", ""}});
  ana.get(path + "/manage");
  EXPECT_EQ(ana.post(path + "/requests/cleo", {{"decision", "yes"}}).status, 303);
  EXPECT_TRUE(cleo.get(path).has("Leave the group"));
}

TEST_F(Clubs, AreNowhereWhenTheyAreHidden) {
  const auto path = found("Secret riders", "hidden");
  auto& ben = as("ben");
  EXPECT_FALSE(ben.get("/groups").has("Secret riders"));
  EXPECT_FALSE(ben.get("/groups?q=secret").has("Secret riders"));
  for (const auto* page : {"", "/members", "/manage", "/letter"}) {
    EXPECT_EQ(ben.get(path + page).status, 404) << page;
    EXPECT_EQ(Browser(site).get(path + page).status, page == std::string() ? 404 : 401) << page;
  }
  EXPECT_EQ(ben.post(path + "/membership", {{"value", "on"}}).status, 404);
  auto& ana = as("ana");
  ana.get(path + "/manage");
  EXPECT_EQ(ana.post(path + "/invitations", {{"handle", "@ben"}}).status, 303);
  EXPECT_TRUE(ben.get("/groups").has("Secret riders"));
  ben.get("/groups");
  EXPECT_EQ(ben.post(path + "/invitations/ben/end", {{"value", "off"}}).status, 303);
  EXPECT_EQ(ben.get(path).status, 404);
}

TEST_F(Clubs, OpenTheirSpacesToMembersAndCloseThemToThoseWhoLeave) {
  const auto path = found("Night riders", "open");
  auto& ana = as("ana");
  ana.get(path + "/manage");
  const auto opened = ana.post(
      path + "/spaces", {{"name", "Routes"}, {"what", "Where to."}, {"kind", "discussion"}, {"visibility", "chosen"}});
  EXPECT_EQ(opened.location, "/spaces/night-riders-routes");
  const auto list = site.community().spaces().list();
  const auto* space = list->find("night-riders-routes");
  ASSERT_NE(space, nullptr);
  auto& ben = as("ben");
  EXPECT_FALSE(ben.get(path).has("Routes"));
  ben.post(path + "/membership", {{"value", "on"}});
  EXPECT_TRUE(ben.get(path).has("Routes")) << "at once";
  ana.get(path + "/manage");
  EXPECT_EQ(ana.post(path + "/members/ben", {{"standing", "out"}}).status, 303);
  EXPECT_FALSE(ben.get(path).has("Routes")) << "at once";
}

TEST_F(Clubs, AreLookedAfterByTheirOfficersAlone) {
  const auto path = found("Night riders", "open");
  auto& ben = as("ben");
  ben.get(path);
  ben.post(path + "/membership", {{"value", "on"}});
  EXPECT_EQ(ben.get(path + "/manage").status, 403);
  EXPECT_EQ(ben.post(path, {{"name", "Taken"}, {"door", "open"}}).status, 403);
  EXPECT_EQ(ben.post(path + "/members/ana", {{"standing", "out"}}).status, 403);
  auto& ana = as("ana");
  ana.get(path + "/manage");
  ana.post(path + "/members/ben", {{"standing", "officer"}});
  EXPECT_EQ(ben.get(path + "/manage").status, 200);
  EXPECT_EQ(ben.post(path, {{"name", "Night riders"}, {"door", "hidden"}}).status, 403) << "the founder’s to say";
  EXPECT_EQ(ben.post(path, {{"name", "Late riders"}, {"door", "open"}}).status, 303);
  EXPECT_TRUE(ben.get(path).has("Late riders"));
  EXPECT_EQ(as("max").get(path + "/manage").status, 200);
  ana.get(path + "/manage");
  EXPECT_EQ(ana.post(path + "/end", {}).location, path + "/manage");
  EXPECT_EQ(ana.post(path + "/end", {{"sure", "yes"}}).location, "/groups");
  EXPECT_EQ(ben.get(path).status, 404);
}

TEST_F(Clubs, WriteToThoseWhoWishToReceiveIt) {
  const auto path = found("Night riders", "open");
  for (const auto* name : {"ben", "cleo"}) {
    as(name).get(path);
    as(name).post(path + "/membership", {{"value", "on"}, {name == std::string("ben") ? "letters" : "not", "1"}});
  }
  auto& ana = as("ana");
  EXPECT_TRUE(ana.get(path + "/letter").has("1 member wishes"));
  community::testing::welcome_letters_at_any_hour(site.community().store());
  const auto before = site.letters().size();
  EXPECT_EQ(ana.post(path + "/letter", {{"subject", "Friday"}, {"letter", "We ride at nine.\n\nBring a lamp."}}).status,
            303);
  auto letters = site.letters();
  ASSERT_THAT(letters, SizeIs(before + 1));
  const auto& letter = letters.back();
  EXPECT_THAT(letter.to, HasSubstr("ben"));
  EXPECT_EQ(letter.subject, "Night riders: Friday");
  EXPECT_THAT(letter.text, HasSubstr("Hello ben,")) << "by their name: it is known who reads";
  EXPECT_THAT(letter.text, HasSubstr("Bring a lamp."));
  EXPECT_THAT(letter.text, HasSubstr("/letters/stop/"));
  // As letters of earlier versions have it.
  const auto group = site.community().store().read(
      [](store::Reader& r) { return GroupId{*r.one<std::int64_t>("select id from member_group")}; });
  const auto leave =
      "/groups/letters/" + leaving_token(group_leaving_key(site.community().secret()), {group.value, ids["ben"]});
  Browser stranger(site);
  EXPECT_EQ(stranger.get(leave).status, 200);
  EXPECT_TRUE(ana.get(path + "/letter").has("1 member wishes")) << "opening it changes nothing";
  EXPECT_EQ(stranger.get(leave + "x").status, 404);
  stranger.get(leave);
  EXPECT_EQ(stranger.post(leave, {}).status, 303);
  EXPECT_TRUE(ana.get(path + "/letter").has("0 members wish"));
}

TEST_F(Clubs, WriteNothingToWhoLeftMeanwhile) {
  const auto path = found("Night riders", "open");
  auto& ben = as("ben");
  ben.get(path);
  ben.post(path + "/membership", {{"value", "on"}, {"letters", "1"}});
  as("ana").get(path + "/letter");
  const auto before = site.letters().size();
  as("ana").post(path + "/letter", {{"subject", "Friday"}, {"letter", "We ride at nine."}});
  ben.post(path + "/membership", {{"value", "off"}});
  EXPECT_THAT(site.letters(), SizeIs(before));
}

}  // namespace
}  // namespace parvis::clubs
