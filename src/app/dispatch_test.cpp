#include "app/dispatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/testing/whole_site.h"
#include "community/members/session.h"
#include "core/log/log.h"

namespace parvis::app {
namespace {

using community::SpaceKind;
using http::Method;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::WholeSite;

TEST(Kept, AreAnswersToQueriesThatThePageReadsOnceEach) {
  WholeSite site;
  site.add_space("talk", SpaceKind::discussion);
  const auto kept_under = [&](const std::string& target) { return site.ask(Method::get, target).kept_under; };
  for (const char* read : {"/", "/latest", "/latest?after=x", "/spaces/talk?order=newest&after=x", "/members?q=ana",
                           "/search?q=chain&space=talk&solved=yes", "/feed.atom", "/spaces/talk/feed.atom"}) {
    EXPECT_THAT(kept_under(read), Not(IsEmpty())) << read;
  }
  for (const char* unread : {"/?x=1", "/latest?x=1", "/latest?after=x&x=1", "/latest?after=x&after=y", "/latest?=",
                             "/feed.atom?after=x", "/members?q=ana&utm_source=letter", "/search?q=chain&page=2"}) {
    EXPECT_EQ(site.ask(Method::get, unread).status, 200) << unread;
    EXPECT_THAT(kept_under(unread), IsEmpty()) << unread;
  }
}

TEST(Kept, AreOnlyThePagesOfOurOwnHost) {
  WholeSite here;
  const auto at_home = cache_policy(here.community()).keeps_host;
  for (const char* own : {"localhost:8080", "127.0.0.1", "127.0.0.1:18080", "[::1]:8080"}) EXPECT_TRUE(at_home(own));
  for (const char* made_up : {"evil.example", "localhost.evil.example", "", "127.0.0.10:80"}) {
    EXPECT_FALSE(at_home(made_up)) << made_up;
  }
  config::Settings settings;
  settings.server.public_address = "https://square.example";
  WholeSite public_site(settings);
  const auto in_public = cache_policy(public_site.community()).keeps_host;
  EXPECT_TRUE(in_public("square.example"));
  EXPECT_TRUE(in_public("Square.Example"));
  EXPECT_FALSE(in_public("square.example:8443"));
  EXPECT_FALSE(in_public("localhost:8080"));
}

http::Request refused_request(const std::string& path, const std::string& language) {
  http::Request request;
  request.path = request.target = path;
  request.host = request.authority = "square.example";
  request.id = "test";
  request.headers.add("accept-language", language);
  return request;
}

TEST(Refusals, OfTheServerArePagesInTheVisitorsLanguage) {
  WholeSite site;
  const Dispatch dispatch(site.community());
  for (const int status : {400, 408, 413, 414, 431}) {
    auto english = refused_request("/", "en");
    const auto answer = dispatch.refuse(english, status);
    EXPECT_EQ(answer.status, status);
    EXPECT_THAT(answer.body, HasSubstr("<h1")) << status;
    EXPECT_EQ(answer.keep, nullptr);
  }
  auto french = refused_request("/", "fr");
  EXPECT_THAT(dispatch.refuse(french, 413).body, HasSubstr("C’est plus que ce qui peut être envoyé en une fois."));
}

TEST(Refusals, OfTheServerAreProblemsForPrograms) {
  WholeSite site;
  auto request = refused_request("/api/", "fr");
  request.headers.add("authorization", "Bearer wrong");
  const auto answer = Dispatch(site.community()).refuse(request, 413);
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  EXPECT_THAT(answer.body, HasSubstr("/api/v1/problems/too-large"));
  EXPECT_THAT(answer.body, HasSubstr("C’est plus que ce qui peut être envoyé en une fois."));
}

TEST(Refusals, OfWhoIsKeptOutAreLogged) {
  WholeSite site;
  auto& community = site.community();
  const auto ana = site.add("ana");
  const auto token = community.store().write([&](store::Transaction& t) {
    return open_session(t, community.timeline(), ana, {"192.0.2.7", "test"});
  });
  const auto cookie = http::Request().cookie_name(community::kSessionCookie) + "=" + token;
  const log::Capture log;
  EXPECT_EQ(site.ask(Method::get, "/manage/spaces", "", {{"cookie", cookie}}).status, 403);
  EXPECT_TRUE(log.has("A request was refused"));
  EXPECT_TRUE(log.has("/manage/spaces"));
}

}  // namespace
}  // namespace parvis::app
