#include "core/store/postgres_words.h"

#include <gtest/gtest.h>

#include "core/errors.h"

namespace parvis::store {
namespace {

TEST(Notices, HoldEachWordOnceAndAreReadBack) {
  const auto notices = notices_of(7, {"acts", "rung 5 6", "acts"});
  ASSERT_EQ(notices.size(), 1);
  const auto notice = parse_notice(notices.front());
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->writer, 7);
  EXPECT_EQ(notice->words, (std::vector<std::string>{"acts", "rung 5 6"}));
  EXPECT_TRUE(notices_of(7, {}).empty());
}

TEST(Notices, AreAsManyAsTheWordsNeed) {
  const std::string word(3000, 'w');
  const auto notices = notices_of(7, {word + "1", word + "2", word + "3"});
  ASSERT_EQ(notices.size(), 2);
  for (const auto& notice : notices) EXPECT_LE(notice.size(), kMaxNotice);
  EXPECT_EQ(parse_notice(notices[0])->words.size(), 2);
  EXPECT_THROW(notices_of(7, {std::string(kMaxNotice, 'w')}), Fault);
}

TEST(Notices, OfSomebodyElseAreNone) {
  for (const char* foreign : {"", "hello", "7 ", "7 x\nacts", "x 7\nacts"})
    EXPECT_FALSE(parse_notice(foreign)) << foreign;
}

TEST(OwnIds, AreThoseBetweenWhatOthersLeftAndTheEndOfATurn) {
  OwnIds ids;
  EXPECT_FALSE(ids.has(10));
  ids.add(5, 10);
  ids.add(5, 20);   // nobody else wrote since
  ids.add(30, 40);  // somebody made 21 to 30
  for (const int own : {6, 10, 11, 20, 31, 40}) EXPECT_TRUE(ids.has(own)) << own;
  for (const int foreign : {5, 21, 30, 41}) EXPECT_FALSE(ids.has(foreign)) << foreign;
  ids.drop_after(15);
  EXPECT_TRUE(ids.has(15));
  for (const int unknown : {16, 20, 31, 40}) EXPECT_FALSE(ids.has(unknown)) << unknown;
}

}  // namespace
}  // namespace parvis::store
