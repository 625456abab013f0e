#include "exchange/progress.h"

#include <gtest/gtest.h>

namespace parvis::exchange {
namespace {

TEST(Progress, SaysStageShareRateAndWhatIsLeft) {
  EXPECT_EQ(progress_line({.stage = "comments", .rows = 40'000, .seconds = 2, .share = 0.5}),
            "comments      50 %   40,000 rows   20,000 rows/s   about 2 s left");
  EXPECT_EQ(progress_line({.stage = "counters", .rows = 10, .seconds = 1, .share = 1}),
            "counters     100 %   10 rows   10 rows/s");
}

TEST(Progress, RoundsWhatIsLeftUp) {
  EXPECT_EQ(duration_text(0.2), "1 s");
  EXPECT_EQ(duration_text(61), "2 min");
  EXPECT_EQ(duration_text(7200), "2 h 0 min");
}

TEST(ProgressPrinter, WritesWholeLinesWhereThereIsNoTerminal) {
  auto* out = std::tmpfile();
  {
    ProgressPrinter printer(out);
    printer.show({.stage = "members", .rows = 1, .seconds = 1, .share = 0.5});
    printer.show({.stage = "members", .rows = 2, .seconds = 1, .share = 0.6});  // too soon after
  }
  std::rewind(out);
  char text[200] = {};
  const auto length = std::fread(text, 1, sizeof(text) - 1, out);
  EXPECT_EQ(std::string_view(text, length), "members       50 %   1 rows   1 rows/s   about 1 s left\n");
  std::fclose(out);
}

}  // namespace
}  // namespace parvis::exchange
