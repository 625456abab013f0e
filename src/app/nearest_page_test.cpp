#include "app/nearest_page.h"

#include <gtest/gtest.h>

#include "app/routes.h"
#include "app/testing/whole_site.h"
#include "community/page/page.h"

namespace parvis::app {
namespace {

using http::Method;
using testing::WholeSite;

TEST(NearestPage, IsTheFormThatSendsThere) {
  EXPECT_EQ(nearest_page("/session"), "/sign-in");
  EXPECT_EQ(nearest_page("/threads"), "/threads/new");
  EXPECT_EQ(nearest_page("/spaces/talk/threads"), "/spaces/talk/threads/new");
}

TEST(NearestPage, IsElseTheLongestBeginningThatIsAPage) {
  EXPECT_EQ(nearest_page("/account/profile"), "/account");
  EXPECT_EQ(nearest_page("/account/sessions/7/end"), "/account/sessions");
  EXPECT_EQ(nearest_page("/session/end"), "/sign-in");
  EXPECT_EQ(nearest_page("/tags/a%2Fb/follow"), "/tags/a%2Fb");
  EXPECT_EQ(nearest_page("/charter/acceptance"), "/charter");
  EXPECT_EQ(nearest_page("/drafts"), "/");
  EXPECT_EQ(nearest_page("//example.org"), "/");
}

TEST(NearestPage, IsAPageForEveryAddressThatFormsPostTo) {
  for (const auto& route : routes().routes()) {
    if (route.method == Method::get || route.pattern.starts_with("/api/")) continue;
    const auto page = nearest_page(route.pattern);
    EXPECT_EQ(routes().find(Method::get, page).kind, Routes::Kind::route) << route.pattern << " → " << page;
  }
}

// What stands below a conversation is no slug: one titled so would lead elsewhere.
TEST(ThreadAddresses, AreNoneOfThePagesBelowAThread) {
  constexpr std::string_view kBelow = "/threads/{thread}/";
  for (const auto& route : routes().routes()) {
    if (!route.pattern.starts_with(kBelow)) continue;
    const auto word = route.pattern.substr(kBelow.size());
    if (word.find_first_of("{/.") != std::string::npos) continue;
    EXPECT_NE(community::thread_slug(word), word);
  }
}

TEST(NearestPage, IsWhereABrowserIsLed) {
  WholeSite site;
  for (const auto method : {Method::get, Method::head}) {
    const auto reply = site.ask(method, "/session?return_to=%2Flatest");
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(reply.header("Location"), "/sign-in");
  }
  EXPECT_EQ(site.ask(Method::get, "/account/password").header("Location"), "/account");
  EXPECT_EQ(site.ask(Method::put, "/session").status, 405);
}

TEST(NearestPage, LeadsNoProgramAway) {
  WholeSite site;
  const auto reply = site.call(Method::get, "/posts/1mz4k8/vote", "");
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.header("Allow"), "PUT");
}

}  // namespace
}  // namespace parvis::app
