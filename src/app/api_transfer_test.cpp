#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "app/testing/whole_site.h"

namespace parvis::app {
namespace {

namespace json = boost::json;
using community::Role;
using community::Scope;
using community::SpaceKind;
using http::Method;
using testing::Reply;
using testing::WholeSite;

json::object read(const Reply& reply) { return json::parse(reply.body).as_object(); }
std::string text(const json::value& value) { return std::string(value.as_string()); }

struct ApiTransfers : ::testing::Test {
  ApiTransfers() {
    site.add("ana");
    site.add("mia", Role::manager);
    site.add_space("talk", SpaceKind::discussion);
    ana = site.token("ana", Scope::write);
    mia = site.token("mia", Scope::manage);
    thread = text(
        read(site.call(Method::post, "/threads", ana, R"({"space":"talk","title":"A thread","body":"One"})")).at("id"));
    post = text(read(site.call(Method::post, "/threads/" + thread + "/posts", ana, R"({"body":"Two"})")).at("id"));
  }
  Reply split(const std::string& token, const std::string& title) {
    return site.call(Method::post, "/threads/" + thread + "/split", token,
                     R"({"posts":[")" + post + R"("],"title":")" + title + R"(","space":"talk"})");
  }
  WholeSite site;
  std::string ana, mia, thread, post;
};

TEST_F(ApiTransfers, SplitAndMergeAndLeadOn) {
  EXPECT_EQ(split(ana, "Another").status, 403);
  const auto wrong = split(mia, "");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.has("\"field\":\"title\"")) << wrong.body;
  const auto made = split(mia, "Another");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto other = text(read(made).at("id"));
  EXPECT_EQ(text(read(site.call(Method::get, "/posts/" + post, ana)).at("thread")), other);
  const auto merged = site.call(Method::post, "/threads/" + other + "/merge", mia, R"({"with":")" + thread + "\"}");
  ASSERT_EQ(merged.status, 200) << merged.body;
  EXPECT_EQ(text(read(merged).at("id")), thread);
  EXPECT_EQ(read(merged).at("posts").as_int64(), 2);
  EXPECT_EQ(site.call(Method::get, "/threads/" + other, ana).status, 303);
  EXPECT_EQ(site.call(Method::get, "/threads/" + other + "/posts", ana).status, 303);
  EXPECT_EQ(site.call(Method::post, "/threads/" + thread + "/merge", mia, R"({"with":"nothing"})").status, 422);
}

}  // namespace
}  // namespace parvis::app
