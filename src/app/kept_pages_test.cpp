#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "app/testing/whole_site.h"
#include "app/wiring.h"
#include "community/members/account.h"
#include "community/sharing/share.h"

namespace parvis::app {
namespace {

using community::Activity;
using community::SpaceKind;
using community::SpaceVisibility;
using community::Verb;
using http::Method;
using testing::Reply;
using testing::WholeSite;

// Ana asks, Bob answers; both have pages that name the thread.
class KeptAnswers : public ::testing::Test {
 protected:
  KeptAnswers() {
    for (const auto* name : {"ana", "bob"}) site.add(name);
    talk = site.add_space("talk", SpaceKind::discussion);
    const auto ana = site.token("ana", community::Scope::write);
    const auto bob = site.token("bob", community::Scope::write);
    const auto opened = site.call(Method::post, "/threads", ana, R"({"space":"talk","title":"Canary","body":"Words"})");
    thread = id_in(opened);
    site.call(Method::post, "/threads/" + id_text(thread) + "/posts", bob, R"({"body":"An answer"})");
  }
  static community::ThreadId id_in(const Reply& reply) {
    const auto at = reply.body.find("\"id\":\"") + 6;
    return {parse_id(reply.body.substr(at, reply.body.find('"', at) - at)).value_or(0)};
  }
  // Does this act take the kept answer out of the cache?
  bool forgotten(const Reply& reply, Verb verb) const {
    const Activity activity{.verb = verb, .space = talk, .thread = thread};
    return std::ranges::any_of(stale_tags(activity),
                               [&](const auto& tag) { return std::ranges::count(reply.kept_under, tag) > 0; });
  }
  Reply get(const std::string& path) { return site.ask(Method::get, path); }

  WholeSite site;
  community::SpaceId talk;
  community::ThreadId thread;
};

TEST_F(KeptAnswers, OfEverybodyWhoWroteAreForgottenWithTheThread) {
  for (const auto* path : {"/members/bob", "/members/bob/feed.atom", "/members/ana", "/members/ana/feed.atom"}) {
    const auto page = get(path);
    ASSERT_TRUE(page.has("Canary")) << path;
    for (const auto verb : {Verb::thread_moved, Verb::thread_deleted, Verb::thread_retitled}) {
      EXPECT_TRUE(forgotten(page, verb)) << path;
    }
    EXPECT_FALSE(forgotten(page, Verb::replied)) << path << " is not made anew for each reply of another";
  }
}

TEST_F(KeptAnswers, StandUnderAnAddressThatWasHandedOnAndUnderNoneThatNobodyMade) {
  const auto place = "/threads/" + id_text(thread);
  const auto bob = site.token("bob", community::Scope::write);
  ASSERT_EQ(site.call(Method::put, place + "/share", bob).status, 200);
  const auto share = site.community().store().read([](store::Reader& reader) {
    return id_text(reader.one<community::ShareId>(store::Sql{"select id from share"}).value());
  });
  EXPECT_FALSE(get(place + "/canary?via=" + share).kept_under.empty());
  auto written_otherwise = share;
  std::ranges::transform(share, written_otherwise.begin(), [](unsigned char c) { return std::toupper(c); });
  for (const auto& other : {"?via=" + id_text(thread), std::string("?via=x"), std::string("?via="),
                            "?via=" + share + "&via=" + share, "?via=" + written_otherwise, "?by=" + share}) {
    const auto page = get(place + "/canary" + other);
    EXPECT_TRUE(page.has("Canary")) << other;
    EXPECT_TRUE(page.kept_under.empty()) << other;
  }
}

TEST_F(KeptAnswers, OfThreadsBesideItAreForgottenWithTheThread) {
  const auto ana = site.token("ana", community::Scope::write);
  const auto beside =
      id_in(site.call(Method::post, "/threads", ana, R"({"space":"talk","title":"Beside","body":"Words"})"));
  site.relate(beside, thread);
  const auto page = get("/threads/" + id_text(beside) + "/beside");
  ASSERT_TRUE(page.has("Canary"));
  EXPECT_TRUE(forgotten(page, Verb::thread_moved));
  EXPECT_TRUE(forgotten(page, Verb::thread_deleted));
  EXPECT_FALSE(forgotten(page, Verb::replied));
}

TEST_F(KeptAnswers, AreForgottenForWhatShowsOnThemOnly) {
  auto& community = site.community();
  std::vector<Activity> seen;
  community.timeline().subscribe([&](const Activity& activity) { seen.push_back(activity); });
  const auto ana = site.add("ann");
  const auto everywhere = [&] { return seen.empty() ? false : reach_of(seen.back()) == community::Reach::everywhere; };
  const auto change = [&](const community::Profile& profile) {
    seen.clear();
    community.store().write([&](store::Transaction& t) { change_profile(t, community.timeline(), ana, profile); });
  };
  change({.display_name = "Ana"});
  EXPECT_TRUE(everywhere());
  change({.display_name = "Ana"});
  EXPECT_TRUE(seen.empty()) << "nothing changed";
  change({.display_name = "Ana", .place = "Lyon"});
  EXPECT_FALSE(everywhere());
  EXPECT_THAT(stale_tags(seen.at(0)),
              ::testing::IsSupersetOf(std::vector<std::string>{"members", "member:" + id_text(ana)}));
  community.store().write(
      [&](store::Transaction& t) { change_preferences(t, community.timeline(), ana, "fr", "Europe/Paris"); });
  EXPECT_FALSE(everywhere());
  EXPECT_THAT(stale_tags(seen.back()), ::testing::ElementsAre("member:" + id_text(ana)));
}

}  // namespace
}  // namespace parvis::app
