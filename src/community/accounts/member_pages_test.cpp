#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"
#include "community/members/account.h"
#include "community/members/member.h"
#include "community/members/new_member.h"
#include "community/threads/follow.h"

namespace parvis::community {
namespace {

using testing::AccountSite;
using testing::Browser;

Role role_of(AccountSite& site, const std::string& handle) {
  return site.community().store().read([&](store::Reader& r) { return find_member(r, handle)->role; });
}

TEST(MemberPage, HasOneAddress) {
  AccountSite site;
  site.add("paul");
  Browser visitor(site);
  EXPECT_EQ(visitor.get("/members/paul").status, 200);
  EXPECT_EQ(visitor.get("/members/PAUL").location, "/members/paul");
  EXPECT_EQ(visitor.get("/members/pau1").location, "/members/paul") << "a look-alike leads home";
  for (const char* nobody : {"nobody", "%00", "%FF%FE", "a%2Fb", "%E2%80%AEpaul"}) {
    EXPECT_EQ(visitor.get(std::string("/members/") + nobody).status, 404) << nobody;
  }
}

TEST(MemberPage, OfAVisitorHoldsNoTokenAndMayBeKept) {
  AccountSite site;
  site.add("paul");
  Browser visitor(site);
  visitor.get("/join");
  const auto page = visitor.get("/members/paul");
  EXPECT_FALSE(page.has(visitor.token));
  EXPECT_TRUE(page.response.cookies.empty());
  EXPECT_NE(page.response.keep, nullptr);
}

TEST(MemberPage, OfSomebodyNotConfirmedOrGoneIsNotThere) {
  AccountSite site;
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    add_member(
        t, community.timeline(),
        {.display_name = "Nora", .handle = "nora", .email = "nora@example.org", .status = MemberStatus::unconfirmed},
        Source::page);
    add_member(t, community.timeline(), {.display_name = "Gone", .handle = "gone-one", .status = MemberStatus::former},
               Source::page);
  });
  Browser visitor(site);
  EXPECT_EQ(visitor.get("/members/nora").status, 404);
  EXPECT_EQ(visitor.get("/members/gone-one").status, 404);
  EXPECT_FALSE(visitor.get("/members").has("Nora"));
}

TEST(MemberPage, LetsAMemberBeFollowed) {
  AccountSite site;
  const auto paul = site.add("paul");
  const auto eve = site.add("eve");
  Browser browser(site);
  browser.sign_in("eve");
  browser.get("/members/paul");
  const auto following = [&] {
    return site.community().store().read(
        [&](store::Reader& r) { return is_following(r, eve, FollowKind::member, paul.value); });
  };
  EXPECT_EQ(browser.post("/members/paul/follow", {{"follow", "on"}}).location, "/members/paul");
  EXPECT_TRUE(following());
  browser.post("/members/paul/follow", {{"follow", "on"}});
  EXPECT_TRUE(following()) << "a second time changes nothing";
  browser.post("/members/paul/follow", {{"follow", "off"}});
  EXPECT_FALSE(following());
  EXPECT_EQ(browser.post("/members/nobody/follow", {{"follow", "on"}}).status, 404);
  EXPECT_EQ(browser.post("/members/eve/follow", {{"follow", "on"}}).status, 403);
  int status = 0;
  for (int i = 0; i < 100 && status != 429; ++i) {
    status = browser.post("/members/paul/follow", {{"follow", i % 2 == 0 ? "on" : "off"}}).status;
  }
  EXPECT_EQ(status, 429) << "nobody follows and leaves without end";
}

TEST(Directory, GoesThroughAllMembersAndFindsThemByName) {
  AccountSite site;
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    for (int i = 0; i < 120; ++i) {
      add_member(t, community.timeline(), {.display_name = "Rider " + std::to_string(i)}, Source::demo);
    }
    add_member(t, community.timeline(), {.display_name = "Élodie"}, Source::demo);
  });
  Browser visitor(site);
  auto page = visitor.get("/members");
  int pages = 1;
  const std::string_view way_on = "rel=\"next\" href=\"";
  for (auto at = page.body.find(way_on); at != std::string::npos; at = page.body.find(way_on)) {
    const auto begin = at + way_on.size();
    page = visitor.get(page.body.substr(begin, page.body.find('"', begin) - begin));
    ASSERT_EQ(page.status, 200);
    ASSERT_LE(++pages, 3);
  }
  EXPECT_EQ(pages, 3);
  EXPECT_TRUE(visitor.get("/members?q=elod").has("Élodie"));
  for (const char* odd :
       {"/members?q=%FF%00", "/members?q=%25", "/members?after=nonsense", "/members?after=", "/members?q=%27%3B--"}) {
    EXPECT_EQ(visitor.get(odd).status, 200) << odd;
  }
}

