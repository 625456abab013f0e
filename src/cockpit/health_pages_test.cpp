#include "cockpit/health_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cockpit/leader_pages.h"
#include "community/accounts/testing/account_site.h"
#include "community/health/figure_kinds.h"
#include "community/health/health_job.h"
#include "community/health/health_lists.h"
#include "community/health/health_report.h"
#include "community/members/viewer_of.h"
#include "community/returns/page_views.h"
#include "community/sharing/share.h"
#include "community/sharing/share_visits.h"
#include "community/threads/post.h"
#include "community/threads/thread.h"
#include "community/threads/thread_deletion.h"

namespace parvis::cockpit {
namespace {

using namespace community;
using community::testing::AccountSite;
using community::testing::Browser;
using http::Method;
using ::testing::HasSubstr;

class HealthPages : public ::testing::Test {
 protected:
  HealthPages() {
    auto& routes = site.routes();
    routes.add(Method::get, "/cockpit/health", show_community_health);
    routes.add(Method::get, "/cockpit/health/lists/{list}", show_health_list);
    routes.add(Method::get, "/cockpit/health/network", show_network);
    routes.add(Method::get, "/cockpit/health/network/{handle}", show_exchanges);
    routes.add(Method::get, "/cockpit/leaders", show_leaders);
    routes.add(Method::get, "/cockpit/leaders/{handle}", show_leader);
    routes.add(Method::post, "/cockpit/leaders/{handle}/score", correct_score);
    routes.add(Method::post, "/cockpit/leaders/{handle}/circle", change_circle);
    for (const auto* name : {"ana", "ben"}) ids[name] = site.add(name);
    ids["max"] = site.add("max", Role::manager);
    NewSpace made{.slug = "questions", .kind = SpaceKind::questions};
    made.name.set(text::Language::en, "Questions");
    auto& community = site.community();
    space = community.store().write([&](store::Transaction& transaction) {
      return create_space(transaction, community.timeline(), made, {}, now(), Source::command);
    });
    community.spaces().reload();
    browser.sign_in("max");
  }

  template <class Rule>
  auto as(const std::string& name, const Rule& rule) {
    auto& community = site.community();
    const auto viewer =
        community.store().read([&](store::Reader& reader) { return viewer_of(reader, ids[name], now())->viewer; });
    const auto spaces = community.spaces().list();
    return community.store().write([&](store::Transaction& transaction) {
      return rule(transaction, Act{.timeline = community.timeline(), .actor = viewer, .spaces = *spaces, .at = now()},
                  *spaces);
    });
  }

  ThreadId ask(const std::string& name, const std::string& title) {
    return as(name, [&](store::Transaction& t, const Act& act, const SpaceList& spaces) {
      const auto composed =
          compose_thread(t, act.actor, spaces, {space, title, "They squeal.", {}}, text::Language::en);
      return open_thread(t, act, *composed).thread;
    });
  }

  void answer(const std::string& name, ThreadId thread) {
    as(name, [&](store::Transaction& t, const Act& act, const SpaceList&) {
      return reply(t, act, {thread, {}}, *compose_post(t, "Clean the rims.", text::Language::en));
    });
  }

  void settle() { health::settle_health(site.community().store(), now()); }

