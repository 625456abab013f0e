#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "api/api_routes.h"
#include "app/routes.h"
#include "app/testing/whole_site.h"
#include "community/api/problem_kinds.h"

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
    const bool is_page = route.pattern.ends_with("openapi.json") || route.pattern.starts_with("/api/v1/problems");
    if (!route.pattern.starts_with("/api/") || is_page) continue;
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

TEST_F(Api, RefusesAQuestionItCannotRead) {
  const auto check = [&](const char* path, const char* named) {
    const auto reply = site.call(Method::get, path, mia);
    EXPECT_EQ(reply.status, 400) << path << reply.body;
    EXPECT_TRUE(reply.has(named)) << path << reply.body;
  };
  check("/threads?after=zzz", "after");
  check("/threads?order=newest&order=latest", "order");
  check("/threads?limit=0", "limit");
  check("/threads?limit=ten", "limit");
  check("/search?q=chain&order=newest", "best or latest");
  check("/activities?after=x,y", "after");
  check("/search", "q");
  check("/search?q=+", "q");
  check("/search?q=chain&after=zzz", "after");
  const auto thread = opened("talk");
  EXPECT_EQ(site.call(Method::get, "/threads/" + thread + "/posts?from=-1", "").status, 400);
  EXPECT_EQ(site.call(Method::get, "/threads/" + thread + "/posts?after=x", "").status, 400);
}

TEST_F(Api, PassesOverWhatAQuestionHoldsBesides) {
  const auto thread = opened("talk", "One");
  reply(thread, bob, "Yes");
  for (const std::string path :
       {"/threads?utm_source=letter&order=newest", "/threads?order=newest&order=newest", "/threads?limit=500",
        "/threads?order=&after=&limit=&space=&tag=", "/community?_=1767225600", "/search?q=one&page=2"}) {
    EXPECT_EQ(site.call(Method::get, path, ana).status, 200) << path;
  }
  const auto numbers = [&](const std::string& query) {
    std::string numbers;
    const auto page = read(site.call(Method::get, "/threads/" + thread + "/posts" + query, ""));
    for (const auto& post : page.at("items").as_array()) {
      numbers += std::to_string(post.at("number").as_int64());
    }
    return numbers;
  };
  EXPECT_EQ(numbers("?from=0&limit=1000"), "12");
  EXPECT_EQ(numbers("?from=2&cache=no"), "2");
  EXPECT_EQ(numbers("?after=2"), "2");  // `next` by its other name
  EXPECT_EQ(numbers("?from=99"), "");
}

TEST_F(Api, TakesEveryParameterItsDescriptionNames) {
  for (const auto& call : api::calls()) {
    for (const auto& parameter : call.query) {
      http::Fields query;
      query.add(std::string(parameter.name), "1");
      EXPECT_NO_THROW(api::check_query(call.method, std::string(api::kRoot) + call.path, query)) << parameter.name;
    }
  }
}

TEST_F(Api, GivesAsManyAsAreAskedFor) {
  const auto thread = opened("talk", "One");
  opened("talk", "Two");
  reply(thread, bob, "Yes");
  const auto threads = read(site.call(Method::get, "/threads?order=newest&limit=1", ""));
  ASSERT_EQ(threads.at("items").as_array().size(), 1u);
  EXPECT_EQ(text(threads.at("items").at(0).at("title")), "Two");
  const auto after = http::percent_encode(text(threads.at("next")));
  const auto rest = read(site.call(Method::get, "/threads?order=newest&limit=1&after=" + after, ""));
  EXPECT_EQ(text(rest.at("items").at(0).at("title")), "One");
  EXPECT_TRUE(rest.at("next").is_null());
  const auto posts = read(site.call(Method::get, "/threads/" + thread + "/posts?limit=1", ""));
  EXPECT_EQ(posts.at("items").as_array().size(), 1u);
  EXPECT_EQ(text(posts.at("next")), "2");
  EXPECT_EQ(read(site.call(Method::get, "/activities?limit=2", mia)).at("items").as_array().size(), 2u);
}

TEST_F(Api, NamesProblemsByAddressesThatOpen) {
  const auto english = read(site.call(Method::get, "/threads/nothing-here", ""));
  EXPECT_EQ(text(english.at("type")), "http://square.example/api/v1/problems/not-found");
  EXPECT_EQ(text(english.at("title")), "Not found");
  EXPECT_NE(text(english.at("detail")), text(english.at("title")));
  const auto french = read(site.ask(Method::get, "/api/v1/threads/nothing-here", "", {{"accept-language", "fr"}}));
  EXPECT_EQ(text(french.at("title")), "Not found");
  EXPECT_NE(text(french.at("detail")), text(english.at("detail")));
  for (const auto& kind : community::problem_kinds()) {
    const auto page = site.call(Method::get, "/problems/" + std::string(kind.name), "");
    EXPECT_EQ(page.status, 200) << kind.name;
    EXPECT_TRUE(page.has(kind.title)) << kind.name;
  }
  EXPECT_EQ(site.call(Method::get, "/problems", "").status, 200);
  EXPECT_EQ(site.call(Method::get, "/problems/unheard-of", "").status, 404);
}