TEST(Completion, AnswersAMemberInJson) {
  AccountSite site;
  site.add("paul");
  site.add("paula");
  Browser browser(site);
  browser.sign_in("paul");
  const auto answer = browser.get("/members.json?q=pau");
  EXPECT_EQ(answer.response.content_type, "application/json");
  EXPECT_TRUE(answer.has("\"handle\":\"paula\""));
  EXPECT_EQ(browser.get("/members.json").body, "{\"items\":[]}");
}

TEST(ManageMembers, IsForManagers) {
  AccountSite site;
  site.add("bob");
  site.add("lea", Role::leader);
  site.add("mia", Role::manager);
  for (const char* who : {"bob", "lea"}) {
    Browser browser(site);
    browser.sign_in(who);
    EXPECT_EQ(browser.get("/manage/members").status, 403) << who;
    EXPECT_EQ(browser.get("/manage/members/bob").status, 403) << who;
    browser.get("/account");
    EXPECT_EQ(browser.post("/manage/members/bob/role", {{"role", "manager"}}).status, 403) << who;
    EXPECT_EQ(browser.post("/manage/members/bob/address", {{"email", "x@example.org"}}).status, 403) << who;
  }
  EXPECT_EQ(role_of(site, "bob"), Role::member);
}

TEST(ManageMembers, GivesARoleAndEndsTheMembersSessions) {
  AccountSite site;
  site.add("bob");
  site.add("mia", Role::manager);
  Browser bob(site), mia(site);
  bob.sign_in("bob");
  mia.sign_in("mia");
  EXPECT_TRUE(mia.get("/manage/members").has("bob"));
  EXPECT_EQ(mia.get("/manage/members/bob").status, 200);
  EXPECT_EQ(mia.post("/manage/members/bob/role", {{"role", "leader"}}).status, 303);
  EXPECT_EQ(role_of(site, "bob"), Role::leader);
  EXPECT_FALSE(bob.is_signed_in());
  EXPECT_EQ(mia.post("/manage/members/bob/role", {{"role", "king"}}).status, 422);
  EXPECT_EQ(mia.post("/manage/members/bob/role", {{"role", "administrator"}}).status, 403);
  EXPECT_EQ(mia.post("/manage/members/mia/role", {{"role", "member"}}).status, 409) << "somebody must manage";
  EXPECT_EQ(mia.post("/manage/members/nobody/role", {{"role", "leader"}}).status, 404);
}

TEST(ManageMembers, GivesAnImportedAccountTheAddressItIsClaimedWith) {
  AccountSite site;
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    add_member(t, community.timeline(),
               {.display_name = "Old", .handle = "old-hand", .status = MemberStatus::unclaimed}, Source::import);
  });
  site.add("bob");
  site.add("mia", Role::manager);
  Browser mia(site);
  mia.sign_in("mia");
  mia.get("/manage/members/old-hand");
  EXPECT_EQ(mia.post("/manage/members/old-hand/address", {{"email", "no address"}}).status, 422);
  EXPECT_EQ(mia.post("/manage/members/old-hand/address", {{"email", "bob@example.org"}}).status, 409);
  EXPECT_EQ(mia.post("/manage/members/old-hand/address", {{"email", "old@example.org"}}).status, 303);
  EXPECT_EQ(mia.post("/manage/members/bob/address", {{"email", "thief@example.org"}}).status, 409) << "bob's own";
  community.store().write([&](store::Transaction& t) {
    add_member(
        t, community.timeline(),
        {.display_name = "Root", .handle = "old-chief", .role = Role::administrator, .status = MemberStatus::unclaimed},
        Source::import);
  });
  EXPECT_FALSE(mia.get("/manage/members/old-chief").has("E-mail address"));
  EXPECT_EQ(mia.post("/manage/members/old-chief/address", {{"email", "mine@example.org"}}).status, 403);
}

}  // namespace
}  // namespace parvis::community
