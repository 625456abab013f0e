// The API's calls about flags, decisions, groups and files, as programs of each kind of member make them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/routes.h"
#include "app/testing/whole_site.h"
#include "community/groups/membership.h"
#include "community/members/viewer_of.h"
#include "community/moderation/watch.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using community::Role;
using community::Scope;
using http::Method;
using testing::Reply;
using testing::WholeSite;

json::object read(const Reply& reply) { return json::parse(reply.body).as_object(); }

class ApiOfStaff : public ::testing::Test {
 protected:
  ApiOfStaff() {
    site.add("ana");
    site.add("bob");
    id = site.add("mia", Role::manager);
    site.add_space("talk", community::SpaceKind::discussion);
    ana = site.token("ana", Scope::write);
    bob = site.token("bob", Scope::write);
    mia = site.token("mia", Scope::manage);
    const auto opened =
        call(Method::post, "/threads", ana, R"({"space":"talk","title":"About brakes","body":"They squeal."})");
    thread = std::string(read(opened).at("id").as_string());
    post = std::string(read(opened).at("first_post").as_string());
  }
  Reply call(Method method, const std::string& path, const std::string& token, const std::string& json = "") {
    return site.call(method, path, token, json);
  }
  std::string first_waiting(const char* kind) {
    const auto queue = read(call(Method::get, "/moderation/queue", mia));
    for (const auto& item : queue.at("items").as_array()) {
      if (item.at("kind").as_string() == kind) return std::string(item.at("id").as_string());
    }
    return {};
  }
  community::Group found(const std::string& name, community::Door door) {
    auto& community = site.community();
    return community.store().write([&](store::Transaction& t) {
      const auto known = viewer_of(t, id, now());
      const community::GroupAct act{community.timeline(), known->viewer, now(), community::Source::command};
      return found_group(t, act, {.name = name, .description = "Lamps on.", .door = door});
    });
  }

  WholeSite site;
  community::MemberId id;
  std::string ana, bob, mia, thread, post;
};

TEST_F(ApiOfStaff, FlagsOnceAndSaysNoMoreThanThat) {
  EXPECT_EQ(call(Method::post, "/posts/" + post + "/flag", bob, R"({"ground":"spam"})").status, 202);
  EXPECT_EQ(call(Method::post, "/posts/" + post + "/flag", bob, R"({"ground":"spam"})").status, 409);
  EXPECT_EQ(call(Method::post, "/posts/" + post + "/flag", ana, R"({"ground":"spam"})").status, 403) << "one's own";
  EXPECT_EQ(call(Method::post, "/posts/" + post + "/flag", mia, R"({"ground":"other"})").status, 422) << "in words";
  EXPECT_EQ(call(Method::post, "/posts/" + post + "/flag", mia, R"({"ground":"dull"})").status, 422);
  EXPECT_EQ(call(Method::post, "/posts/" + post + "/flag", "", R"({"ground":"spam"})").status, 401);
}

TEST_F(ApiOfStaff, ListsWhatWaitsForThoseWhoDecideAlone) {
  call(Method::post, "/posts/" + post + "/flag", bob, R"({"ground":"spam","words":"Buy now"})");
  EXPECT_EQ(call(Method::get, "/moderation/queue", bob).status, 403);
  EXPECT_EQ(call(Method::get, "/moderation/queue", site.token("mia", Scope::write)).status, 403)
      << "the token must manage";
  EXPECT_EQ(call(Method::get, "/moderation/queue", site.token("bob", Scope::manage)).status, 403)
      << "so must its member";
  const auto queue = read(call(Method::get, "/moderation/queue", mia));
  ASSERT_EQ(queue.at("items").as_array().size(), 1u);
  const auto& item = queue.at("items").as_array()[0].as_object();
  EXPECT_EQ(item.at("case").at("object").as_string(), std::string_view(post));
  EXPECT_EQ(item.at("case").at("flags").as_array()[0].at("words").as_string(), "Buy now");
}

TEST_F(ApiOfStaff, DecidesOnFlagsOnceAndTakesItBack) {
  call(Method::post, "/posts/" + post + "/flag", bob, R"({"ground":"spam"})");
  const auto path = "/moderation/cases/" + first_waiting("case") + "/decision";
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"hide"})").status, 422) << "with a reason";
  EXPECT_EQ(call(Method::put, path, bob, R"({"decision":"leave"})").status, 403);
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"hide","ground":"spam"})").status, 200);
  EXPECT_EQ(call(Method::get, "/threads/" + thread, bob).status, 404);
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"leave"})").status, 409) << "decided already";
  EXPECT_EQ(read(call(Method::post, "/moderation/undo", mia)).at("undone").as_int64(), 1);
  EXPECT_EQ(call(Method::get, "/threads/" + thread, bob).status, 200);
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"leave"})").status, 200);
  EXPECT_EQ(call(Method::put, "/moderation/cases/4q0tn0g00000/decision", mia, R"({"decision":"leave"})").status, 404);
}

