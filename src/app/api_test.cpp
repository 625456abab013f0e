#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "api/api_routes.h"
#include "app/routes.h"
#include "app/testing/whole_site.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using community::Role;
using community::Scope;
using community::SpaceKind;
using community::SpaceVisibility;
using http::Method;
using testing::Reply;
using testing::WholeSite;

json::object read(const Reply& reply) { return json::parse(reply.body).as_object(); }
std::string text(const json::value& value) { return std::string(value.as_string()); }

class Api : public ::testing::Test {
 protected:
  Api() {
    site.add("ana");
    site.add("bob");
    site.add("mia", Role::manager);
    site.add_space("talk", SpaceKind::discussion);
    site.add_space("help", SpaceKind::questions);
    site.add_space("inside", SpaceKind::discussion, SpaceVisibility::members);
    ana = site.token("ana", Scope::write);
    bob = site.token("bob", Scope::write);
    mia = site.token("mia", Scope::manage);
  }
  Reply open(const std::string& space, const std::string& title, const std::string& body) {
    return site.call(Method::post, "/threads", ana,
                     json::serialize(json::object{{"space", space}, {"title", title}, {"body", body}}));
  }
  std::string opened(const std::string& space, const std::string& title = "A thread",
                     const std::string& body = "Words") {
    return text(read(open(space, title, body)).at("id"));
  }
  Reply reply(const std::string& thread, const std::string& token, const std::string& body) {
    return site.call(Method::post, "/threads/" + thread + "/posts", token,
                     json::serialize(json::object{{"body", body}}));
  }
  void check_field(const Reply& reply, const std::string& field) {
    EXPECT_EQ(reply.status, 422) << reply.body;
    EXPECT_TRUE(reply.has("\"field\":\"" + field + "\"")) << reply.body;
  }
  WholeSite site;
  std::string ana, bob, mia;
};

TEST(ApiDescription, NamesExactlyTheRoutesThatExist) {
  std::set<std::string> described, routed;
  const auto paths = json::parse(api::openapi_document()).at("paths").as_object();
  for (const auto& [path, operations] : paths) {
    for (const auto& [method, operation] : operations.as_object()) {
      std::string name(method);
      for (auto& c : name) c = static_cast<char>(c - 32);
      described.insert(name + " " + std::string(path));
    }
  }
  for (const auto& route : routes().routes()) {
    if (!route.pattern.starts_with("/api/") || route.pattern.ends_with("openapi.json")) continue;
    routed.insert(std::string(http::method_name(route.method)) + " " + route.pattern);
  }
  EXPECT_EQ(described, routed);
}

TEST(ApiDescription, DefinesEverySchemaItRefersTo) {
  const auto document = api::openapi_document();
  const auto schemas = json::parse(document).at("components").at("schemas").as_object();
  constexpr std::string_view kMark = "#/components/schemas/";
  for (auto at = document.find(kMark); at != std::string::npos; at = document.find(kMark, at + 1)) {
    const auto from = at + kMark.size();
    EXPECT_TRUE(schemas.contains(document.substr(from, document.find('"', from) - from)));
  }
}

TEST_F(Api, OpensAThreadAndAnswersIt) {
  const auto made = open("talk", "Front racks", "How **much**?");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto thread = read(made);
  EXPECT_EQ(text(thread.at("title")), "Front racks");
  EXPECT_EQ(text(thread.at("space")), "talk");
  EXPECT_TRUE(text(thread.at("url")).starts_with("http://square.example/threads/"));
  const auto id = text(thread.at("id"));
  const auto answered = reply(id, bob, "Fifteen kilos.");
  ASSERT_EQ(answered.status, 201) << answered.body;
  EXPECT_EQ(read(answered).at("number").as_int64(), 2);
  const auto posts = read(site.call(Method::get, "/threads/" + id + "/posts?from=2", ""));
  ASSERT_EQ(posts.at("items").as_array().size(), 1u);
  EXPECT_EQ(text(posts.at("items").at(0).at("body")), "Fifteen kilos.");
  EXPECT_TRUE(posts.at("next").is_null());
  EXPECT_EQ(read(site.call(Method::get, "/threads/" + id, "")).at("posts").as_int64(), 2);
}

