#include "core/http/head.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace parvis::http {
namespace {

int status_of(std::string_view text) {
  Head head;
  return parse_head(text, head);
}

// The status of a head that has this line besides a good Host.
int status_with(std::string_view line) {
  return status_of("GET / HTTP/1.1\r\nHost: a\r\n" + std::string(line) + "\r\n\r\n");
}

TEST(Head, IsReadInPlace) {
  Head head;
  ASSERT_EQ(
      parse_head(
          "POST /threads/7?x=1 HTTP/1.1\r\nhOST: Square.example:8080\r\nContent-Length: 12\r\n"
          "Accept-Encoding: gzip\r\nCookie: a=1\r\nConnection: keep-alive, Close\r\nX-Empty:\r\nX: \t v \t\r\n\r\n",
          head),
      0);
  EXPECT_EQ(head.method, Method::post);
  EXPECT_EQ(head.target, "/threads/7?x=1");
  EXPECT_EQ(head.authority, "Square.example:8080");
  EXPECT_EQ(head.body, BodyKind::length);
  EXPECT_EQ(head.length, 12u);
  EXPECT_EQ(head.accept_encoding, "gzip");
  EXPECT_TRUE(head.has_cookie);
  EXPECT_FALSE(head.keep_alive);
  ASSERT_EQ(head.count, 7u);
  EXPECT_EQ(head.lines[5].value, "");
  EXPECT_EQ(head.lines[6].value, "v");
}

TEST(Head, ForgetsThePreviousRequest) {
  Head head;
  ASSERT_EQ(
      parse_head("POST / HTTP/1.0\r\nContent-Length: 12\r\nAuthorization: x\r\nCookie: a=1\r\nIf-None-Match: x\r\n\r\n",
                 head),
      0);
  ASSERT_EQ(parse_head("GET / HTTP/1.1\r\nHost: a\r\n\r\n", head), 0);
  EXPECT_EQ(head.body, BodyKind::none);
  EXPECT_TRUE(head.keep_alive);
  EXPECT_FALSE(head.has_cookie || head.has_authorization);
  EXPECT_EQ(head.if_none_match, "");
  EXPECT_EQ(head.count, 1u);
}

TEST(Head, TakesAnAbsoluteTargetApart) {
  Head head;
  ASSERT_EQ(parse_head("GET http://real.example:81/a?b HTTP/1.1\r\nHost: other.example\r\n\r\n", head), 0);
  EXPECT_EQ(head.target, "/a?b");
  EXPECT_EQ(head.authority, "real.example:81");
  ASSERT_EQ(parse_head("GET HTTPS://real.example HTTP/1.1\r\nHost: x\r\n\r\n", head), 0);
  EXPECT_EQ(head.target, "/");
}

TEST(Head, KnowsBothVersions) {
  Head head;
  ASSERT_EQ(parse_head("GET / HTTP/1.0\r\n\r\n", head), 0);
  EXPECT_FALSE(head.keep_alive);
  ASSERT_EQ(parse_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", head), 0);
  EXPECT_TRUE(head.keep_alive);
}

TEST(Head, RefusesABrokenRequestLine) {
  struct Case {
    std::string_view line;
    int status;
  };
  using namespace std::string_view_literals;
  for (const auto& [line, status] : {Case{"GET / HTTP/1.1", 0},
                                     Case{"GET /", 400},
                                     Case{"GET  / HTTP/1.1", 400},
                                     Case{"GET / HTTP/1.1 ", 400},
                                     Case{" GET / HTTP/1.1", 400},
                                     Case{"GET / x HTTP/1.1", 400},
                                     Case{"GET / http/1.1", 400},
                                     Case{"GET / HTTP/1.2", 505},
                                     Case{"GET / HTTP/2.0", 505},
                                     Case{"PRI * HTTP/2.0", 505},
                                     Case{"GET / HTTP/11", 400},
                                     Case{"BREW / HTTP/1.1", 501},
                                     Case{"TRACE / HTTP/1.1", 501},
                                     Case{"CONNECT a:443 HTTP/1.1", 501},
                                     Case{"get / HTTP/1.1", 501},
                                     Case{"G(T / HTTP/1.1", 400},
                                     Case{"GET a HTTP/1.1", 400},
                                     Case{"OPTIONS * HTTP/1.1", 400},
                                     Case{"GET /a#b HTTP/1.1", 400},
                                     Case{"GET /a\tb HTTP/1.1", 400},
                                     Case{"GET /\0 HTTP/1.1"sv, 400},
                                     Case{"GET /\x7f HTTP/1.1", 400},
                                     Case{"GET /\xc3\xa9 HTTP/1.1", 400},
                                     Case{"GET ftp://a/ HTTP/1.1", 400},
                                     Case{"GET http:///a HTTP/1.1", 400},
                                     Case{"GET http://u@a/ HTTP/1.1", 400},
                                     Case{"GET http://a?b HTTP/1.1", 400},
                                     Case{"GET /\r HTTP/1.1", 400},
                                     Case{"", 400}}) {
    EXPECT_EQ(status_of(std::string(line) + "\r\nHost: a\r\n\r\n"), status) << line;
  }
  EXPECT_EQ(status_of("GET /" + std::string(kMaxTarget, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
}

TEST(Head, RefusesWhatTwoReadersMayUnderstandDifferently) {
  struct Case {
    std::string_view line;
    int status;
  };
  using namespace std::string_view_literals;
  for (const auto& [line, status] : {Case{"Content-Length: 5", 0},
                                     Case{"Content-Length: 5\r\nContent-Length: 5", 400},
                                     Case{"Content-Length: 5\r\nContent-Length: 6", 400},
                                     Case{"Content-Length: 5, 5", 400},
                                     Case{"Content-Length: +5", 400},
                                     Case{"Content-Length: -5", 400},
                                     Case{"Content-Length: 0x5", 400},
                                     Case{"Content-Length: 5 5", 400},
                                     Case{"Content-Length:", 400},
                                     Case{"Content-Length: 99999999999999999999", 400},
                                     Case{"Transfer-Encoding: chunked", 0},
                                     Case{"Transfer-Encoding: Chunked", 0},
                                     Case{"Transfer-Encoding: chunked\r\nContent-Length: 5", 400},
                                     Case{"Content-Length: 5\r\nTransfer-Encoding: chunked", 400},
                                     Case{"Content-Length: 0\r\nTransfer-Encoding: chunked", 400},
                                     Case{"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400},
                                     Case{"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", 400},
                                     Case{"Transfer-Encoding: chunked, chunked", 501},
                                     Case{"Transfer-Encoding: gzip, chunked", 501},
                                     Case{"Transfer-Encoding: identity", 501},
                                     Case{"Transfer-Encoding: xchunked", 501},
                                     Case{"Transfer-Encoding : chunked", 400},
                                     Case{"Transfer-Encoding\t: chunked", 400},
                                     Case{" Transfer-Encoding: chunked", 400},
                                     Case{"X: a\r\n folded", 400},
                                     Case{"X: a\r\n\tfolded", 400},
                                     Case{"X", 400},
                                     Case{": x", 400},
                                     Case{"X Y: a", 400},
                                     Case{"X: a\rb", 400},
                                     Case{"X: a\nContent-Length: 5", 400},
                                     Case{"X: a\0b"sv, 400},
                                     Case{"X\0: ab"sv, 400},
                                     Case{"X: a\x01z", 400},
                                     Case{"X: caf\xc3\xa9", 0},
                                     Case{"Host: b", 400},
                                     Case{"host: a", 400},
                                     Case{"Expect: 100-continue", 0},
                                     Case{"Expect: a-pony", 417}}) {
    EXPECT_EQ(status_with(line), status) << line;
  }
}

TEST(Head, AllowsNoTransferCodingInTheOldVersion) {
  EXPECT_EQ(status_of("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(Head, RefusesTooManyHeaders) {
  std::string text = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (std::size_t i = 1; i < kMaxHeaders; ++i) text += "X: y\r\n";
  EXPECT_EQ(status_of(text + "\r\n"), 0);
  EXPECT_EQ(status_of(text + "X: y\r\n\r\n"), 431);
}

TEST(Host, IsANameOrAnAddressWithPerhapsAPort) {
  for (const char* good : {"a", "square.example", "square.example:8080", "127.0.0.1:1", "[::1]", "[::1]:8080",
                           "xn--caf-dma.example", "a_b"}) {
    EXPECT_TRUE(is_authority(good)) << good;
  }
  for (const char* bad : {"",  ":80", "a:",   "a:b",    "a:0", "a:65536",     "a/b",     "a b",  "a@b", "a,b", "a%00",
                          "[", "[]",  "[::1", "[::1]x", "[x]", "caf\xc3\xa9", "a:80:80", "a\\b", "a?b", "a#b", "<a>"}) {
    EXPECT_FALSE(is_authority(bad)) << bad;
  }
  EXPECT_FALSE(is_authority(std::string(300, 'a')));
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost:\r\n\r\n"), 400);
  EXPECT_EQ(status_of("GET http://a/ HTTP/1.1\r\n\r\n"), 400);
}

TEST(HeadSize, FindsTheEndHoweverTheBytesArrive) {
  const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody";
  for (std::size_t step : {1, 2, 3, 7, 100}) {
    std::size_t scanned = 0;
    HeadSize found;
    for (std::size_t size = 0; found.size == 0 && size < text.size() + step; size += step) {
      found = measure_head(std::string_view(text).substr(0, size), scanned, 1000);
      ASSERT_EQ(found.status, 0);
    }
    EXPECT_EQ(found.size, text.size() - 4) << step;
  }
}

TEST(HeadSize, RefusesBareLineFeedsAndWhatIsTooLong) {
  const auto status = [](const std::string& text) {
    std::size_t scanned = 0;
    return measure_head(text, scanned, 16000).status;
  };
  EXPECT_EQ(status("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nX: a\nY: b"), 400);
  EXPECT_EQ(status("\n"), 400);
  EXPECT_EQ(status("GET /" + std::string(17000, 'a')), 414);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nX: " + std::string(17000, 'a')), 431);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nX: " + std::string(17000, 'a') + "\r\n\r\n"), 431);
}

TEST(Head, SurvivesAnyBytes) {
  EXPECT_TRUE(rc::check([](const std::string& junk, const std::string& more) {
    Head head;
    std::size_t scanned = 0;
    measure_head(junk, scanned, 100);
    parse_head("GET / HTTP/1.1\r\nHost: a\r\n" + junk + "\r\n\r\n", head);
    parse_head(junk + "\r\n" + more, head);
  }));
}

}  // namespace
}  // namespace parvis::http
