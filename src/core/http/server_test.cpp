#include "core/http/server.h"

#include <gtest/gtest.h>

#include "core/http/testing/client.h"

namespace parvis::http {
namespace {

using testing::TestServer;

Response echo(Request& request) {
  return text(std::string(method_name(request.method)) + ' ' + request.path + ' ' + request.body);
}

TEST(Server, AnswersARequest) {
  TestServer site(echo);
  const auto reply = site.get("/a%20b?x=1");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "GET /a b ");
  EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
  EXPECT_FALSE(reply.header("Date").empty());
  EXPECT_FALSE(reply.header("X-Request-Id").empty());
}

TEST(Server, KeepsTheConnectionForTheNextRequest) {
  TestServer site(echo);
  auto client = site.client();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.ask("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").body, "POST /p abc");
  }
}

}  // namespace
}  // namespace parvis::http
