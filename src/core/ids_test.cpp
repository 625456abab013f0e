#include "core/ids.h"

#include <gtest/gtest.h>

#include "core/ids_start.h"

namespace parvis {
namespace {

constexpr std::int64_t kMinuteOfIds = std::int64_t{60'000} << 22;

// As if the clock had been a minute ahead until now.
TEST(Ids, GrowThoughTheClockJumpsBack) {
  auto last = next_id() + kMinuteOfIds;
  start_ids_after(last);
  for (int i = 0; i < 10'000; ++i) {
    const auto next = next_id();
    ASSERT_GT(next, last);
    last = next;
  }
}

TEST(Ids, BeginAboveWhatIsStoredAndNeverGoDown) {
  const auto stored = next_id() + kMinuteOfIds;
  start_ids_after(stored);
  start_ids_after(1);
  EXPECT_GT(next_id(), stored);
}

TEST(Ids, BeginAboveThoseOfAnotherNode) {
  const auto of_last_node = next_id() | (std::int64_t{1023} << 12);
  start_ids_after(of_last_node);
  EXPECT_GT(next_id(), of_last_node);
}

}  // namespace
}  // namespace parvis
