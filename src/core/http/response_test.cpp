#include "core/http/response.h"

#include <gtest/gtest.h>

namespace parvis::http {
namespace {

TEST(SafeLocalPath, KeepsPathsOfThisSite) {
  for (const char* path :
       {"/", "/threads/7", "/threads/7?page=2#post-3", "/search?q=a%20b", "/@ann", "/a:b", "/a//b"}) {
    EXPECT_EQ(safe_local_path(path), path);
  }
}

TEST(SafeLocalPath, RefusesWhateverMayLeadElsewhere) {
  for (const char* path : {"",
                           "threads",
                           "//evil.example",
                           "///evil.example",
                           "/\\evil.example",
                           "\\\\evil.example",
                           "/%5cevil.example",
                           "/%5Cevil.example",
                           "/%2fevil.example",
                           "/%2F%2Fevil.example",
                           "https://evil.example",
                           "HTTPS://evil.example",
                           "javascript:alert(1)",
                           "data:text/html,x",
                           "@evil.example",
                           "/\t/evil.example",
                           "/\n/evil.example",
                           "/%09/evil.example",
                           "/%0d%0aSet-Cookie:a=b",
                           "/a\r\nLocation: //evil.example",
                           "\t//evil.example",
                           " /x"}) {
    EXPECT_EQ(safe_local_path(path), "/") << path;
  }
  EXPECT_EQ(safe_local_path(std::string_view("/a\0b", 4)), "/");
}

TEST(SafeLocalPath, WritesBytesBeyondAsciiAsEscapes) {
  EXPECT_EQ(safe_local_path("/tags/vélo tour"), "/tags/v%C3%A9lo%20tour");
  EXPECT_EQ(safe_local_path("/a\\b"), "/a%5Cb");
}

TEST(Response, IsMadeByItsKind) {
  EXPECT_EQ(page("<p>").content_type, "text/html; charset=utf-8");
  EXPECT_EQ(json("{}", 201).status, 201);
  const auto redirect = see_other("//evil.example");
  EXPECT_EQ(redirect.status, 303);
  EXPECT_EQ(redirect.headers, (std::vector<std::pair<std::string, std::string>>{{"Location", "/"}}));
  EXPECT_EQ(moved("/threads/7").status, 301);
  EXPECT_EQ(event_stream({{"thread:7"}, 12}).live->after, 12);
}

TEST(Response, SettingAHeaderAgainReplacesIt) {
  const auto answer = text("x").header("Cache-Control", "no-store").header("Cache-Control", "private");
  ASSERT_EQ(answer.headers.size(), 1u);
  EXPECT_EQ(answer.headers[0].second, "private");
}

TEST(Response, CarriesWhatItsPageShows) {
  const auto answer = page("x").kept({"thread:7", "home"}, std::chrono::seconds{5});
  EXPECT_EQ(answer.keep->tags.size(), 2u);
  EXPECT_EQ(answer.keep->at_most.count(), 5);
}

}  // namespace
}  // namespace parvis::http
