#include <gtest/gtest.h>

#include <future>

#include "core/http/server.h"
#include "core/http/testing/client.h"

namespace parvis::http {
namespace {

using testing::Client;
using testing::TestServer;

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Drain, FinishesTheRequestUnderWayAndClosesWhatIsIdle) {
  std::promise<void> begun, go_on;
  TestServer site([&](Request& request) {
    if (request.path == "/slow") {
      begun.set_value();
      go_on.get_future().wait();
    }
    return text("done");
  });
  auto idle = site.client(), busy = site.client();
  EXPECT_EQ(idle.ask(kRequest).body, "done");
  busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  begun.get_future().wait();
  std::thread draining([&] { site.server.drain(std::chrono::seconds{20}); });
  EXPECT_EQ(idle.read_all(), "");
  go_on.set_value();
  const auto reply = busy.read();
  EXPECT_EQ(reply.body, "done");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(busy.read_all(), "");
  draining.join();
  EXPECT_EQ(site.server.figures().connections, 0u);
}

TEST(Drain, AnswersAConnectionThatHasJustCome) {
  TestServer site([](Request&) { return text("done"); });
  auto fresh = site.client();
  fresh.send("GET / HTTP/1.1\r\n");
  while (site.server.figures().connections == 0) std::this_thread::yield();
  std::thread draining([&] { site.server.drain(std::chrono::seconds{20}); });
  EXPECT_EQ(fresh.ask("Host: a\r\n\r\n").body, "done");
  draining.join();
}

TEST(Drain, UnderLoadEveryRequestIsAnsweredOrNeverBegun) {
  TestServer site([](Request& request) { return text(std::string(2000, 'x') + request.path); });
  std::atomic<int> answered = 0, broken = 0;
  std::vector<std::thread> visitors;
  for (int i = 0; i < 8; ++i) {
    visitors.emplace_back([&] {
      Client client(site.server.port());
      for (;;) {
        const auto reply = client.ask(kRequest);
        if (reply.status == 0) break;  // closed between two requests: a proxy sends such a request again elsewhere
        if (reply.status != 200 || reply.body.size() != 2001) ++broken;
        ++answered;
        if (reply.header("Connection") == "close") break;
      }
    });
  }
  while (answered < 200) std::this_thread::yield();
  site.server.drain(std::chrono::seconds{20});
  for (auto& visitor : visitors) visitor.join();
  EXPECT_EQ(broken, 0);
}

TEST(Drain, MayBeAskedTwiceAndWithoutPatience) {
  TestServer site([](Request&) { return text("done"); });
  auto client = site.client();
  EXPECT_EQ(client.ask(kRequest).status, 200);
  site.server.drain(std::chrono::seconds{0});
  site.server.drain(std::chrono::seconds{0});
  EXPECT_EQ(client.read_all(), "");
  EXPECT_EQ(site.server.figures().requests, 1u);
}

}  // namespace
}  // namespace parvis::http
