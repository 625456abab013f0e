#include "core/http/request.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace parvis::http {
namespace {

TEST(Form, DecodesNamesAndValuesInTheirOrder) {
  const auto form = decode_form("title=Two+words&tag=a&tag=b%26c&empty=&alone");
  EXPECT_EQ(form.get("title"), "Two words");
  EXPECT_EQ(form.all("tag"), (std::vector<std::string_view>{"a", "b&c"}));
  EXPECT_TRUE(form.has("empty"));
  EXPECT_EQ(form.get("alone"), "");
  EXPECT_FALSE(form.has("absent"));
  EXPECT_EQ(form.pairs().size(), 5u);
}

TEST(Form, LeavesBrokenEscapesAsTheyAre) {
  EXPECT_EQ(decode_form("a=%&b=%4&c=%zz&d=100%25").get("a"), "%");
  EXPECT_EQ(decode_form("b=%4").get("b"), "%4");
  EXPECT_EQ(decode_form("c=%zz").get("c"), "%zz");
  EXPECT_EQ(decode_form("a=b=c").get("a"), "b=c");
  EXPECT_TRUE(decode_form("&&&").pairs().empty());
}

TEST(Percent, DecodingGivesBackWhatWasEncoded) {
  EXPECT_TRUE(rc::check([](const std::string& text) {
    RC_ASSERT(percent_decode(percent_encode(text)) == text);
    RC_ASSERT(decode_form("x=" + percent_encode(text)).get("x") == text);
  }));
}

TEST(Percent, LeavesAPlusInAPathAlone) { EXPECT_EQ(percent_decode("c++%2B"), "c+++"); }

TEST(Cookies, AreFoundWhereverTheyStand) {
  Request request;
  request.headers.add("cookie", "a=1; session=xyz;lang=\"fr\"");
  request.headers.add("cookie", "late=2");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("session"), "xyz");
  EXPECT_EQ(request.cookie("lang"), "fr");
  EXPECT_EQ(request.cookie("late"), "2");
  EXPECT_EQ(request.cookie("sess"), "");
  EXPECT_EQ(request.cookie("ession"), "");
}

TEST(Cookies, CarryTheHostPrefixOnlyOverTls) {
  Request request;
  EXPECT_EQ(request.cookie_name("session"), "session");
  request.secure = true;
  EXPECT_EQ(request.cookie_name("session"), "__Host-session");
}

TEST(Request, KnowsItsOriginAndItsRawPath) {
  Request request;
  request.authority = "square.example:8080";
  request.target = "/tags/a%2Fb?x=1";
  EXPECT_EQ(request.origin(), "http://square.example:8080");
  EXPECT_EQ(request.raw_path(), "/tags/a%2Fb");
  request.secure = true;
  EXPECT_EQ(request.origin(), "https://square.example:8080");
}

}  // namespace
}  // namespace parvis::http