  AccountSite site;
  std::map<std::string, MemberId> ids;
  SpaceId space;
  Browser browser{site};
};

TEST_F(HealthPages, SayThatNothingIsCountedYet) {
  const auto page = browser.get("/cockpit/health");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("being counted for the first time"));
  EXPECT_EQ(browser.get("/cockpit/health/network").status, 200);
}

TEST_F(HealthPages, SayWhatToDoFirstWhereNobodyEverTookPart) {
  settle();
  const auto page = browser.get("/cockpit/health");
  EXPECT_THAT(page.body, HasSubstr("Nobody has taken part yet."));
  EXPECT_THAT(page.body, HasSubstr("href=\"/invitations\""));
  EXPECT_FALSE(page.has("class=\"figures\"")) << "dozens of figures of nothing";
}

TEST_F(HealthPages, SayInEachChapterWhatItsFiguresTell) {
  answer("ben", ask("ana", "Squealing brakes"));
  settle();
  const auto page = browser.get("/cockpit/health");
  for (const auto* sentence :
       {"In 28 days 2 took part for the first time, 0 stayed from the 28 days before, 0 came back after a silence.",
        "Members turned to one another 1 time in 28 days; the ten busiest did 100% of all that was done.",
        "half of the first answers came within 0 min; 100% of them were from members.",
        "100% of those who exchange are linked to one another; when one turns to another, in 0% of cases",
        "Members wrote 100% of all that was said in 28 days; 0 of their answers were accepted."}) {
    EXPECT_THAT(page.body, HasSubstr(sentence));
  }
}

TEST_F(HealthPages, DrawTheThreeLevelsAndSayTheSameInATable) {
  answer("ben", ask("ana", "Squealing brakes"));
  settle();
  const auto page = browser.get("/cockpit/health");
  EXPECT_THAT(page.body, HasSubstr("<th scope=\"col\">Communing</th><th scope=\"col\">Level reached</th>"));
  EXPECT_THAT(page.body, HasSubstr("<td>0%</td><td>0%</td><td>100%</td><td>communing</td>"));
  EXPECT_THAT(page.body, HasSubstr("fill=\"url(#share-2)\""));
  EXPECT_THAT(page.body, HasSubstr(", Communing: 100%</title>"));
  EXPECT_THAT(page.body, ::testing::Not(HasSubstr(", Conversing: 0%</title>"))) << "nothing of nothing";
}

TEST_F(HealthPages, ShowEveryFigureWithItsDefinition) {
  answer("ben", ask("ana", "Squealing brakes"));
  settle();
  const auto page = browser.get("/cockpit/health");
  for (const auto& kind : health::figure_kinds()) {
    EXPECT_THAT(page.body, HasSubstr(text::tr(text::Language::en, kind.title))) << kind.name;
    if (!kind.list.empty() && kind.name == "active_month") {
      EXPECT_THAT(page.body, HasSubstr("/cockpit/health/lists/active-month"));
    }
  }
  EXPECT_THAT(page.body, HasSubstr("2 members took part in the last 28 days, 2 more than in the 28 days before."));
  EXPECT_THAT(page.body, HasSubstr("Level reached: communing"));
}

TEST_F(HealthPages, OpenEachFigureOntoWhatItCounts) {
  const auto answered = ask("ana", "Squealing brakes");
  answer("ben", answered);
  ask("ana", "A loose saddle");
  settle();
  EXPECT_THAT(browser.get("/cockpit/health/lists/unanswered").body, HasSubstr("A loose saddle"));
  EXPECT_FALSE(browser.get("/cockpit/health/lists/unanswered").has("Squealing brakes"));
  EXPECT_THAT(browser.get("/cockpit/health/lists/answered").body, HasSubstr("Squealing brakes"));
  EXPECT_THAT(browser.get("/cockpit/health/lists/exchange").body, HasSubstr("Squealing brakes"));
  const auto active = browser.get("/cockpit/health/lists/active-month");
  EXPECT_TRUE(active.has("ana") && active.has("ben"));
  EXPECT_FALSE(browser.get("/cockpit/health/lists/active-day").has(">ben<")) << "yesterday is another day";
  for (const auto& kind : health::figure_kinds()) {
    if (kind.list.empty() || kind.list == "network") continue;
    EXPECT_EQ(browser.get("/cockpit/health/lists/" + std::string(kind.list)).status, 200) << kind.list;
  }
  EXPECT_EQ(browser.get("/cockpit/health/lists/nobody").status, 404);
  EXPECT_EQ(browser.get("/cockpit/health/lists/quarter-1").status, 200);
}

TEST_F(HealthPages, ListTheSharesByWhichMostCame) {
  const auto stays = ask("ana", "Squealing brakes"), goes = ask("ana", "A loose saddle");
  const auto share = [&](ThreadId thread, std::int64_t visits) {
    as("ben", [&](store::Transaction& t, const Act& act, const SpaceList&) {
      const auto id = share_thread(t, act, thread);
      add_share_visits(t, id, day_of(now(), text::TimeZone::of("UTC")), visits);
      return id.value;
    });
  };
  share(stays, 1);
  share(goes, 7);
  as("ana", [&](store::Transaction& t, const Act& act, const SpaceList&) {
    delete_thread(t, act, goes);
    return 0;
  });
  settle();
  const auto page = browser.get("/cockpit/health/lists/share-visits");
  const auto most = page.body.find("7 visits"), least = page.body.find("1 visit<");
  ASSERT_NE(most, std::string::npos) << page.body;
  ASSERT_NE(least, std::string::npos);
  EXPECT_LT(most, least);
  EXPECT_TRUE(page.has("A loose saddle</span><span class=\"quiet\"> (taken away since)"));
  EXPECT_TRUE(page.has("href=\"/threads/" + id_text(stays)));
}

TEST_F(HealthPages, SayOfASharedConversationThatItWasTakenAwaySince) {
  const auto stays = ask("ana", "Squealing brakes"), goes = ask("ana", "A loose saddle");
  for (const auto thread : {stays, goes}) {
    as("ben",
       [&](store::Transaction& t, const Act& act, const SpaceList&) { return share_thread(t, act, thread).value; });
  }
  as("ana", [&](store::Transaction& t, const Act& act, const SpaceList&) {
    delete_thread(t, act, goes);
    return 0;
  });
  settle();
  const auto report = site.community().store().read(health::health_report);
  EXPECT_EQ(report.of("shares").value, 2);
  const auto page = browser.get("/cockpit/health/lists/shares");
  EXPECT_TRUE(page.has("href=\"/threads/" + id_text(stays))) << page.body;
  EXPECT_TRUE(page.has("A loose saddle</span><span class=\"quiet\"> (taken away since)")) << page.body;
  EXPECT_FALSE(page.has("href=\"/threads/" + id_text(goes))) << "there is nothing to open";
  EXPECT_TRUE(browser.get("/cockpit/health/lists/share-visits").has("Nobody and nothing is counted here."));
}

TEST_F(HealthPages, ListAsManyExchangesAsTheyCount) {
  const auto thread = ask("ana", "Squealing brakes");
  answer("ben", thread);
  site.community().store().write([&](store::Transaction& t) {  // to himself, as an import says it
    site.community().timeline().record(
        t, {.at = now(), .actor = ids["ben"], .verb = Verb::commented, .thread = thread, .counterpart = ids["ben"]});
  });
  settle();
  EXPECT_THAT(browser.get("/cockpit/health").body, HasSubstr("Members turned to one another 1 time in 28 days"));
  const auto page =
      site.community().store().read([](store::Reader& reader) { return health::list_page(reader, "exchange", ""); });
  ASSERT_TRUE(page);
  EXPECT_EQ(std::get<std::vector<health::ListedAct>>(page->rows).size(), 1u);
}

TEST_F(HealthPages, DrawWhoExchangesWithWhomAsLinks) {
  answer("ben", ask("ana", "Squealing brakes"));
  settle();
  const auto picture = browser.get("/cockpit/health/network");
  EXPECT_THAT(picture.body, HasSubstr("<svg"));
  EXPECT_THAT(picture.body, HasSubstr("href=\"/cockpit/health/network/ben\""));
  const auto ben = browser.get("/cockpit/health/network/ben");
  EXPECT_THAT(ben.body, HasSubstr("From ben to them"));
  EXPECT_THAT(ben.body, HasSubstr("href=\"/cockpit/health/network/ana\""));
  EXPECT_THAT(ben.body, HasSubstr("<a href=\"/cockpit/members/ben/acts?kind=exchange&amp;from="));
  EXPECT_THAT(ben.body, HasSubstr("&amp;with=ana\">1</a>")) << "his answer, to be read";
  EXPECT_THAT(browser.get("/cockpit/health/lists/top-ten").body, HasSubstr("1 act in 28 days"));
  EXPECT_EQ(browser.get("/cockpit/health/network/nobody").status, 404);
}

TEST_F(HealthPages, LetAScoreBeCorrectedWithANote) {
  answer("ben", ask("ana", "Squealing brakes"));
  settle();
  EXPECT_THAT(browser.get("/cockpit/leaders").body, HasSubstr("The first circle"));
  EXPECT_THAT(browser.get("/cockpit/leaders/ana").body, HasSubstr("Correct a score"));
  const auto refused =
      browser.post("/cockpit/leaders/ana/score", {{"criterion", "known"}, {"score", "9"}, {"note", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Choose one of the scores."));
  for (const auto* criterion : {"charismatic", "known", "recognised", "available"}) {
    browser.get("/cockpit/leaders/ana");
    const auto done = browser.post("/cockpit/leaders/ana/score",
                                   {{"criterion", criterion}, {"score", "3"}, {"note", "Knows <b>everybody</b>."}});
    EXPECT_EQ(done.location, "/cockpit/leaders/ana");
  }
  const auto ana = browser.get("/cockpit/leaders/ana");
  EXPECT_THAT(ana.body, HasSubstr("12 of 12: this member leads."));
  EXPECT_THAT(ana.body, HasSubstr("3 of 3"));
  EXPECT_THAT(ana.body, HasSubstr("1 member they exchanged with, in 52 weeks."));
  EXPECT_THAT(browser.get("/cockpit/leaders").body, HasSubstr("2 members lead, asked or not."));
  EXPECT_THAT(ana.body, HasSubstr("Knows &lt;b&gt;everybody&lt;/b&gt;."));
  EXPECT_THAT(browser.get("/cockpit/leaders").body, HasSubstr("href=\"/cockpit/leaders/ana\""));
  browser.get("/cockpit/leaders/ana");
  browser.post("/cockpit/leaders/ana/circle", {{"seat", "take"}});
  EXPECT_THAT(browser.get("/cockpit/leaders").body, HasSubstr("1 seat of 25 taken."));
}

TEST_F(HealthPages, CarryNoMarkupThatAMemberChose) {
  const auto thread = ask("ana", "<script>alert(1)</script> brakes");
  answer("ben", thread);
  settle();
  for (const auto* path : {"/cockpit/health/lists/answered", "/cockpit/health/lists/exchange"}) {
    const auto page = browser.get(path);
    EXPECT_FALSE(page.has("<script>alert")) << path;
    EXPECT_TRUE(page.has("&lt;script&gt;")) << path;
  }
}

}  // namespace
}  // namespace parvis::cockpit