TEST_F(Api, SaysWhatIsWrongWithAToken) {
  const auto forged = site.call(Method::get, "/community", "parvis_forged");
  EXPECT_EQ(forged.status, 401);
  EXPECT_TRUE(forged.has("unknown here, or it was ended")) << forged.body;
  EXPECT_EQ(forged.header("WWW-Authenticate"), "Bearer error=\"invalid_token\"");
  EXPECT_EQ(site.call(Method::post, "/threads", "", "{}").header("WWW-Authenticate"), "Bearer");
  EXPECT_TRUE(site.ask(Method::get, "/api/v1/community", "", {{"authorization", "Basic YTpi"}}).has("Bearer"));
}

TEST_F(Api, SaysEverythingThatIsWrongWithABodyAtOnce) {
  const auto all = site.call(Method::post, "/threads", ana, R"({"space":"nowhere","title":"","body":7,"role":"x"})");
  for (const char* field : {"space", "title", "body", "role"}) check_field(all, field);
  EXPECT_EQ(read(all).at("errors").as_array().size(), 4u) << all.body;
  const auto post = text(read(reply(opened("talk"), bob, "Yes")).at("id"));
  const auto edit = site.call(Method::patch, "/posts/" + post, bob, R"({"body":"","colour":"red"})");
  for (const char* field : {"body", "colour"}) check_field(edit, field);
  const auto vote = site.call(Method::put, "/posts/" + post + "/vote", ana, R"({"value":"twice","weight":2})");
  for (const char* field : {"value", "weight"}) check_field(vote, field);
}

TEST_F(Api, SaysWhereWhatWasMadeIs) {
  const auto check = [&](const Reply& made) {
    ASSERT_EQ(made.status, 201) << made.body;
    const auto self = text(read(made).at("self"));
    EXPECT_EQ(made.header("Location"), self);
    const auto again = site.ask(Method::get, self.substr(std::string("http://square.example").size()));
    EXPECT_EQ(again.status, 200) << self;
    EXPECT_EQ(text(read(again).at("id")), text(read(made).at("id")));
  };
  const auto thread = open("talk", "A thread", "Words");
  check(thread);
  const auto post = reply(text(read(thread).at("id")), bob, "Yes");
  check(post);
  check(site.call(Method::post, "/posts/" + text(read(post).at("id")) + "/comments", ana, R"({"body":"Indeed."})"));
  check(site.call(Method::post, "/threads", ana, R"({"space":"talk","title":"By key","body":"x"})",
                  {{"idempotency-key", "k-1"}}));
  check(site.call(Method::post, "/threads", ana, R"({"space":"talk","title":"By key","body":"x"})",
                  {{"idempotency-key", "k-1"}}));
}

TEST_F(Api, GivesEveryFactAndCommentTheAddressOfAPage) {
  const auto thread = opened("talk");
  const auto post = text(read(reply(thread, bob, "Yes")).at("id"));
  const auto comment = read(site.call(Method::post, "/posts/" + post + "/comments", ana, R"({"body":"Indeed."})"));
  EXPECT_TRUE(text(comment.at("url")).ends_with("/2#comment-" + text(comment.at("id")))) << text(comment.at("url"));
  const auto facts = read(site.call(Method::get, "/activities", mia)).at("items").as_array();
  std::map<std::string, std::string> pages;
  for (const auto& fact : facts) {
    const auto page = text(fact.at("url")).substr(std::string("http://square.example").size());
    pages[text(fact.at("verb"))] = page;
    if (page == "/spaces/inside") continue;  // members read it; nobody is signed in here
    const auto reply = site.ask(Method::get, page);
    EXPECT_TRUE(reply.status == 200 || reply.status == 301 || reply.status == 303) << page << ": " << reply.status;
    const auto self = text(fact.at("self")).substr(std::string("http://square.example/api/v1").size());
    EXPECT_EQ(text(read(site.call(Method::get, self, mia)).at("items").at(0).at("id")), text(fact.at("id")));
  }
  EXPECT_EQ(pages["thread_opened"], "/threads/" + thread);
  EXPECT_EQ(pages["replied"], "/posts/" + post);
  EXPECT_EQ(pages["commented"], "/posts/" + post);
  EXPECT_EQ(pages["joined"], "/members/mia");
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
