#include "core/http/static_files.h"

#include <gtest/gtest.h>

#include "core/assets/assets.h"
#include "core/http/testing/client.h"
#include "core/http/wire.h"

namespace parvis::http {
namespace {

TEST(StaticFiles, AreFoundByTheirAddressAndKeptForEver) {
  const StaticFiles files;
  const auto carried = assets::below("web/");
  ASSERT_FALSE(carried.empty());
  for (const auto* file : carried) {
    const auto address = assets::address(std::string_view(file->name).substr(4));
    const auto page = files.find(address);
    ASSERT_TRUE(page) << address;
    EXPECT_EQ(page->plain_body, file->content());
    EXPECT_NE(page->plain_head.find("Cache-Control: public, max-age=31536000, immutable\r\n"), std::string::npos);
    EXPECT_EQ(page->plain_head.find("Cookie"), std::string::npos);
    Request request;
    request.path = address;
    EXPECT_EQ(asset_response(request)->body, file->content());
  }
  EXPECT_FALSE(files.find("/assets/none.css"));
}

TEST(StaticFiles, AreGivenToWhoeverIsSignedInAsToVisitors) {
  testing::TestServer site([](Request&) { return refusal(404, "/"); });
  const auto address = assets::address("square.js");
  const auto given = site.get(address);
  EXPECT_EQ(given.status, 200);
  for (const char* headers :
       {"Cookie: session=abc\r\n", "Cookie: __Host-session=abc\r\n", "Authorization: Bearer x\r\n"})
    EXPECT_EQ(site.get(address, headers).body, given.body) << headers;
}

TEST(StaticFiles, HaveTheTypeOfTheirEnding) {
  EXPECT_EQ(content_type_of("a.css"), "text/css; charset=utf-8");
  EXPECT_EQ(content_type_of("a.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(content_type_of("a.woff2"), "font/woff2");
  EXPECT_EQ(content_type_of("site.webmanifest"), "application/manifest+json");
  EXPECT_EQ(content_type_of("a.exe"), "application/octet-stream");
}

}  // namespace
}  // namespace parvis::http
