#include "core/http/request_maker.h"

#include <gtest/gtest.h>

namespace parvis::http {
namespace {

struct Made {
  int status = 0;
  Request request;
};

Made make(std::string_view target, std::string_view lines = "", ServerOptions options = {}) {
  const auto text =
      "GET " + std::string(target) + " HTTP/1.1\r\nHost: Square.Example:8080\r\n" + std::string(lines) + "\r\n";
  Head head;
  Made made;
  made.status = parse_head(text, head);
  if (made.status == 0) made.status = make_request(head, "192.0.2.1", options, made.request);
  return made;
}

TEST(MakeRequest, DecodesTheParts) {
  const auto [status, request] = make("/tags/v%C3%A9lo?q=a+b&q=c%26", "X-Name: Value\r\nCookie: a=1\r\n");
  ASSERT_EQ(status, 0);
  EXPECT_EQ(request.path, "/tags/vélo");
  EXPECT_EQ(request.target, "/tags/v%C3%A9lo?q=a+b&q=c%26");
  EXPECT_EQ(request.query.all("q"), (std::vector<std::string_view>{"a b", "c&"}));
  EXPECT_EQ(request.header("x-name"), "Value");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.host, "square.example");
  EXPECT_EQ(request.authority, "Square.Example:8080");
  EXPECT_EQ(request.remote_address, "192.0.2.1");
  EXPECT_FALSE(request.secure);
}

TEST(MakeRequest, RefusesPathsThatAreNoCleanText) {
  for (const char* path : {"/%00", "/a%0Ab", "/%7F", "/%FF", "/%C0%AF", "/%E0%80%AF", "/%ED%A0%80", "/%F4%90%80%80",
                           "/%C3", "/%C3x", "/%E2%82", "/%80", "/%F8%88%80%80%80", "/%C2%85"}) {
    EXPECT_EQ(make(path).status, 400) << path;
  }
  for (const char* path : {"/%C3%A9", "/%E2%82%AC", "/%F0%9F%9A%B2", "/%F4%8F%BF%BF", "/%", "/%zz", "/%C2%A0"})
    EXPECT_EQ(make(path).status, 0) << path;
}

TEST(MakeRequest, RefusesAFloodOfFields) { EXPECT_EQ(make("/?" + std::string(kMaxFields, '&')).status, 400); }

TEST(MakeRequest, BelievesForwardedHeadersOnlyFromOurProxy) {
  const std::string lines = "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n";
  EXPECT_EQ(make("/", lines).request.remote_address, "192.0.2.1");
  EXPECT_FALSE(make("/", lines).request.secure);
  ServerOptions trusting;
  trusting.trust_forwarded = true;
  EXPECT_EQ(make("/", lines, trusting).request.remote_address, "198.51.100.7");
  EXPECT_TRUE(make("/", lines, trusting).request.secure);
  EXPECT_EQ(make("/", "X-Forwarded-For: <script>\r\n", trusting).request.remote_address, "192.0.2.1");
  EXPECT_FALSE(make("/", "X-Forwarded-Proto: http\r\n", trusting).request.secure);
}

TEST(ReadForm, ReadsOnlyForms) {
  Request request;
  request.body = "a=1&b=two+words";
  EXPECT_EQ(read_form(request), 0);
  EXPECT_TRUE(request.form.pairs().empty());
  request.headers.add("content-type", "application/X-WWW-form-urlencoded ; charset=UTF-8");
  EXPECT_EQ(read_form(request), 0);
  EXPECT_EQ(request.form.get("b"), "two words");
  request.body = std::string(kMaxFields, '&');
  EXPECT_EQ(read_form(request), 400);
}

}  // namespace
}  // namespace parvis::http
