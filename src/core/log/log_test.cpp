#include "core/log/log.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>
#include <type_traits>

namespace parvis::log {
namespace {

const Instant kAt{1'763'755'200'000'000};  // 2025-11-21T20:00:00Z

TEST(Log, WritesLogfmtWithQuotesOnlyWhereNeeded) {
  EXPECT_EQ(line(Format::logfmt, kAt, Level::info, "Sent a letter", "",
                 {{"purpose", "welcome"}, {"took_ms", 12}, {"new", true}}),
            "time=2025-11-21T20:00:00.000Z level=info message=\"Sent a letter\" purpose=welcome took_ms=12 new=true");
}

TEST(Log, WritesOneJsonObjectThatParses) {
  const auto text =
      line(Format::json, kAt, Level::warning, "Odd \"text\"\n", "r1", {{"ratio", 0.5}, {"path", "a\\b\x01\xff"}});
  const auto parsed = boost::json::parse(text).as_object();
  EXPECT_EQ(parsed.at("message").as_string(), "Odd \"text\"\n");
  EXPECT_EQ(parsed.at("request").as_string(), "r1");
  EXPECT_EQ(parsed.at("ratio").as_double(), 0.5);
  EXPECT_EQ(parsed.at("path").as_string(), "a\\b\x01\xEF\xBF\xBD");
}

TEST(Log, KeepsAForgedLineInsideItsValue) {
  for (const auto format : {Format::logfmt, Format::json}) {
    const auto text =
        line(format, kAt, Level::info, "Refused", "", {{"agent", "x\r\ntime=now level=error \x1b[2J\xE2\x80\xAE"}});
    EXPECT_EQ(text.find_first_of("\r\n\x1b"), std::string::npos) << text;
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << text;
  }
}

TEST(Log, CarriesTheRequestOfItsThread) {
  const Capture capture;
  {
    const RequestScope outer("aa1");
    info("first");
    {
      const RequestScope inner("bb2");
      info("second");
    }
    std::thread([] { info("elsewhere"); }).join();
    info("third");
  }
  info("last");
  const auto lines = capture.lines();
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_NE(lines[0].find("request=aa1"), std::string::npos);
  EXPECT_NE(lines[1].find("request=bb2"), std::string::npos);
  EXPECT_EQ(lines[2].find("request="), std::string::npos);
  EXPECT_NE(lines[3].find("request=aa1"), std::string::npos);
  EXPECT_EQ(lines[4].find("request="), std::string::npos);
}

TEST(Log, CannotWriteASecret) {
  static_assert(std::is_constructible_v<Field, const char*, std::string>);
  static_assert(!std::is_constructible_v<Field, const char*, Secret>);
  static_assert(!std::is_convertible_v<Secret, std::string_view>);
  static_assert(!std::is_convertible_v<Secret, std::string>);
  static_assert(!fmt::is_formattable<Secret>::value);
}

TEST(Log, ReadsItsLevelsAndFormatsByName) {
  for (const auto level : {Level::debug, Level::info, Level::warning, Level::error, Level::off}) {
    EXPECT_EQ(parse_level(level_name(level)), level);
  }
  EXPECT_FALSE(parse_level("loud"));
  EXPECT_EQ(parse_format("json"), Format::json);
  EXPECT_FALSE(parse_format("xml"));
}

}  // namespace
}  // namespace parvis::log
