#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "core/http/server.h"
#include "core/http/testing/client.h"
#include "core/http/testing/gunzip.h"

namespace parvis::http {
namespace {

using testing::TestServer;

const std::string kLongText(5000, 'x');

struct CountingSite {
  std::atomic<int> computed{0};
  TestServer site{[this](Request& request) {
    const auto number = std::to_string(++computed);
    if (request.path == "/cookie") return page(number).cookie({"a", "b"}).kept({"home"});
    if (request.path == "/long") return page(number + kLongText).kept({"home"});
    return page(number + ' ' + request.target).kept({"home"});
  }};
};

TEST(ServerCache, ComputesAPageOnceForAllVisitors) {
  CountingSite counting;
  EXPECT_EQ(counting.site.get("/a").body, "1 /a");
  EXPECT_EQ(counting.site.get("/a").body, "1 /a");
  EXPECT_EQ(counting.site.get("/a", "Cookie: theme=dark\r\n").body, "1 /a");
  EXPECT_EQ(counting.site.get("/a?x").body, "2 /a?x");
  EXPECT_EQ(counting.site.get("/a", "Accept-Language: fr\r\n").body, "3 /a");
}

TEST(ServerCache, ComputesAgainWhenAnActivityNamesItsTag) {
  CountingSite counting;
  EXPECT_EQ(counting.site.get("/a").body, "1 /a");
  counting.site.cache.forget("home");
  EXPECT_EQ(counting.site.get("/a").body, "2 /a");
}

TEST(ServerCache, NeverAnswersASessionFromTheCacheNorKeepsItsPages) {
  CountingSite counting;
  for (const char* cookie : {"Cookie: session=abc\r\n", "Cookie: __Host-session=abc\r\n"}) {
    EXPECT_EQ(counting.site.get("/s", cookie).header("ETag"), "");
    EXPECT_EQ(counting.site.cache.figures().entries, 0u);
  }
  EXPECT_EQ(counting.site.get("/s").body, "3 /s");
  EXPECT_EQ(counting.site.get("/s", "Cookie: session=abc\r\n").body, "4 /s");
  EXPECT_EQ(counting.site.get("/s", "Authorization: Bearer x\r\n").body, "5 /s");
  EXPECT_EQ(counting.site.get("/s").body, "3 /s");
}

TEST(ServerCache, NeverKeepsAnAnswerThatSetsACookie) {
  CountingSite counting;
  EXPECT_EQ(counting.site.get("/cookie").body, "1");
  EXPECT_EQ(counting.site.get("/cookie").body, "2");
  EXPECT_EQ(counting.site.cache.figures().entries, 0u);
}

TEST(ServerCache, ServesEachVisitorTheFormTheyAccept) {
  CountingSite counting;
  const auto packed = counting.site.get("/long", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(testing::gunzip(packed.body), "1" + kLongText);
  const auto plain = counting.site.get("/long");
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(plain.body, "1" + kLongText);
  for (const auto& reply : {packed, plain}) {
    EXPECT_EQ(reply.header("Vary"), "Accept-Encoding, Accept-Language, Cookie");
    EXPECT_EQ(reply.header("Cache-Control"), "private, no-cache");
  }
}

TEST(ServerCache, AnswersNotModifiedAndHeadFromWhatIsKept) {
  CountingSite counting;
  const auto first = counting.site.get("/long");
  const auto again = counting.site.get("/long", "If-None-Match: " + first.header("ETag") + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("ETag"), first.header("ETag"));
  EXPECT_EQ(counting.site.get("/long", "If-None-Match: \"other\"\r\n").status, 200);
  auto client = counting.site.client();
  client.send("HEAD /long HTTP/1.1\r\nHost: square.example\r\n\r\n");
  EXPECT_EQ(client.read(false).header("Content-Length"), std::to_string(1 + kLongText.size()));
  EXPECT_EQ(client.ask("GET /long HTTP/1.1\r\nHost: square.example\r\n\r\n").body, "1" + kLongText);
  EXPECT_EQ(counting.computed, 1);
}

TEST(ServerCache, GivesEachAnswerItsOwnNumber) {
  CountingSite counting;
  EXPECT_NE(counting.site.get("/a").header("X-Request-Id"), counting.site.get("/a").header("X-Request-Id"));
}

TEST(ServerCache, KeepsNothingThatWasReadBeforeAChange) {
  std::promise<void> reading, changed;
  std::atomic<int> computed = 0;
  TestServer site([&](Request&) {
    if (++computed == 1) {
      reading.set_value();
      changed.get_future().wait();
      return page("old").kept({"home"});
    }
    return page("new").kept({"home"});
  });
  auto client = site.client();
  client.send("GET /a HTTP/1.1\r\nHost: square.example\r\n\r\n");
  reading.get_future().wait();
  site.cache.forget("home");
  changed.set_value();
  EXPECT_EQ(client.read().body, "old");
  EXPECT_EQ(site.get("/a").body, "new");
  EXPECT_EQ(site.get("/a").body, "new");
  EXPECT_EQ(computed, 2);
}

TEST(ServerCache, AnswersPipelinedVisitorsWithKeptPages) {
  CountingSite counting;
  auto client = counting.site.client();
  std::string all;
  for (int i = 0; i < 200; ++i) all += "GET /long HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(all);
  for (int i = 0; i < 200; ++i) ASSERT_EQ(client.read().body, "1" + kLongText);
}

}  // namespace
}  // namespace parvis::http
