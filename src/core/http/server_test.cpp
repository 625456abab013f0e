#include "core/http/server.h"

#include <gtest/gtest.h>

#include "core/assets/assets.h"
#include "core/errors.h"
#include "core/http/testing/client.h"

namespace parvis::http {
namespace {

using testing::Client;
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
  EXPECT_EQ(reply.header("Connection"), "");
}

TEST(Server, TellsTheHandlerWhoAsks) {
  TestServer site(
      [](Request& request) { return text(request.remote_address + ' ' + request.host + ' ' + request.id); });
  const auto reply = site.get("/");
  EXPECT_EQ(reply.body, "127.0.0.1 square.example " + reply.header("X-Request-Id"));
}

TEST(Server, KeepsTheConnectionForTheNextRequest) {
  TestServer site(echo);
  auto client = site.client();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.ask("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").body, "POST /p abc");
  }
  const auto last = client.ask("GET /l HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(last.header("Connection"), "close");
  EXPECT_EQ(client.read_all(), "");
}

TEST(Server, AnswersTheOldVersionAsItWants) {
  TestServer site(echo);
  auto client = site.client();
  EXPECT_EQ(client.ask("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("Connection"), "keep-alive");
  EXPECT_EQ(client.ask("GET /2 HTTP/1.0\r\n\r\n").header("Connection"), "close");
  EXPECT_EQ(client.read_all(), "");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  TestServer site(echo);
  auto client = site.client();
  std::string all;
  for (int i = 0; i < 100; ++i)
    all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx\r\n";
  client.send(all);
  for (int i = 0; i < 100; ++i) ASSERT_EQ(client.read().body, "POST /" + std::to_string(i) + " x");
}

TEST(Server, TakesARequestThatArrivesByteByByte) {
  TestServer site(echo);
  auto client = site.client();
  for (const char byte :
       std::string_view("POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")) {
    client.send({&byte, 1});
  }
  EXPECT_EQ(client.read().body, "POST /p abc");
}

TEST(Server, TakesALargeBodyAndALargeHead) {
  TestServer site([](Request& request) {
    return text(std::to_string(request.body.size()) + ' ' + std::to_string(request.header("x").size()));
  });
  auto client = site.client();
  const auto reply = client.ask("POST / HTTP/1.1\r\nHost: a\r\nX: " + std::string(12'000, 'h') +
                                "\r\nContent-Length: 900000\r\n\r\n" + std::string(900'000, 'b'));
  EXPECT_EQ(reply.body, "900000 12000");
}

TEST(Server, WritesALargeAnswerWhole) {
  const std::string body(20'000'000, 'x');
  TestServer site([&](Request&) { return bytes(body, "image/png"); });
  auto client = site.client();
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, body);
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, body);
}

TEST(Server, SaysContinueToWhoWaitsForIt) {
  TestServer site(echo);
  auto client = site.client();
  client.send("POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  EXPECT_EQ(client.ask("abc").body, "POST /p abc");
  client.send("POST /p HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
  const auto refused = client.read();
  EXPECT_EQ(refused.status, 413);
  EXPECT_EQ(refused.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(refused.body.find("That is too long"), std::string::npos) << "people are told what to do";
  EXPECT_NE(refused.body.find("lang=\"fr\""), std::string::npos);
}

TEST(Server, AnswersHeadWithoutBody) {
  TestServer site(echo);
  auto client = site.client();
  client.send("HEAD /p HTTP/1.1\r\nHost: a\r\n\r\nGET /q HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = client.read(false);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "8");
  EXPECT_EQ(client.read().body, "GET /q ");
}

TEST(Server, RefusesAndClosesOnBadRequests) {
  TestServer site(echo);
  struct Case {
    std::string request;
    int status;
  };
  for (const auto& [request, status] :
       {Case{"NONSENSE\r\n\r\n", 400}, Case{"GET / HTTP/1.1\r\n\r\n", 400}, Case{"GET / HTTP/1.1\nHost: a\n\n", 400},
        Case{"GET /%FF HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n", 413},
        Case{"GET /" + std::string(20'000, 'a'), 414},
        Case{"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
        Case{"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501}, Case{"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505}}) {
    auto client = site.client();
    const auto reply = client.ask(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(reply.status, status) << request.substr(0, 60);
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(client.read_all(), "") << "nothing after a refusal is answered";
  }
}

TEST(Server, AnswersBareWhenADispatchThrows) {
  TestServer site([](Request&) -> Response { throw std::runtime_error("secret text"); });
  const auto reply = site.get("/");
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
}

TEST(Server, ServesTheBrowsersFilesWithoutTheHandler) {
  TestServer site([](Request&) { return text("handler", 404); });
  const auto address = std::string(assets::address("square.css"));
  const auto reply = site.get(address, "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(site.get(address, "If-None-Match: " + reply.header("ETag") + "\r\n").status, 304);
  EXPECT_EQ(site.get("/assets/none.css").body, "handler");
}

TEST(Server, SaysWhatIsWrongWithItsAddress) {
  TestServer first(echo);
  PageCache cache(1 << 20);
  live::Hub hub;
  ServerOptions taken;
  taken.port = first.server.port();
  EXPECT_THROW(Server(taken, echo, cache, {}, hub).start(), Fault);
  ServerOptions nonsense;
  nonsense.address = "not an address";
  EXPECT_THROW(Server(nonsense, echo, cache, {}, hub).start(), Fault);
}

TEST(Server, BelievesItsProxyAboutTls) {
  ServerOptions options;
  options.trust_forwarded = true;
  TestServer site(
      [](Request& request) {
        return text(request.origin()).cookie({request.cookie_name("session"), "v"});
      },
      options);
  const auto reply = site.get("/", "X-Forwarded-Proto: https\r\n");
  EXPECT_EQ(reply.body, "https://square.example");
  EXPECT_EQ(reply.header("Set-Cookie"), "__Host-session=v; Path=/; SameSite=Lax; HttpOnly; Secure");
  EXPECT_EQ(reply.header("Strict-Transport-Security"), "max-age=31536000");
  EXPECT_EQ(site.get("/").header("Strict-Transport-Security"), "");
}

}  // namespace
}  // namespace parvis::http
