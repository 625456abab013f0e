#include "core/http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace parvis::http {
namespace {

RouteTable<std::string> some_table() {
  RouteTable<std::string> table;
  table.add(Method::get, "/", "home");
  table.add(Method::get, "/threads/new", "new_thread");
  table.add(Method::get, "/threads/{thread}", "show_thread");
  table.add(Method::post, "/threads/{thread}", "change_thread");
  table.add(Method::get, "/threads/{thread}/posts/{number}", "show_post");
  table.add(Method::del, "/threads/{id}/closure", "reopen");
  table.add(Method::put, "/threads/{thread}/closure", "close");
  table.add(Method::get, "/files/{path:rest}", "file");
  table.add(Method::get, "/files/index", "file_index");
  return table;
}

std::string handler_for(Method method, std::string_view path) {
  static const auto table = some_table();
  const auto found = table.find(method, path);
  return found.route ? found.route->handler : "";
}

TEST(Router, FindsTheHandlerOfAPath) {
  EXPECT_EQ(handler_for(Method::get, "/"), "home");
  EXPECT_EQ(handler_for(Method::get, "/threads/7"), "show_thread");
  EXPECT_EQ(handler_for(Method::post, "/threads/7"), "change_thread");
  EXPECT_EQ(handler_for(Method::head, "/threads/7"), "show_thread");
}

TEST(Router, PrefersALiteralToAParameterAndAParameterToATail) {
  EXPECT_EQ(handler_for(Method::get, "/threads/new"), "new_thread");
  EXPECT_EQ(handler_for(Method::get, "/threads/%6eew"), "new_thread");
  EXPECT_EQ(handler_for(Method::get, "/threads/new/posts/2"), "show_post");
  EXPECT_EQ(handler_for(Method::get, "/files/index"), "file_index");
  EXPECT_EQ(handler_for(Method::get, "/files/index/x"), "file");
}

TEST(Router, DecodesParametersSegmentBySegment) {
  const auto table = some_table();
  const auto post = table.find(Method::get, "/threads/a%2Fb/posts/12");
  EXPECT_EQ(post.parameters.get("thread"), "a/b");
  EXPECT_EQ(post.parameters.get("number"), "12");
  EXPECT_EQ(table.find(Method::get, "/files/a/b%20c").parameters.get("path"), "a/b c");
}

TEST(Router, NamesParametersByTheRouteThatMatched) {
  const auto table = some_table();
  EXPECT_EQ(table.find(Method::del, "/threads/7/closure").parameters.get("id"), "7");
  EXPECT_EQ(table.find(Method::put, "/threads/7/closure").parameters.get("thread"), "7");
}

TEST(Router, SaysWhichMethodsAPathTakes) {
  const auto table = some_table();
  const auto found = table.find(Method::del, "/threads/7");
  EXPECT_EQ(found.kind, RouteTree::Found::Kind::wrong_method);
  EXPECT_EQ(found.allow, "GET, HEAD, POST");
}

TEST(Router, FindsNothingWhereNothingIs) {
  const auto table = some_table();
  for (const char* path : {"", "x", "//", "/threads", "/threads//posts/1", "/threads/7/posts", "/files", "/%2F"}) {
    EXPECT_EQ(table.find(Method::get, path).kind, RouteTree::Found::Kind::not_found) << path;
  }
}

TEST(Router, SendsATrailingSlashToTheAddressWithoutIt) {
  const auto table = some_table();
  const auto found = table.find(Method::get, "/threads/7/");
  EXPECT_EQ(found.kind, RouteTree::Found::Kind::trailing_slash);
  EXPECT_EQ(found.path, "/threads/7");
  EXPECT_EQ(table.find(Method::post, "/threads/7/").kind, RouteTree::Found::Kind::not_found);
  EXPECT_EQ(table.find(Method::get, "//evil.example/").kind, RouteTree::Found::Kind::not_found);
}

TEST(Router, RefusesIllFormedPatterns) {
  RouteTable<int> table;
  table.add(Method::get, "/a/{b}", 1);
  for (const char* pattern : {"", "a", "/a/", "/a//b", "/{", "/{}", "/{a:rest}/b", "/a/{c}"}) {
    EXPECT_THROW(table.add(Method::get, pattern, 2), std::logic_error) << pattern;
  }
}

TEST(Router, CanBeWalked) { EXPECT_EQ(some_table().routes().size(), 9u); }

}  // namespace
}  // namespace parvis::http