TEST_F(Api, CountsTheWholeCommunity) {
  reply(opened("talk"), bob, "Yes");
  const auto counts = read(site.call(Method::get, "/community", "")).at("counts").as_object();
  EXPECT_EQ(counts.at("members").as_int64(), 3);
  EXPECT_EQ(counts.at("threads").as_int64(), 1);
  EXPECT_EQ(counts.at("posts").as_int64(), 2);
  EXPECT_FALSE(counts.contains("activities")) << "kept for the whole community, hidden spaces included";
  EXPECT_GE(read(site.call(Method::get, "/community", bob)).at("counts").at("activities").as_int64(), 5);
}

TEST_F(Api, CountsNothingThatIsHidden) {
  const auto figures = [&](const std::string& token) {
    auto all = site.call(Method::get, "/community", token).body;
    for (const auto* name : {"ana", "bob", "mia"})
      all += site.call(Method::get, "/members/" + std::string(name), token).body;
    for (const auto* page : {"/members", "/members?q=a", "/members/ana", "/members/bob"}) {
      all += token.empty() ? site.ask(Method::get, page).body : "";
    }
    return all;
  };
  const auto shown = opened("help");
  reply(shown, bob, "An answer for everybody.");
  const auto before = figures(""), before_for_members = figures(mia);
  const auto hidden = opened("inside");
  const auto answer = text(read(reply(hidden, bob, "An answer among us.")).at("id"));
  ASSERT_EQ(site.call(Method::put, "/posts/" + answer + "/reactions/thanks", ana).status, 200);
  EXPECT_EQ(figures(""), before);
  EXPECT_NE(figures(mia), before_for_members);
  const auto of_bob = read(site.call(Method::get, "/members/bob", mia));
  EXPECT_EQ(of_bob.at("posts").as_int64(), 2);
  EXPECT_EQ(of_bob.at("thanks_received").as_int64(), 1);
  EXPECT_EQ(read(site.call(Method::get, "/members/bob", "")).at("posts").as_int64(), 1);
}

TEST_F(Api, RefusesWithProblemDetails) {
  const auto check = [&](const Reply& reply, int status, const char* word) {
    EXPECT_EQ(reply.status, status) << reply.body;
    EXPECT_EQ(reply.type, "application/problem+json");
    EXPECT_TRUE(reply.has(word)) << reply.body;
  };
  check(site.call(Method::post, "/threads", "", "{}"), 401, "sign-in-needed");
  check(site.call(Method::post, "/threads", "parvis_forged", "{}"), 401, "sign-in-needed");
  check(site.call(Method::post, "/threads", site.token("bob", Scope::read), "{}"), 403, "only read");
  check(site.call(Method::post, "/threads", ana, "{}"), 422, "\"title\"");
  check(site.call(Method::post, "/threads", ana, "[1,2]"), 400, "one JSON object");
  check(site.call(Method::post, "/threads", ana, "{\"a\":"), 400, "not JSON");
  check(site.call(Method::post, "/threads", ana, std::string(50, '[')), 400, "not JSON");
  check(site.call(Method::post, "/threads", ana, "{\"title\":\"\xff\"}"), 400, "not JSON");
  check(site.call(Method::post, "/threads", ana, R"({"space":"talk","title":"Hello you","body":"x","role":"manager"})"),
        422, "\"role\"");
  check(site.call(Method::post, "/threads", ana, R"({"space":"talk","title":7,"body":"x"})"), 422, "must be a text");
  check(site.ask(Method::post, "/api/v1/threads", "a=b", {{"authorization", "Bearer " + ana}}), 415,
        "application/json");
  check(site.call(Method::get, "/threads/nothing-here", ""), 404, "not-found");
  check(site.call(Method::get, "/nowhere", ""), 404, "not-found");
  check(site.call(Method::get, "/activities", bob), 403, "forbidden");
  check(site.call(Method::get, "/threads?order=sideways", ""), 400, "order");
}