TEST_F(ApiOfStaff, LetsContributionsThroughOrTurnsThemDown) {
  auto& community = site.community();
  community.store().write([&](store::Transaction& t) {
    watch(t, community.timeline(), id, "casino", community::WatchEffect::waits, community::Source::command);
  });
  EXPECT_EQ(call(Method::post, "/threads/" + thread + "/posts", bob, R"({"body":"A casino."})").status, 202);
  const auto path = "/moderation/contributions/" + first_waiting("contribution") + "/decision";
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"hide"})").status, 422);
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"let_through"})").status, 200);
  EXPECT_TRUE(call(Method::get, "/threads/" + thread + "/posts", "").has("A casino."));
  EXPECT_EQ(call(Method::put, path, mia, R"({"decision":"turn_down","ground":"spam"})").status, 409);
}

TEST_F(ApiOfStaff, ShowsGroupsToWhomTheyAreThere) {
  found("Night riders", community::Door::open);
  const auto hidden = found("Moles", community::Door::hidden);
  EXPECT_EQ(read(call(Method::get, "/groups", "")).at("items").as_array().size(), 1u);
  EXPECT_EQ(read(call(Method::get, "/groups", mia)).at("items").as_array().size(), 2u);
  EXPECT_EQ(call(Method::get, "/groups/" + hidden.slug, bob).status, 404);
  EXPECT_EQ(call(Method::get, "/groups/" + hidden.slug + "/members", bob).status, 404);
  EXPECT_EQ(call(Method::get, "/groups/night-riders/members", "").status, 401);
  EXPECT_EQ(read(call(Method::get, "/groups/night-riders", mia)).at("standing").as_string(), "founder");
}

TEST_F(ApiOfStaff, ComesIntoAGroupAndGoesOut) {
  const auto open = found("Night riders", community::Door::open),
             closed = found("By night", community::Door::on_request);
  EXPECT_EQ(call(Method::put, "/groups/" + open.slug + "/membership", bob).status, 200);
  EXPECT_EQ(read(call(Method::get, "/groups/" + open.slug + "/members", bob)).at("items").as_array().size(), 2u);
  const auto first = read(call(Method::get, "/groups/" + open.slug + "/members?limit=1", bob));
  const auto next = std::string(first.at("next").as_string());
  EXPECT_EQ(read(call(Method::get, "/groups/" + open.slug + "/members?limit=1&after=" + next, bob))
                .at("items")
                .as_array()
                .size(),
            1u);
  EXPECT_EQ(read(call(Method::del, "/groups/" + open.slug + "/membership", bob)).at("standing").as_string(), "none");
  EXPECT_EQ(call(Method::del, "/groups/" + open.slug + "/membership", mia).status, 409)
      << "its founder hands it over first";
  EXPECT_EQ(call(Method::put, "/groups/" + closed.slug + "/membership", bob).status, 403);
  EXPECT_EQ(call(Method::put, "/groups/" + open.slug + "/membership", site.token("bob", Scope::read)).status, 403);
}

TEST_F(ApiOfStaff, TakesAFileAsAFormInPartsOnly) {
  EXPECT_TRUE(takes_files("/api/v1/files"));
  const auto refused = site.call(Method::post, "/files", ana, "");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("\"field\":\"file\"")) << refused.body;
  EXPECT_EQ(site.call(Method::post, "/files", "", "").status, 401);
}

TEST_F(ApiOfStaff, GroupsHaveAFeedOfWhatAllMayRead) {
  auto& community = site.community();
  const auto group = found("Night riders", community::Door::open), hidden = found("Moles", community::Door::hidden);
  std::string slugs[2];
  community.store().write([&](store::Transaction& t) {
    const auto known = viewer_of(t, id, now());
    const community::GroupAct act{community.timeline(), known->viewer, now(), community::Source::command};
    community::NewGroupSpace space{.visibility = community::SpaceVisibility::everyone};
    space.name.set(text::Language::en, "Rides");
    slugs[0] = open_group_space(t, act, group, space);
    space.name.set(text::Language::en, "Burrow");
    space.visibility = community::SpaceVisibility::chosen;
    slugs[1] = open_group_space(t, act, group, space);
  });
  community.spaces().reload();
  const auto write = [&](const std::string& slug, const std::string& title) {
    return call(Method::post, "/threads", mia,
                R"({"space":")" + slug + R"(","title":")" + title + R"(","body":"Words"})")
        .status;
  };
  ASSERT_EQ(write(slugs[0], "Sunday ride"), 201);
  ASSERT_EQ(write(slugs[1], "Secret ride"), 201);
  const auto feed = site.ask(Method::get, "/groups/" + group.slug + "/feed.atom");
  EXPECT_EQ(feed.status, 200);
  EXPECT_TRUE(feed.has("Sunday ride"));
  EXPECT_FALSE(feed.has("Secret ride"));
  EXPECT_EQ(site.ask(Method::get, "/groups/" + hidden.slug + "/feed.atom").status, 404);
}

}  // namespace
}  // namespace parvis::app
