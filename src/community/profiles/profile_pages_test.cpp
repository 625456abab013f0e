#include "community/profiles/profile_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/accounts/testing/account_site.h"

namespace parvis::community {
namespace {

using http::Method;
using testing::AccountSite;
using testing::Browser;

struct ProfilePages : ::testing::Test {
  AccountSite site;
  std::map<std::string, Browser> browsers;

  ProfilePages() {
    auto& routes = site.routes();
    routes.add(Method::get, "/account/fields", show_own_fields);
    routes.add(Method::post, "/account/fields", update_own_fields);
    routes.add(Method::get, "/manage/profile-fields", show_profile_fields);
    routes.add(Method::post, "/manage/profile-fields", create_field);
    routes.add(Method::get, "/manage/profile-fields/{field}", show_profile_field);
    routes.add(Method::post, "/manage/profile-fields/{field}", update_field);
    routes.add(Method::post, "/manage/profile-fields/{field}/position", change_field_place);
    routes.add(Method::post, "/manage/profile-fields/{field}/removal", end_field);
    for (const auto* name : {"ana", "ben"}) site.add(name);
    site.add("max", Role::manager);
  }
  Browser& as(const std::string& name) {
    const auto [found, is_new] = browsers.try_emplace(name, site);
    if (is_new) {
      EXPECT_EQ(found->second.sign_in(name).status, 303) << name;
    }
    return found->second;
  }
  // Its identifier.
  std::string make(const std::string& name, const std::string& kind, const std::string& asked = "") {
    as("max").get("/manage/profile-fields");
    EXPECT_EQ(as("max")
                  .post("/manage/profile-fields",
                        {{"name_en", name}, {"kind", kind}, {"choices", "Tandem\nRecumbent"}, {"asked", asked}})
                  .status,
              303);
    return id_text(
        site.community().store().read([](store::Reader& reader) { return profile_fields(reader).back().id; }));
  }
};

TEST_F(ProfilePages, AskWhatTheCommunityChoseAndShowItToWhomTheMemberChose) {
  const auto club = make("Your club", "text"), bike = make("What you ride", "choice");
  auto& ana = as("ana");
  const auto form = ana.get("/account/fields");
  EXPECT_TRUE(form.has("Your club"));
  EXPECT_TRUE(form.has("Recumbent"));
  EXPECT_EQ(ana.post("/account/fields", {{"answer_" + club, "The okapis"},
                                         {"seen_by_" + club, "nobody"},
                                         {"answer_" + bike, "Tandem"},
                                         {"seen_by_" + bike, "everyone"}})
                .status,
            303);
  EXPECT_TRUE(ana.get("/members/ana").has("The okapis")) << "one sees one’s own";
  for (const auto* other : {"ben", "max"}) {
    EXPECT_FALSE(as(other).get("/members/ana").has("The okapis")) << other;
    EXPECT_TRUE(as(other).get("/members/ana").has("Tandem")) << other;
  }
  const auto visitor = Browser(site).get("/members/ana");
  EXPECT_FALSE(visitor.has("The okapis"));
  EXPECT_TRUE(visitor.has("Tandem"));
}

TEST_F(ProfilePages, SayBesideTheFieldWhatIsWrongAndKeepWhatWasTyped) {
  const auto town = make("Your town", "place", "1"), site_of = make("Your club’s site", "link");
  auto& ana = as("ana");
  ana.get("/account/fields");
  const auto refused = ana.post("/account/fields", {{"answer_" + town, "12 rue de la Fontaine"},
                                                    {"seen_by_" + town, "members"},
                                                    {"answer_" + site_of, "javascript:alert(1)"},
                                                    {"seen_by_" + site_of, "friends"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("fields-answer_" + town + "-error"));
  EXPECT_TRUE(refused.has("fields-answer_" + site_of + "-error"));
  EXPECT_TRUE(refused.has("fields-seen_by_" + site_of + "-error"));
  EXPECT_TRUE(refused.has("12 rue de la Fontaine"));
  EXPECT_EQ(ana.post("/account/fields", {{"answer_" + town, ""},
                                         {"seen_by_" + town, "nobody"},
                                         {"answer_" + site_of, ""},
                                         {"seen_by_" + site_of, "nobody"}})
                .status,
            422)
      << "everybody is asked for it";
}

TEST_F(ProfilePages, AreKeptByThoseWhoManage) {
  const auto first = make("First", "text"), second = make("Second", "text");
  auto& boss = as("max");
  boss.get("/manage/profile-fields");
  EXPECT_EQ(boss.post("/manage/profile-fields", {{"name_en", ""}, {"kind", "text"}}).status, 422);
  EXPECT_EQ(boss.post("/manage/profile-fields", {{"name_en", "X"}, {"kind", "choice"}, {"choices", "one"}}).status,
            422);
  EXPECT_EQ(boss.post("/manage/profile-fields/" + second + "/position", {{"value", "up"}}).status, 303);
  const auto order = boss.get("/account/fields").body;
  EXPECT_LT(order.find("Second"), order.find("First"));
  boss.get("/manage/profile-fields/" + first);
  EXPECT_EQ(boss.post("/manage/profile-fields/" + first, {{"name_en", "Renamed"}}).status, 303);
  EXPECT_TRUE(boss.get("/account/fields").has("Renamed"));
  EXPECT_EQ(boss.post("/manage/profile-fields/" + first + "/removal", {}).status, 303);
  EXPECT_FALSE(boss.get("/account/fields").has("Renamed"));
}

}  // namespace
}  // namespace parvis::community
