// A conversation handed on: from the button to whoever joins by it.
#include <gmock/gmock.h>

#include "community/community.h"
#include "community/health/health_fold.h"
#include "community/sharing/share_visits.h"
#include "core/jobs/jobs.h"
#include "forum/testing/forum_site.h"

namespace parvis::forum::testing {
namespace {

using community::Verb;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr store::Sql kVisits{"select coalesce(sum(visits), 0) from share"};
constexpr store::Sql kDays{"select coalesce(sum(visits), 0) from share_visit"};
constexpr store::Sql kCame{"select count(*) from shared_member where came_at is not null"};
constexpr store::Sql kBrought{"select coalesce(sum(acts), 0) from health_act where kind = 21"};

struct Shared : ForumSite {
  Shared() : thread(ForumSite::thread("ana", "talk", "Brakes", "They squeal.")) {
    community::keep_share_visits(community());
    EXPECT_EQ(as("ana").post("/threads/" + thread + "/share", {}).location, "/threads/" + thread + "/share");
    path = "/s/" + id_text(community().store().read(
                       [](store::Reader& reader) { return *reader.one<std::int64_t>("select id from share"); }));
  }
  // As a browser opens it in front of somebody, or as a program fetches it.
  Answer open(const std::string& from, const std::string& dest = "document") {
    http::Request request;
    request.method = http::Method::get;
    request.target = request.path = path;
    request.remote_address = from;
    if (!dest.empty()) request.headers.add("sec-fetch-dest", dest);
    return answer(request);
  }
  Answer answer_of(const std::string& target) { return Browser(*this).get(target); }
  void settle() { community().jobs().run_due(); }
  // Joins from this page and confirms.
  void join_from(const std::string& place) {
    Browser visitor(*this);
    const auto page = visitor.get(place);
    const auto at = page.body.find("href=\"/join?return_to=");
    ASSERT_NE(at, std::string::npos);
    const auto begin = at + 6;
    const auto door = page.body.substr(begin, page.body.find('"', begin) - begin);
    visitor.get(door);
    visitor.post("/join", {{"name", "Zoé"},
                           {"email", "zoe@example.org"},
                           {"handle", "zoe"},
                           {"password", "deux roues bleues"},
                           {"charter", "1"},
                           {"return_to", http::percent_decode(door.substr(door.find('=') + 1))}});
    const auto letter = "/confirmation/" + last_token("/confirmation/");
    visitor.get(letter);
    visitor.post(letter, {});
  }
  std::string thread, path;
};

TEST(SharePages, GiveEachMemberOneAddressOfAConversation) {
  Shared site;
  site.as("ana").post("/threads/" + site.thread + "/share", {});
  EXPECT_EQ(site.count("select count(*) from share"), 1);
  EXPECT_THAT(site.last_verbs(1), ElementsAre(Verb::shared)) << "told once";
  EXPECT_TRUE(site.as("ana").get("/threads/" + site.thread + "/share").has(site.path + "\""));
  EXPECT_FALSE(site.as("ben").get("/threads/" + site.thread + "/share").has(site.path + "\"")) << "somebody else's";
}

TEST(SharePages, HandNothingOnThatVisitorsMayNotRead) {
  ForumSite site;
  const auto hidden = site.thread("ana", "workshop", "Secret chain", "Words.");
  EXPECT_EQ(site.as("ana").get("/threads/" + hidden + "/share").status, 403);
  EXPECT_EQ(site.as("ana").post("/threads/" + hidden + "/share", {}).status, 403);
  EXPECT_FALSE(site.as("ana").get("/threads/" + hidden + "/secret-chain").has("/share\""));
}

TEST(SharePages, CountWhoComesAndNoProgramAndNobodyTwice) {
  Shared site;
  EXPECT_THAT(site.open("192.0.2.7").location, HasSubstr("/threads/" + site.thread + "/brakes?via="));
  site.open("192.0.2.7");
  site.open("192.0.2.8");
  site.open("192.0.2.9", "");
  site.open("192.0.2.10", "empty");
  site.settle();
  EXPECT_EQ(site.count(kVisits), 2);
  EXPECT_EQ(site.count(kDays), 2);
  EXPECT_TRUE(site.as("ana").get("/threads/" + site.thread + "/share").has("2 visits came by it."));
}

TEST(SharePages, ForgetWhoCameAfterSomeHours) {
  Shared site;
  FrozenClock clock(now());
  site.open("192.0.2.7");
  clock.set(now() + 5 * kHour);
  site.open("192.0.2.7");
  clock.set(now() + 2 * kHour);
  site.open("192.0.2.7");
  site.settle();
  EXPECT_EQ(site.count(kVisits), 2);
}

TEST(SharePages, LeadWhereTheConversationWentAndNowhereElse) {
  Shared site;
  const auto other = site.ForumSite::thread("ben", "talk", "Older brakes", "They squeal too.");
  auto& lea = site.as("lea");
  lea.get("/threads/" + other + "/merge?with=" + site.thread);
  EXPECT_EQ(lea.post("/threads/" + other + "/merge", {{"with", site.thread}, {"sure", "yes"}}).status, 303);
  const auto led = site.open("192.0.2.6").location;
  EXPECT_EQ(site.answer_of(led).status, 200) << led;
  site.as("max").post("/threads/" + site.thread + "/deletion", {{"sure", "yes"}});
  EXPECT_EQ(site.open("192.0.2.7").status, 404);
  site.path = "/s/nothing";
  EXPECT_EQ(site.open("192.0.2.7").status, 404);
}

TEST(SharePages, TellByWhomSomebodyCame) {
  Shared site;
  site.join_from(site.open("192.0.2.7").location);
  EXPECT_EQ(site.count(kCame), 1);
  EXPECT_EQ(site.count("select count(*) from activity where verb = 127 and counterpart = (select member from share)"),
            1);
  EXPECT_TRUE(site.as("ana").get("/threads/" + site.thread + "/share").has("1 person joined."));
  community::health::fold_health(site.community().store(), text::TimeZone::of("UTC"));
  EXPECT_EQ(site.count(kBrought), 1);
}

TEST(SharePages, TellNothingOfWhoJoinsOtherwise) {
  Shared site;
  site.join_from("/threads/" + site.thread + "/brakes");
  EXPECT_EQ(site.count("select count(*) from member where handle = 'zoe' and status = 1"), 1);
  EXPECT_EQ(site.count(kCame), 0);
}

}  // namespace
}  // namespace parvis::forum::testing
