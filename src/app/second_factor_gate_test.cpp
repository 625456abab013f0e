// Where the community asks a second factor of a role, its holders are led to set it up before anything else.
#include <gtest/gtest.h>

#include "app/routes.h"
#include "app/testing/whole_site.h"
#include "community/arriving/arriving_rules.h"
#include "community/members/second_factor.h"
#include "community/members/session.h"

namespace parvis::app {
namespace {

using community::MemberId;
using community::Role;
using http::Method;
using testing::Reply;
using testing::WholeSite;

struct Gate {
  Gate() : lea(site.add("lea", Role::leader)), zoe(site.add("zoe")) {
    auto& community = site.community();
    community.store().write([&](store::Transaction& t) {
      save_arriving(t, community.timeline(), lea, {.second_factor_from = Role::leader});
    });
  }
  Reply get(MemberId member, const std::string& path, const WholeSite::Headers& more = {}) {
    auto& community = site.community();
    const auto token = community.store().write([&](store::Transaction& t) {
      return open_session(t, community.timeline(), member, {"192.0.2.7", "test"});
    });
    WholeSite::Headers headers{{"cookie", "parvis=" + token + "; __Host-parvis=" + token}};
    headers.insert(headers.end(), more.begin(), more.end());
    return site.ask(Method::get, path, "", headers);
  }

  WholeSite site;
  MemberId lea, zoe;
};

TEST(SecondFactorGate, StandsBeforeEveryPageOfWhoMustHaveOne) {
  Gate gate;
  for (const auto* path : {"/", "/members", "/account", "/notifications"}) {
    const auto reply = gate.get(gate.lea, path);
    EXPECT_EQ(reply.status, 303) << path;
    EXPECT_EQ(reply.header("Location"), "/account/second-factor") << path;
    EXPECT_EQ(gate.get(gate.zoe, path).status, 200) << path << ": a member need not";
  }
  EXPECT_EQ(gate.get(gate.lea, "/account/second-factor").status, 200);
  EXPECT_EQ(gate.get(gate.lea, "/live").status, 204) << "no event reaches them either";
  EXPECT_EQ(gate.get(gate.lea, "/members", {{"accept", "application/json"}}).status, 403);
}

TEST(SecondFactorGate, StandsBeforeTheirPrograms) {
  Gate gate;
  const auto own = gate.site.personal_token(gate.lea, community::Scope::write);
  const auto refused = gate.site.call(Method::get, "/members/zoe", own);
  EXPECT_EQ(refused.status, 403);
  EXPECT_TRUE(refused.has("second factor")) << refused.body;
  EXPECT_EQ(
      gate.site.call(Method::get, "/members/zoe", gate.site.personal_token(gate.zoe, community::Scope::read)).status,
      200);
  EXPECT_EQ(gate.site.call(Method::get, "/members/zoe", gate.site.token("lea", community::Scope::read)).status, 200)
      << "a service token was given on the machine itself";
}

TEST(SecondFactorGate, OpensOnceThereIsOne) {
  Gate gate;
  auto& community = gate.site.community();
  community.store().write([&](store::Transaction& t) {
    set_second_factor(t, {community.timeline(), {}}, gate.lea, "GEZDGNBVGY3TQOJQ", 1);
  });
  EXPECT_EQ(gate.get(gate.lea, "/members").status, 200);
}

}  // namespace
}  // namespace parvis::app
