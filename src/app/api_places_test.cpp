#include <gtest/gtest.h>

#include <algorithm>

#include "api/api_routes.h"
#include "app/testing/whole_site.h"

namespace parvis::app {
namespace {

using community::Role;
using community::Scope;
using http::Method;

// Every list, so that a new one cannot forget it.
TEST(ApiPlaces, RefuseWhatIsNoNextOfAnyPage) {
  testing::WholeSite site;
  site.add("mia", Role::manager);
  site.add_space("talk", community::SpaceKind::discussion);
  const auto token = site.token("mia", Scope::manage);
  std::vector<std::string> paths;
  for (const auto& call : api::calls()) {
    const std::string path = call.path;
    const bool goes_on = std::ranges::find(call.query, "after", &api::Parameter::name) != call.query.end();
    const bool is_asked_for_more = path == "/search" || path == "/groups";  // words; groups, which are none here
    if (goes_on && call.method == Method::get && path.find('{') == std::string::npos && !is_asked_for_more)
      paths.push_back(path);
  }
  EXPECT_GT(paths.size(), 5u);
  for (const auto* list : {"solved", "active-month", "exchange", "quarters", "shares", "share-visits"}) {
    paths.push_back("/health/lists/" + std::string(list));
  }
  for (const auto& path : paths) {
    const auto reply = site.call(Method::get, path + "?after=x,y", token);
    EXPECT_EQ(reply.status, 400) << path << reply.body;
    EXPECT_TRUE(reply.has("after")) << path << reply.body;
    EXPECT_EQ(site.call(Method::get, path, token).status, 200) << path;
  }
}

}  // namespace
}  // namespace parvis::app
