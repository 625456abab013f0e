#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/testing/whole_site.h"
#include "community/members/accounts.h"
#include "core/limits/rate_limiter.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using community::Scope;
using community::SpaceKind;
using http::Method;
using testing::Reply;
using testing::WholeSite;

class ApiPace : public ::testing::Test {
 protected:
  ApiPace() : ana(site.add("ana")), bob(site.add("bob")) {
    site.add_space("talk", SpaceKind::discussion);
    personal = site.personal_token(ana, Scope::write);
  }
  Reply open(const std::string& token) {
    return site.call(Method::post, "/threads", token, R"({"space":"talk","title":"A thread","body":"Words"})");
  }
  Reply reply(const std::string& thread, const std::string& token) {
    return site.call(Method::post, "/threads/" + thread + "/posts", token, R"({"body":"More words"})");
  }
  static std::string id_in(const Reply& answer) {
    return std::string(json::parse(answer.body).as_object().at("id").as_string());
  }
  // The same member at the form of a page: what is left of their bucket there.
  int wait_on_pages(const char* bucket, double burst, std::chrono::seconds period) {
    return site.community().accounts().limiter().take({bucket, burst, period}, id_text(ana));
  }
  const config::Settings::Rates& rates() { return site.community().settings().rates; }
  static void expect_too_many(const Reply& answer) {
    EXPECT_EQ(answer.status, 429) << answer.body;
    EXPECT_EQ(answer.type, "application/problem+json");
    EXPECT_TRUE(answer.has("/api/v1/problems/too-many-requests")) << answer.body;
    EXPECT_GE(std::stoi("0" + answer.header("Retry-After")), 1);
  }

  FrozenClock clock{Instant{1'800'000'000 * kSecond}};  // so that no bucket fills up again
  WholeSite site;
  community::MemberId ana, bob;
  std::string personal;
};

TEST_F(ApiPace, PostsOfPersonalTokensTakeFromTheMembersOneBucket) {
  const auto thread = id_in(open(personal));
  const auto another = site.personal_token(ana, Scope::write);
  for (unsigned i = 0; i < rates().posts_per_member_per_minute; ++i) {
    ASSERT_EQ(reply(thread, i % 2 == 0 ? personal : another).status, 201);
  }
  expect_too_many(reply(thread, personal));
  expect_too_many(reply(thread, another));
  EXPECT_GT(wait_on_pages("posts", rates().posts_per_member_per_minute, std::chrono::minutes(1)), 0);
  EXPECT_EQ(reply(thread, site.personal_token(bob, Scope::write)).status, 201) << "another member has their own";
  EXPECT_EQ(reply(thread, site.token("ana", Scope::write)).status, 201) << "a service token keeps no pace";
}

TEST_F(ApiPace, ThreadsTakeFromTheirOwn) {
  for (unsigned i = 0; i < rates().threads_per_member_per_hour; ++i) ASSERT_EQ(open(personal).status, 201);
  expect_too_many(open(personal));
  EXPECT_GT(wait_on_pages("threads", rates().threads_per_member_per_hour, std::chrono::hours(1)), 0);
}

TEST_F(ApiPace, GesturesTakeFromTheirOwn) {
  const auto post = std::string(json::parse(open(personal).body).at("first_post").as_string());
  const auto theirs = site.personal_token(bob, Scope::write);
  const auto react = [&](Method method) { return site.call(method, "/posts/" + post + "/reactions/thanks", theirs); };
  for (unsigned i = 0; i < rates().reactions_per_member_per_minute; ++i) {
    ASSERT_EQ(react(i % 2 == 0 ? Method::put : Method::del).status, 200);
  }
  expect_too_many(react(Method::put));
}

TEST_F(ApiPace, ReadingIsCountedForAMemberAndForAVisitorsAddress) {
  const auto ask = [&](const std::string& token) { return site.call(Method::get, "/spaces", token); };
  for (unsigned i = 0; i < rates().api_calls_per_token_per_minute; ++i) ASSERT_EQ(ask("").status, 200);
  expect_too_many(ask(""));
  EXPECT_EQ(ask(personal).status, 200) << "a member has a bucket of their own";
  EXPECT_EQ(ask(site.token("bob", Scope::read)).status, 200);
}

TEST_F(ApiPace, SearchesTakeFromTheBucketOfTheSearchPage) {
  const auto search = [&] { return site.call(Method::get, "/search?q=words", ""); };
  for (unsigned i = 0; i < rates().searches_per_address_per_minute; ++i) {
    ASSERT_EQ(site.ask(Method::get, "/search?q=words").status, 200);
  }
  expect_too_many(search());
}

TEST_F(ApiPace, APostAnsweredThatIsNotThereIsAMistakeOfItsField) {
  const auto thread = id_in(open(personal)), other = id_in(open(personal));
  const auto elsewhere = id_in(reply(other, personal));
  for (const auto& to : {std::string("no id"), std::string("zz"), elsewhere}) {
    const auto answer = site.call(Method::post, "/threads/" + thread + "/posts", personal,
                                  json::serialize(json::object{{"body", "Words"}, {"reply_to", to}}));
    EXPECT_EQ(answer.status, 422) << to << answer.body;
    EXPECT_TRUE(answer.has(R"("field":"reply_to")")) << answer.body;
  }
  EXPECT_EQ(site.call(Method::post, "/threads/zz/posts", personal, R"({"body":"Words","reply_to":"zz"})").status, 404);
}

}  // namespace
}  // namespace parvis::app
