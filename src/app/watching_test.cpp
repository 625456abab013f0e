// What those who run a community see of it: metrics for who has the token, and slow requests in the log.
#include <gtest/gtest.h>

#include "app/figures.h"
#include "app/testing/whole_site.h"
#include "core/log/log.h"

namespace parvis::app {
namespace {

using http::Method;
using testing::WholeSite;

config::Settings watched() {
  config::Settings settings;
  settings.watch.token = Secret("look-here");
  return settings;
}

TEST(Watching, ShowsMetricsToWhoSendsTheToken) {
  WholeSite site(watched());
  add_figures(site.community());
  site.ask(Method::get, "/charter");
  const auto reply = site.ask(Method::get, "/metrics", "", {{"authorization", "Bearer look-here"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_TRUE(reply.has(R"(parvis_answers_total{method="GET",route="/charter",status="200"} 1)"));
  for (const char* name : {"\nparvis_store_writes_total ", "\nparvis_jobs_waiting ", "\nparvis_search_waiting ",
                           "\nparvis_page_cache_bytes ", "\nprocess_resident_memory_bytes "}) {
    EXPECT_TRUE(reply.has(name)) << name;
  }
}

TEST(Watching, HidesMetricsFromEverybodyElse) {
  WholeSite site(watched());
  EXPECT_EQ(site.ask(Method::get, "/metrics").status, 404);
  EXPECT_EQ(site.ask(Method::get, "/metrics", "", {{"authorization", "Bearer look-there"}}).status, 404);
  WholeSite unwatched;
  EXPECT_EQ(unwatched.ask(Method::get, "/metrics", "", {{"authorization", "Bearer "}}).status, 404);
}

TEST(Watching, PathsAreNotLabels) {
  WholeSite site(watched());
  site.ask(Method::get, "/members/somebody-unknown");
  site.ask(Method::get, "/no-such-page");
  const auto reply = site.ask(Method::get, "/metrics", "", {{"authorization", "Bearer look-here"}});
  EXPECT_FALSE(reply.has("somebody-unknown"));
  EXPECT_FALSE(reply.has("no-such-page"));
  EXPECT_TRUE(reply.has(R"x(route="(none)",status="404")x"));
}

TEST(Watching, LogsASlowRequestWithItsQueries) {
  auto settings = watched();
  settings.watch.slow = std::chrono::milliseconds(0);  // everything is
  WholeSite site(settings);
  const log::Capture capture;
  site.ask(Method::get, "/members");
  EXPECT_TRUE(capture.has("A request was slow"));
  EXPECT_TRUE(capture.has("route=/members"));
  EXPECT_TRUE(capture.has("queries="));
}

TEST(Watching, SaysNothingOfAQuickOne) {
  auto settings = watched();
  settings.watch.slow = std::chrono::hours(1);
  WholeSite site(settings);
  const log::Capture capture;
  site.ask(Method::get, "/members");
  EXPECT_FALSE(capture.has("slow"));
}

}  // namespace
}  // namespace parvis::app
