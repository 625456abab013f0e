#include "exchange/read_ahead.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>

namespace parvis::exchange {
namespace {

using Numbers = ReadAhead<int>;

TEST(ReadAhead, GivesEverythingInOrderAndThenNothing) {
  int read = 0;
  Numbers numbers([&] { return read < 100 ? std::optional(read++) : std::nullopt; });
  for (int i = 0; i < 100; ++i) EXPECT_EQ(numbers.next(), i);
  EXPECT_EQ(numbers.next(), std::nullopt);
  EXPECT_EQ(numbers.next(), std::nullopt);
}

TEST(ReadAhead, ThrowsWhatReadingThrewAfterWhatCameBefore) {
  int read = 0;
  Numbers numbers([&]() -> std::optional<int> {
    if (read == 2) throw std::runtime_error("the file ends in the middle");
    return read++;
  });
  EXPECT_EQ(numbers.next(), 0);
  EXPECT_EQ(numbers.next(), 1);
  EXPECT_THROW(numbers.next(), std::runtime_error);
  EXPECT_THROW(numbers.next(), std::runtime_error);
}

TEST(ReadAhead, ReadsBeforeItIsAsked) {
  std::latch begun(1);
  Numbers numbers([&, read = 0]() mutable -> std::optional<int> {
    if (read == 0) begun.count_down();
    return read < 1 ? std::optional(read++) : std::nullopt;
  });
  begun.wait();
  EXPECT_EQ(numbers.next(), 0);
}

TEST(ReadAhead, KeepsNoMoreThanAFewBatches) {
  std::atomic<int> read = 0;
  Numbers numbers([&]() -> std::optional<int> { return read < 1000 ? std::optional(read++) : std::nullopt; });
  for (int taken = 1; taken <= 1000; ++taken) {
    ASSERT_TRUE(numbers.next());
    // Those that wait, and one in the reader's hand.
    EXPECT_LE(read, taken + static_cast<int>(Numbers::kAhead) + 1);
  }
}

TEST(ReadAhead, MayBeLeftBeforeTheEnd) {
  int read = 0;
  Numbers numbers([&]() -> std::optional<int> { return read++; });
  EXPECT_EQ(numbers.next(), 0);
}

}  // namespace
}  // namespace parvis::exchange
