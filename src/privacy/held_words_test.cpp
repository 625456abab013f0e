#include "privacy/held_words.h"

#include <gtest/gtest.h>

#include "community/privacy/holdings.h"
#include "core/store/tables.h"
#include "core/store/testing/test_store.h"

namespace parvis::privacy {
namespace {

using namespace community;

bool is_among(std::string_view list, std::string_view name) {
  return (" " + std::string(list) + " ").find(" " + std::string(name) + " ") != std::string::npos;
}

TEST(HeldWords, SayEveryColumnOfWhatIsHeldOrLeaveItToTheCopy) {
  const auto store = store::open_migrated_test_store();
  const auto tables = store->read([](store::Reader& reader) { return store::tables_of(reader); });
  for (const auto& table : tables) {
    const auto* holding = find_holding(table.name);
    if (!holding || !holding->is_personal()) continue;
    for (const auto& column : table.columns) {
      if (is_among(holding->others, column) || is_among(holding->withheld, column)) continue;
      EXPECT_NE(saying_of(table.name, column), nullptr)
          << table.name << "." << column << ": say in src/privacy/held_words.cpp how it is said to whose it is";
    }
  }
}

TEST(HeldWords, KnowWhatEachNumberOfAKindMeans) {
  EXPECT_STREQ(meaning_of("vote", "kind", 2), "A vote for");
  EXPECT_STREQ(meaning_of("sanction", "ground", 3), "Spam");
  EXPECT_STREQ(meaning_of("erasure", "words", 1), "Your words stay, without your name");
  EXPECT_EQ(meaning_of("vote", "kind", 999), nullptr) << "nothing is said rather than a number";
  EXPECT_EQ(saying_of("group_request", "words")->how, How::text);
}

}  // namespace
}  // namespace parvis::privacy
