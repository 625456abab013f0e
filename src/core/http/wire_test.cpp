#include "core/http/wire.h"

#include <gtest/gtest.h>

#include "core/http/testing/gunzip.h"

namespace parvis::http {
namespace {

Request asking(std::string_view accept_encoding = "", std::string_view if_none_match = "") {
  Request request;
  if (!accept_encoding.empty()) request.headers.add("accept-encoding", std::string(accept_encoding));
  if (!if_none_match.empty()) request.headers.add("if-none-match", std::string(if_none_match));
  return request;
}

int count(std::string_view text, std::string_view part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Wire, EveryAnswerCarriesTheGuards) {
  const auto head = head_of(page("x"), false);
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"));
  for (const char* line :
       {"Content-Security-Policy: default-src 'none'; script-src 'self';", "require-trusted-types-for 'script'",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: same-origin\r\n", "Permissions-Policy: ",
        "Cross-Origin-Opener-Policy: same-origin\r\n", "Cache-Control: private, no-cache\r\n"}) {
    EXPECT_NE(head.find(line), std::string::npos) << line;
  }
}

TEST(Wire, AHandlerMaySetAGuardItself) {
  const auto head =
      head_of(page("x").header("content-security-policy", "sandbox").header("cache-control", "no-store"), false);
  EXPECT_EQ(count(head, "content-security-policy: sandbox\r\n"), 1);
  EXPECT_EQ(count(head, "Content-Security-Policy"), 0);
  EXPECT_EQ(count(head, "Cache-Control"), 0);
}

TEST(Wire, NothingInAHeaderSplitsTheAnswer) {
  const auto head = head_of(text("x").header("X-Name", "a\r\nSet-Cookie: evil=1\0b"), false);
  EXPECT_NE(head.find("X-Name: aSet-Cookie: evil=1"), std::string::npos);
  EXPECT_EQ(count(head, "\r\nSet-Cookie"), 0);
}

TEST(SetCookie, SaysHowTheBrowserMustKeepIt) {
  EXPECT_EQ(set_cookie({"__Host-session", "abc"}, true), "__Host-session=abc; Path=/; SameSite=Lax; HttpOnly; Secure");
  EXPECT_EQ(set_cookie({"session", "abc", std::chrono::hours{1}}, false),
            "session=abc; Max-Age=3600; Path=/; SameSite=Lax; HttpOnly");
  EXPECT_EQ(set_cookie({"session", "", std::chrono::seconds{-1}}, false),
            "session=; Max-Age=0; Path=/; SameSite=Lax; HttpOnly");
  EXPECT_EQ(set_cookie({"language", "fr", std::chrono::seconds{0}, false}, false), "language=fr; Path=/; SameSite=Lax");
  EXPECT_EQ(set_cookie({"a", "b\r\nX: y"}, false), "a=bX: y; Path=/; SameSite=Lax; HttpOnly");
}

TEST(Wire, TheTailEndsTheHead) {
  std::string tail;
  append_tail(tail, {"abc", true, true, false});
  EXPECT_TRUE(tail.starts_with("Date: "));
  EXPECT_TRUE(tail.ends_with(
      " GMT\r\nX-Request-Id: abc\r\nStrict-Transport-Security: max-age=31536000\r\nConnection: close\r\n\r\n"));
  tail.clear();
  append_tail(tail, {"abc", false, false, true});
  EXPECT_TRUE(tail.ends_with("X-Request-Id: abc\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(Wire, LongTextsAreCompressedWhenAccepted) {
  const std::string html(5000, 'x');
  const auto packed = prepare(asking("gzip"), page(html), Compression::fast);
  EXPECT_EQ(testing::gunzip(packed.body), html);
  EXPECT_NE(packed.head.find("Content-Encoding: gzip\r\n"), std::string::npos);
  EXPECT_NE(packed.head.find("Vary: Accept-Encoding\r\n"), std::string::npos);
  EXPECT_NE(packed.head.find("Content-Length: " + std::to_string(packed.body.size()) + "\r\n"), std::string::npos);
  const auto plain = prepare(asking(), page(html), Compression::fast);
  EXPECT_EQ(plain.body, html);
  EXPECT_NE(plain.head.find("Vary: Accept-Encoding\r\n"), std::string::npos);
  EXPECT_EQ(prepare(asking("gzip"), page(html), Compression::none).body, html);
  EXPECT_EQ(prepare(asking("gzip"), page("short"), Compression::fast).body, "short");
  EXPECT_EQ(prepare(asking("gzip"), bytes(html, "image/png"), Compression::fast).body, html);
  EXPECT_EQ(prepare(asking("gzip"), page(html).header("Content-Encoding", "br"), Compression::fast).body, html);
}

TEST(Wire, AnUnchangedAnswerIsNotSentAgain) {
  const auto answer = prepare(asking("", "\"v1\""), text("hello").header("ETag", "\"v1\""), Compression::none);
  EXPECT_TRUE(answer.head.starts_with("HTTP/1.1 304 Not Modified\r\n"));
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(answer.head.find("Content-Length"), std::string::npos);
  EXPECT_NE(answer.head.find("ETag: \"v1\"\r\n"), std::string::npos);
  EXPECT_EQ(prepare(asking("", "\"v2\""), text("hello").header("ETag", "\"v1\""), Compression::none).body, "hello");
}

TEST(Wire, HeadIsAnsweredWithTheLengthAndNoBody) {
  auto request = asking();
  request.method = Method::head;
  const auto answer = prepare(request, text("hello"), Compression::none);
  EXPECT_EQ(answer.body, "");
  EXPECT_NE(answer.head.find("Content-Length: 5\r\n"), std::string::npos);
}

TEST(Wire, AnswersWithoutBodyHaveNoLength) {
  EXPECT_EQ(prepare(asking(), no_content(), Compression::none).head.find("Content-Length"), std::string::npos);
  EXPECT_NE(prepare(asking(), see_other("/x"), Compression::none).head.find("Content-Length: 0\r\n"),
            std::string::npos);
}

TEST(KeptPage, HoldsBothFormsAndItsValidator) {
  const std::string html(5000, 'x');
  const auto kept = kept_page(page(html).kept({"home"}));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->plain_body, html);
  EXPECT_EQ(testing::gunzip(kept->gzip_body), html);
  EXPECT_NE(kept->gzip_head.find("Content-Encoding: gzip\r\n"), std::string::npos);
  EXPECT_EQ(kept->plain_head.find("Content-Encoding"), std::string::npos);
  EXPECT_NE(kept->plain_head.find("ETag: " + kept->etag + "\r\n"), std::string::npos);
  EXPECT_NE(kept->plain_head.find("Vary: Accept-Encoding, Accept-Language, Cookie\r\n"), std::string::npos);
  EXPECT_NE(kept->plain_head.find("Cache-Control: private, no-cache\r\n"), std::string::npos);
  EXPECT_TRUE(kept->not_modified.starts_with("HTTP/1.1 304 Not Modified\r\n"));
}

TEST(KeptPage, NeverHoldsACookieOrARefusal) {
  EXPECT_FALSE(kept_page(page("x").cookie({"a", "b"}).kept({"home"})));
  EXPECT_FALSE(kept_page(page("x").header("Set-Cookie", "a=b").kept({"home"})));
  EXPECT_FALSE(kept_page(page("x").header("set-cookie", "a=b").kept({"home"})));
  EXPECT_FALSE(kept_page(page("x", 404).kept({"home"})));
  EXPECT_FALSE(kept_page(event_stream({})));
}

}  // namespace
}  // namespace parvis::http
