#include "community/page/page.h"

#include <gtest/gtest.h>

#include "community/members/portrait.h"
#include "community/page/language_page.h"
#include "community/page/look.h"
#include "community/page/member_views.h"
#include "community/page/room_title.h"
#include "community/page/theme.h"
#include "core/config/settings.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::community {
namespace {

struct Pages : ::testing::Test {
  std::unique_ptr<Community> community = make();
  http::Request request;

  static std::unique_ptr<Community> make() {
    auto store = store::open_migrated_test_store();
    store::migrate(*store);
    return std::make_unique<Community>(config::Settings{}, std::move(store));
  }
  Visit visit(const Viewer& viewer = {}) {
    Visit visit{.community = *community, .request = request, .viewer = viewer};
    visit.identity = community->identity();
    visit.spaces = community->spaces().list();
    visit.origin = "https://square.example";
    visit.form_token = "a-form-token";
    return visit;
  }
  std::string body(const PageHead& head, const Viewer& viewer = {}) {
    return render_page(visit(viewer), head, {}).body;
  }
  static std::string written(const std::function<void(html::Writer&)>& write) {
    html::Writer out;
    write(out);
    return out.take().markup();
  }
};

TEST_F(Pages, EscapeWhatTheirHeadSays) {
  const auto page = body({.title = "</title><script>alert(1)</script>", .description = "\"><script>"});
  EXPECT_EQ(page.find("<script>"), std::string::npos);
}

TEST_F(Pages, OfARoomAreNamedByTheLongestPathTheyStandBelow) {
  constexpr PageName kNames[] = {{"/manage/spaces", "Spaces"}, {"/manage/spaces/new", "Open a space"}};
  const auto title_at = [&](const char* path) {
    request.path = path;
    return room_title(visit(), kNames, "Manage the community");
  };
  EXPECT_EQ(title_at("/manage/spaces"), "Spaces · Manage the community");
  EXPECT_EQ(title_at("/manage/spaces/42"), "Spaces · Manage the community");
  EXPECT_EQ(title_at("/manage/spaces/new"), "Open a space · Manage the community");
  EXPECT_EQ(title_at("/manage/spacesuits"), "Manage the community");
}

TEST_F(Pages, CarryATokenForMembersAlone) {
  EXPECT_EQ(body({}).find("a-form-token"), std::string::npos);
  EXPECT_NE(body({}, {.member = MemberId{7}, .display_name = "Ana"}).find("a-form-token"), std::string::npos);
}

TEST_F(Pages, ShowANoticeOnceAndTakeItsCookieBack) {
  const auto redirect = see_other_with_notice(visit(), "/latest", "Your draft was kept");
  ASSERT_EQ(redirect.cookies.size(), 1u);
  request.headers.add("cookie", redirect.cookies[0].name + "=" + redirect.cookies[0].value);
  const auto page = render_page(visit(), {}, {});
  EXPECT_NE(page.body.find("Your draft was kept"), std::string::npos);
  ASSERT_EQ(page.cookies.size(), 1u);
  EXPECT_LT(page.cookies[0].max_age.count(), 0);
}

TEST_F(Pages, SayNothingThatAPlantedCookieWants) {
  request.headers.add("cookie", "notice=" + http::percent_encode("Send your password to mallory."));
  EXPECT_EQ(render_page(visit(), {}, {}).body.find("mallory"), std::string::npos);
}

TEST_F(Pages, AreNeverKeptForMembers) {
  EXPECT_TRUE(keep_for_visitors(visit(), http::page("x"), {"home"}).keep);
  EXPECT_FALSE(keep_for_visitors(visit({.member = MemberId{7}}), http::page("x"), {"home"}).keep);
}

TEST_F(Pages, SayInThePageWhatWasRefusedAndWhatToDo) {
  for (const auto& refusal :
       {Refusal(404, {"There is nothing at this address."}), Refusal(403, {"You may not do this here."}),
        Refusal(429, {"Too often."}), Refusal(500, {"Broken."}), Refusal(418, {"Odd."})}) {
    const auto page = render_refusal(visit(), refusal);
    EXPECT_EQ(page.status, refusal.status());
    EXPECT_NE(page.body.find("<h1>"), std::string::npos);
    EXPECT_NE(page.body.find("noindex"), std::string::npos);
    EXPECT_NE(page.body.find("href=\"/\""), std::string::npos);
  }
}

TEST_F(Pages, OfferVisitorsToSignInWhereNothingIsToBeSeen) {
  request.method = http::Method::get;
  request.target = "/threads/7?a=b";
  const auto page = render_refusal(visit(), NotFound());
  EXPECT_NE(page.body.find("/sign-in?return_to=%2Fthreads%2F7%3Fa%3Db"), std::string::npos);
  EXPECT_EQ(render_refusal(visit({.member = MemberId{7}}), NotFound()).body.find("Perhaps it is for members"),
            std::string::npos);
  EXPECT_EQ(render_refusal(visit(), Forbidden()).body.find("Perhaps it is for members"), std::string::npos);
}

TEST_F(Pages, NameNoAddressToWriteToWhenThereIsNone) {
  request.id = "7f3";
  const auto page = render_refusal(visit(), Refusal(500, {"Broken."}));
  EXPECT_EQ(page.body.find("7f3"), std::string::npos);
  EXPECT_EQ(page.body.find("mailto:"), std::string::npos);
}

TEST_F(Pages, ServeTheThemeUnderItsHashForEver) {
  request.path = theme_of(*community->identity())->style_path;
  auto visited = visit();
  const auto style = show_theme(visited);
  EXPECT_EQ(style.content_type, "text/css; charset=utf-8");
  EXPECT_TRUE(
      std::ranges::any_of(style.headers, [](const auto& header) { return header.second.ends_with("immutable"); }));
  request.path = "/theme/0000000000000000.css";
  EXPECT_THROW(show_theme(visited), NotFound);
}

TEST_F(Pages, LetVisitorsChooseOneOfTheLanguages) {
  request.parameters.add("language", "fr");
  request.query.add("return_to", "https://evil.example/");
  auto visited = visit();
  const auto chosen = choose_language(visited);
  ASSERT_EQ(chosen.cookies.size(), 1u);
  EXPECT_EQ(chosen.cookies[0].value, "fr");
  EXPECT_EQ(chosen.headers.front().second, "/");
}

TEST_F(Pages, DoNotSpeakALanguageTheCommunityDoesNot) {
  request.parameters.add("language", "xx");
  auto visited = visit();
  EXPECT_THROW(choose_language(visited), NotFound);
}

TEST_F(Pages, LookAsTheReaderChose) {
  EXPECT_EQ(body({}).find("data-theme"), std::string::npos);
  request.query.add("set", "dark");
  request.query.add("return_to", "/spaces");
  auto visited = visit();
  const auto dark = choose_look(visited);
  ASSERT_EQ(dark.cookies.size(), 1u);
  EXPECT_EQ(dark.cookies[0].value, "dark");
  EXPECT_FALSE(dark.cookies[0].http_only) << "the script of pages writes it too";
  EXPECT_EQ(dark.headers.front().second, "/spaces");
  request = {};
  request.headers.add("cookie", "look=dark-folded");
  EXPECT_NE(body({}).find("<html lang=\"en\" data-theme=\"dark\" data-navigation=\"folded\">"), std::string::npos);
  request.query.add("set", "system");
  auto back = visit();
  EXPECT_EQ(choose_look(back).cookies[0].value, "folded") << "one choice leaves the other";
}

TEST_F(Pages, TakeNoLookTheyDoNotKnow) {
  request.query.add("set", "pink");
  auto visited = visit();
  EXPECT_THROW(choose_look(visited), NotFound);
  for (const char* cookie : {"pink", "dark ", "dark-", "light-dark", "DARK"}) {
    EXPECT_EQ(parse_look(cookie), Look{}) << cookie;
    EXPECT_EQ(look_text(parse_look(cookie)), "") << cookie;
  }
  for (const char* known : {"light", "dark", "folded", "light-folded", "dark-folded"})
    EXPECT_EQ(look_text(parse_look(known)), known);
}

TEST_F(Pages, LabelWhoSpeaksForTheBrand) {
  const auto badge = [&](const MemberGlimpse& member) {
    return written([&](html::Writer& out) { write_role_badge(out, visit(), member); });
  };
  EXPECT_NE(badge({.title = "Atelier", .role = Role::expert}).find("Atelier"), std::string::npos);
  EXPECT_NE(badge({.role = Role::manager}).find("badge brand"), std::string::npos);
  EXPECT_NE(badge({.role = Role::leader}).find("leader"), std::string::npos);
  EXPECT_EQ(badge({.title = "The boss", .role = Role::member}), "");
}

TEST_F(Pages, LinkNobodyWhoIsGone) {
  const MemberGlimpse gone{.handle = "ghost", .name = "Ghost", .status = MemberStatus::former};
  const auto name = written([&](html::Writer& out) { write_member_name(out, visit(), gone); });
  EXPECT_EQ(name.find("href"), std::string::npos);
  EXPECT_EQ(name.find("Ghost"), std::string::npos);
}

TEST_F(Pages, DrawFacesOfAnyHueAndName) {
  for (const int hue : {0, 9, 10, 359, 360, -1, 99999}) {
    const auto face = written([&](html::Writer& out) { write_face(out, "<Ana>", hue); });
    EXPECT_EQ(face.find(">A</span>") != std::string::npos, !unpack_face(hue).portrait) << hue;
    EXPECT_NE(face.find("face h"), std::string::npos);
    EXPECT_EQ(face.find("h-"), std::string::npos) << hue;
  }
}

TEST_F(Pages, DrawThePortraitOfWhoHasOne) {
  const auto hue = pack_face({.hue = 120, .portrait = parse_portrait("24036")});
  const auto face = written([&](html::Writer& out) { write_face(out, "Ana", hue, "face large"); });
  EXPECT_TRUE(face.starts_with("<svg class=\"face large h12\""));
  EXPECT_NE(face.find("aria-hidden"), std::string::npos);
  EXPECT_EQ(face.find("style="), std::string::npos);
}

TEST(Paths, NeverLeaveTheirSegment) {
  EXPECT_EQ(tag_path("c++/../x"), "/tags/c%2B%2B%2F..%2Fx");
  EXPECT_EQ(thread_slug(""), "-");
  EXPECT_EQ(thread_slug("unread"), "unread-");
  EXPECT_EQ(post_path(ThreadId{1}, "a", 1), thread_path(ThreadId{1}, "a") + "#post-1");
}

}  // namespace
}  // namespace parvis::community
