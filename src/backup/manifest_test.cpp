#include "backup/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/errors.h"

namespace parvis::backup {
namespace {

const std::string kSum(64, 'a');

Manifest small() {
  return {.program = "0.1.0",
          .schema = 8,
          .community = "Cycles \"Mistral\"",
          .made_at = {1'767'225'600'000'000},
          .last_activity = 9'007'199'254'740'993,
          .rows = {{"post", 12}, {"thread", 3}},
          .entries = {{kDatabaseName, 4096, kSum}, {kConfigurationName, 0, kSum}}};
}

std::string complaint(const std::string& json) {
  try {
    parse_manifest(json);
    return "";
  } catch (const Fault& fault) {
    return fault.what();
  }
}

std::string with(std::string json, const std::string& old, const std::string& other) {
  const auto at = json.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return json.replace(at, old.size(), other);
}

TEST(Manifest, IsReadAsItWasWritten) { EXPECT_EQ(parse_manifest(to_json(small())), small()); }

TEST(Manifest, OfANewerFormIsRefusedWithItsMaker) {
  const auto newer = with(to_json(small()), "\"format\":1,\"program\":\"0.1.0\"", "\"format\":2,\"program\":\"7.1\"");
  EXPECT_THAT(complaint(newer), ::testing::AllOf(::testing::HasSubstr("Parvis 7.1"), ::testing::HasSubstr("form 2")));
}

TEST(Manifest, ThatIsNoneIsRefused) {
  const auto json = to_json(small());
  for (const auto& wrong :
       {std::string(), std::string("[]"), std::string("{}"), std::string("{\"format\":\"1\",\"program\":\"x\"}"),
        std::string("{\"format\":1,\"program\":\"0.1.0\"}"), json.substr(0, json.size() / 2),
        with(json, "\"schema\":8", "\"schema\":-8"), with(json, "\"schema\":8", "\"schema\":8.5"),
        with(json, "\"post\":12", "\"post\":\"12\""), with(json, "\"size\":4096", "\"size\":-1"),
        with(json, "\"size\":4096", "\"size\":1e300"), with(json, "9007199254740993", "12x"),
        with(json, "\"community.db\"", "\"../community.db\""), with(json, "\"community.db\"", "\"parvis.toml\""),
        with(json, "\"community.db\"", "\"manifest.json\""), with(json, "\"community.db\"", "\"other.db\""),
        with(json, kSum, "short"), std::string(5000, '[')}) {
    EXPECT_NE(complaint(wrong), "") << wrong;
  }
}

TEST(Manifest, ShowsNoControlCharacters) {
  auto manifest = small();
  manifest.community = "Cycles\x1b[2J\nMistral";
  EXPECT_EQ(parse_manifest(to_json(manifest)).community, "Cycles [2J Mistral");
}

RC_GTEST_PROP(Manifest, ChangedAnywhereIsReadOrRefusedButNeverMore, ()) {
  auto json = to_json(small());
  const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
  json[at] = *rc::gen::arbitrary<char>();
  complaint(json);
}

}  // namespace
}  // namespace parvis::backup
