#include "core/http/cache_key.h"

#include <gtest/gtest.h>

#include "core/http/request.h"

namespace parvis::http {
namespace {

const CachePolicy& policy() {
  static const CachePolicy policy{
      "session",
      "language",
      [](std::string_view accept, std::string_view choice) {
        return std::string(choice.empty() ? accept.substr(0, 2) : choice);
      },
      "notice",
      "look",
      [](std::string_view chosen) -> std::string_view { return chosen == "dark" ? "dark" : ""; }};
  return policy;
}

Head read(std::string_view request_line, std::string_view lines) {
  static std::string text;
  text = std::string(request_line) + " HTTP/1.1\r\nHost: Square.Example\r\n" + std::string(lines) + "\r\n";
  Head head;
  EXPECT_EQ(parse_head(text, head), 0);
  return head;
}

bool kept(std::string_view request_line, std::string_view lines = "") {
  return may_be_kept(read(request_line, lines), policy());
}

std::string key(std::string_view request_line, std::string_view lines = "", bool secure = false) {
  std::string text;
  write_cache_key(read(request_line, lines), secure, policy(), text);
  return text;
}

TEST(CacheKey, OnlyAVisitorsReadingIsAnsweredFromTheCache) {
  EXPECT_TRUE(kept("GET /"));
  EXPECT_TRUE(kept("HEAD /"));
  EXPECT_TRUE(kept("GET /", "Cookie: language=fr; theme=dark\r\n"));
  EXPECT_TRUE(kept("GET /", "Cookie: my-session=1; x=session\r\n"));
  EXPECT_FALSE(kept("POST /"));
  EXPECT_FALSE(kept("GET /", "Cookie: session=abc\r\n"));
  EXPECT_FALSE(kept("GET /", "Cookie: a=b; __Host-notice=said%20once\r\n"));
  EXPECT_FALSE(kept("GET /", "Cookie: a=b;session=\r\n"));
  EXPECT_FALSE(kept("GET /", "Cookie: a=b; __Host-session=abc\r\n"));
  EXPECT_FALSE(kept("GET /", "cookie: a=b\r\nCOOKIE: session=abc\r\n"));
  EXPECT_FALSE(kept("GET /", "Authorization: Bearer x\r\n"));
  EXPECT_FALSE(kept("GET /", "Content-Length: 3\r\n"));
  EXPECT_FALSE(kept("GET /", "Transfer-Encoding: chunked\r\n"));
}

TEST(CacheKey, AnAddressIsKeptInTheOneFormThatLinksHave) {
  EXPECT_TRUE(kept("GET /tags/v%C3%A9lo?q=a%20b%26c"));
  for (const char* odd : {"/tags/v%c3%a9lo", "/%6Catest", "/latest?%61fter=1", "/100%", "/%4", "/%zz"}) {
    EXPECT_FALSE(kept("GET " + std::string(odd))) << odd;
  }
}

TEST(CacheKey, OnlyHostsOfOursAreKept) {
  auto ours = policy();
  ours.keeps_host = [](std::string_view authority) { return authority == "Square.Example"; };
  EXPECT_TRUE(may_be_kept(read("GET /", ""), ours));
  EXPECT_FALSE(may_be_kept(read("GET http://other.example/", ""), ours));
}

TEST(CacheKey, HoldsAllThatAPageMayDependOn) {
  EXPECT_EQ(key("GET /a?b=1"), key("HEAD /a?b=1"));
  EXPECT_NE(key("GET /a"), key("GET /a?"));
  EXPECT_NE(key("GET /a"), key("GET /A"));
  EXPECT_NE(key("GET /a"), key("GET /a", "", true));
  EXPECT_NE(key("GET /a"), key("GET http://other.example/a"));
  EXPECT_EQ(key("GET /a"), key("GET http://square.example/a"));
  EXPECT_NE(key("GET /a", "Accept-Language: fr\r\n"), key("GET /a", "Accept-Language: en\r\n"));
  EXPECT_EQ(key("GET /a", "Accept-Language: fr\r\n"), key("GET /a", "Accept-Language: en\r\nCookie: language=fr\r\n"));
  EXPECT_NE(key("GET /a"), key("GET /a", "Cookie: look=dark\r\n"));
  EXPECT_EQ(key("GET /a"), key("GET /a", "Cookie: look=pink\r\n"));
  EXPECT_EQ(key("GET /a"), key("GET /a", "X-Anything: x\r\nUser-Agent: y\r\n"));
}

TEST(CacheKey, ReadsAChoiceAsPagesDo) {
  for (const char* cookies :
       {"language=fr", "__Host-language=fr", "language=\"fr\"", "language=fr ", "language=; language=fr",
        "a=b\r\nCookie: language=fr", "language = fr", "Language=fr", "language", "language=fr; language=en"}) {
    const auto line = "Cookie: " + std::string(cookies) + "\r\n";
    const auto head = read("GET /a", line);
    Request request;
    for (std::size_t i = 0; i < head.count; ++i)
      if (equals_ignoring_case(head.lines[i].name, "cookie"))
        request.headers.add("cookie", std::string(head.lines[i].value));
    const auto chosen = std::string(request.cookie("language"));
    EXPECT_EQ(key("GET /a", line), key("GET /a", chosen.empty() ? "" : "Cookie: language=" + chosen + "\r\n"))
        << cookies;
  }
}

}  // namespace
}  // namespace parvis::http