TEST_F(Api, RefusesTooLongTextsAndLosesNothing) {
  check_field(open("talk", std::string(201, 'a'), "x"), "title");
  check_field(open("talk", "Fine title", std::string(64'001, 'a')), "body");
  check_field(open("talk", "Fine title", ""), "body");
  check_field(open("talk", "Bad \u202E title", "x"), "title");
}

TEST_F(Api, DoesACallWithAnIdempotencyKeyOnce) {
  const auto thread = opened("talk");
  const auto send = [&](const std::string& body) {
    return site.call(Method::post, "/threads/" + thread + "/posts", bob, json::serialize(json::object{{"body", body}}),
                     {{"idempotency-key", "k-1"}});
  };
  const auto first = send("Once");
  const auto second = send("Once");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(read(site.call(Method::get, "/threads/" + thread, "")).at("posts").as_int64(), 2);
  EXPECT_EQ(send("Something else").status, 409);
}

TEST_F(Api, HidesMembersOnlyWordsFromVisitors) {
  const auto thread = opened("inside", "Canarisecret title", "Canarisecret words");
  site.index();
  EXPECT_EQ(site.call(Method::get, "/threads/" + thread, "").status, 404);
  EXPECT_EQ(site.call(Method::get, "/threads/" + thread + "/posts", "").status, 404);
  EXPECT_EQ(site.call(Method::get, "/threads?space=inside", "").status, 404);
  for (const char* path : {"/threads", "/spaces", "/search?q=canarisecret", "/members/ana"}) {
    EXPECT_FALSE(site.call(Method::get, path, "").has("anarisecret")) << path;
  }
  EXPECT_TRUE(site.call(Method::get, "/search?q=canarisecret", bob).has("anarisecret"));
}

TEST_F(Api, ListsEveryThreadOnceByFollowingNext) {
  std::set<std::string> made, seen;
  for (int i = 0; i < 70; ++i) made.insert(opened("talk", "Thread number " + std::to_string(i)));
  std::string after;
  do {
    const auto page =
        read(site.call(Method::get, "/threads?order=newest" + (after.empty() ? "" : "&after=" + after), ""));
    for (const auto& item : page.at("items").as_array()) EXPECT_TRUE(seen.insert(text(item.at("id"))).second);
    after = page.at("next").is_null() ? "" : http::percent_encode(text(page.at("next")));
  } while (!after.empty());
  EXPECT_EQ(seen, made);
}

TEST_F(Api, ReactsVotesAcceptsEditsAndComments) {
  const auto thread = opened("help", "Why does it creak?");
  const auto answer = text(read(reply(thread, bob, "Grease the seat post.")).at("id"));
  EXPECT_EQ(site.call(Method::put, "/posts/" + answer + "/reactions/thanks", ana).status, 200);
  EXPECT_EQ(site.call(Method::put, "/posts/" + answer + "/reactions/thanks", bob).status, 403);
  EXPECT_EQ(site.call(Method::put, "/posts/" + answer + "/vote", ana, R"({"value":"up"})").status, 200);
  EXPECT_EQ(
      site.call(Method::put, "/threads/" + thread + "/solution", ana, json::serialize(json::object{{"post", answer}}))
          .status,
      200);
  EXPECT_EQ(site.call(Method::post, "/posts/" + answer + "/comments", ana, R"({"body":"It worked."})").status, 201);
  EXPECT_EQ(site.call(Method::patch, "/posts/" + answer, bob, R"({"body":"Grease the seat post, twice."})").status,
            200);
  EXPECT_EQ(site.call(Method::patch, "/posts/" + answer, bob, R"({"body":"Late","revisions":0})").status, 409);
  const auto post = read(site.call(Method::get, "/posts/" + answer, ""));
  EXPECT_EQ(text(post.at("body")), "Grease the seat post, twice.");
  EXPECT_EQ(post.at("reactions").at("thanks").as_int64(), 1);
  EXPECT_EQ(post.at("up").as_int64(), 1);
  EXPECT_EQ(post.at("comment_list").as_array().size(), 1u);
  EXPECT_TRUE(read(site.call(Method::get, "/threads/" + thread, "")).at("solved").as_bool());
  EXPECT_EQ(site.call(Method::del, "/posts/" + answer, bob).status, 200);
  EXPECT_EQ(text(read(site.call(Method::get, "/posts/" + answer, "")).at("body")), "");
}

TEST_F(Api, ShowsManagersTheTimelineInOrder) {
  reply(opened("talk"), bob, "Yes");
  const auto page = read(site.call(Method::get, "/activities", mia));
  std::vector<std::string> verbs;
  for (const auto& item : page.at("items").as_array()) verbs.push_back(text(item.at("verb")));
  const auto opening = std::ranges::find(verbs, "thread_opened");
  ASSERT_NE(opening, verbs.end());
  EXPECT_NE(std::find(opening, verbs.end(), "replied"), verbs.end());
}

}  // namespace
}  // namespace parvis::app
