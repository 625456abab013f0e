#include "core/media/process.h"

#include <gtest/gtest.h>

namespace parvis::media {
namespace {

using std::chrono::milliseconds;
constexpr std::size_t kMuch = 1000;

Ran shell(const std::string& words, milliseconds time) {
  return run_process("/bin/sh", {"-c", words}, {"PATH=/bin:/usr/bin"}, "input", time, kMuch);
}

TEST(Process, AnswersWithWhatItWroteAndHowItEnded) {
  const auto ran = shell("cat; exit 3", milliseconds(60'000));
  EXPECT_EQ(ran.end, Ran::End::whole);
  EXPECT_EQ(ran.output, "input");
  EXPECT_EQ(WEXITSTATUS(ran.status), 3);
}

TEST(Process, IsEndedWhenItIsTooSlow) { EXPECT_EQ(shell("exec sleep 600", milliseconds(50)).end, Ran::End::too_slow); }

// Otherwise a picture that makes it do so would keep a worker for ever.
TEST(Process, IsEndedWhenItClosesItsOutputAndGoesOn) {
  const auto ran = shell("echo done; exec sleep 600 >&-", milliseconds(300));
  EXPECT_EQ(ran.end, Ran::End::too_slow);
  EXPECT_TRUE(WIFSIGNALED(ran.status));
}

TEST(Process, IsEndedWhenItWritesTooMuch) {
  EXPECT_EQ(shell("exec cat /dev/zero", milliseconds(60'000)).end, Ran::End::too_much);
}

}  // namespace
}  // namespace parvis::media
