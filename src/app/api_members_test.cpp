// Members for programs: found by name, with their picture and their card.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "app/testing/whole_site.h"
#include "community/members/portrait.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using community::Role;
using community::Scope;
using http::Method;
using testing::Reply;
using testing::WholeSite;

json::object read(const Reply& reply) { return json::parse(reply.body).as_object(); }
std::string text(const json::value& value) { return std::string(value.as_string()); }

const int kPictureSeven = community::pack_face({.picture = 7});

struct ApiMembers : ::testing::Test {
  ApiMembers() {
    site.add("ana");
    site.add("bob");
    site.add("mia", Role::manager);
    mia = site.token("mia", Scope::manage);
  }
  WholeSite site;
  std::string mia;
};

TEST_F(ApiMembers, FindsMembersByNameAndTellsWhereTheirPictureIs) {
  site.community().store().write(
      [&](store::Transaction& t) { t.run("update member set hue = $1 where handle = 'ana'", kPictureSeven); });
  const auto found = read(site.call(Method::get, "/members?q=an", "")).at("items").as_array();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text(found[0].at("handle")), "ana");
  EXPECT_TRUE(text(found[0].at("picture")).ends_with("/faces/7"));
  EXPECT_TRUE(text(read(site.call(Method::get, "/members/ana", "")).at("picture")).ends_with("/faces/7"));
  EXPECT_TRUE(text(read(site.call(Method::get, "/members/ana/card", mia)).at("picture")).ends_with("/faces/7"));
  EXPECT_TRUE(read(site.call(Method::get, "/members/bob", "")).at("picture").is_null());
  EXPECT_TRUE(read(site.call(Method::get, "/members?q=zz", "")).at("items").as_array().empty());
  std::set<std::string> all;
  std::string next;
  do {
    const auto page = read(site.call(Method::get, "/members?limit=2" + (next.empty() ? "" : "&after=" + next), ""));
    for (const auto& one : page.at("items").as_array()) EXPECT_TRUE(all.insert(text(one.at("handle"))).second);
    next = page.at("next").is_null() ? "" : text(page.at("next"));
  } while (!next.empty());
  EXPECT_EQ(all, (std::set<std::string>{"ana", "bob", "mia"}));
}

TEST_F(ApiMembers, SaysNothingOfARhythmWhereThereIsNone) {
  EXPECT_TRUE(read(site.call(Method::get, "/members/bob/card", mia)).at("rhythm").at("state").is_null());
}

}  // namespace
}  // namespace parvis::app
