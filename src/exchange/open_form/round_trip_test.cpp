#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "core/store/testing/test_store.h"
#include "exchange/check/check.h"
#include "exchange/generate/generate.h"
#include "exchange/open_form/open_import.h"
#include "exchange/open_form/testing/sample.h"
#include "exchange/stackexchange/import.h"
#include "exchange/testing/content.h"

namespace parvis::exchange {
namespace {

using ::testing::IsEmpty;

// Export, import, export: the files are the same, byte for byte, and the community says the same.
void expect_round_trip(store::Store& store, Told told) {
  const auto first = testing::lines_of(store, told);
  const auto copy = testing::carried_over(store, told);
  const auto second = testing::lines_of(*copy, told);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i], second[i]);
  EXPECT_THAT(check(*copy, community_checks()).problems, IsEmpty());
}

TEST(OpenFormRoundTrip, CarriesARowOfEachKind) {
  const auto store = testing::store_of(testing::sample_lines());
  expect_round_trip(*store, Told::with_accounts);
}

TEST(OpenFormRoundTrip, WritesTheSampleAsItStands) {
  const auto store = testing::store_of(testing::sample_lines());
  std::map<std::string, std::string> wanted;
  for (const auto& line : testing::sample_lines()) wanted[std::string(line.form) + ".jsonl"] += line.line + "\n";
  for (const auto& [name, text] : testing::lines_of(*store, Told::with_accounts)) EXPECT_EQ(text, wanted[name]) << name;
}

TEST(OpenFormRoundTrip, LeavesSecretsOutUnlessAsked) {
  const auto store = testing::store_of(testing::sample_lines());
  const auto files = testing::lines_of(*store, Told::always);
  std::string all;
  for (const auto& [name, text] : files) all += name + "\n" + text;
  for (const char* secret : {"argon2id", "secret", "sessions.jsonl", "one_time_links", "api_tokens", "9f86d081"}) {
    EXPECT_EQ(all.find(secret), std::string::npos) << secret;
  }
  EXPECT_NE(all.find("ana@square.example"), std::string::npos);
  const auto copy = testing::carried_over(*store, Told::always);
  EXPECT_EQ(testing::lines_of(*copy, Told::always), files);
}

TEST(OpenFormRoundTrip, CarriesAGeneratedCommunity) {
  const auto store = store::open_migrated_test_store();
  generate(*store, {.members = 20, .threads = 25, .posts = 250, .seed = 5});
  expect_round_trip(*store, Told::with_accounts);
  const auto copy = testing::carried_over(*store, Told::with_accounts);
  EXPECT_EQ(testing::difference(testing::content_of(*store), testing::content_of(*copy)), "");
}

TEST(OpenFormRoundTrip, CarriesWhatCameFromOtherSoftwareSoThatItIsKnownAgain) {
  const testing::Folder folder;
  testing::write_bakers(folder);
  ImportOptions options;
  options.site = "bakers";
  const auto store = store::open_migrated_test_store();
  import_stackexchange(*store, folder.path(), options);
  expect_round_trip(*store, Told::always);
  const auto copy = testing::carried_over(*store, Told::always);
  const auto before = testing::content_of(*copy);
  EXPECT_EQ(import_stackexchange(*copy, folder.path(), options).arrived(), 0);
  EXPECT_EQ(testing::difference(before, testing::content_of(*copy)), "");
}

}  // namespace
}  // namespace parvis::exchange
