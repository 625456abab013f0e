#include "app/readiness.h"

#include <gtest/gtest.h>

#include "app/testing/whole_site.h"
#include "core/http/request.h"

namespace parvis::app {
namespace {

using http::Method;
using testing::WholeSite;

TEST(Readiness, IsToldWhenNothingStandsInTheWay) {
  WholeSite site;
  const auto reply = site.ask(Method::get, "/ready");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "ready\n");
  EXPECT_EQ(reply.header("Cache-Control"), "no-store");
}

TEST(Readiness, EndsBeforeTheProgramDoes) {
  WholeSite site;
  announce_end();
  const auto reply = site.ask(Method::get, "/ready");
  take_back_end();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body, "not ready: the program is about to end\n");
  EXPECT_EQ(site.ask(Method::get, "/ready").status, 200);
}

// Put right again: over PostgreSQL the tables go on to the next test.
void change(WholeSite& site, const store::Sql& sql) {
  site.community().store().write([&](store::Transaction& t) { t.run(sql); });
}

TEST(Readiness, IsRefusedWithTablesOfAnotherVersion) {
  WholeSite site;
  change(site, "insert into schema_version(version, name, applied_at) values (9999, 'later', 0)");
  const auto reply = site.ask(Method::get, "/ready");
  change(site, "delete from schema_version where version = 9999");
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("another version")) << reply.body;
}

TEST(Readiness, IsRefusedWhenTheDatabaseDoesNotAnswer) {
  WholeSite site;
  change(site, "alter table schema_version rename to versions_elsewhere");
  const auto reply = site.ask(Method::get, "/ready");
  const auto health = site.ask(Method::get, "/health");
  change(site, "alter table versions_elsewhere rename to schema_version");
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("does not answer")) << reply.body;
  EXPECT_EQ(health.status, 200) << "the process lives";
}

}  // namespace
}  // namespace parvis::app
