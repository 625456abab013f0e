#include "community/threads/read_marker.h"

#include <gtest/gtest.h>

#include <thread>

#include "community/testing/test_community.h"
#include "community/threads/read_mark.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

std::int64_t read_by(TestCommunity& square, const Viewer& viewer, ThreadId thread) {
  return square.read([&](store::Reader& reader) { return read_up_to(reader, viewer.member, thread).value_or(0); });
}

TEST(ReadMarker, WritesAtOnceUntilItIsStarted) {
  TestCommunity square;
  const auto thread = square.thread(square.member("Ana"), square.talk);
  const auto ben = square.member("Ben");
  ReadMarker marker(*square.store);
  marker.note(ben.member, thread.thread, 1);
  EXPECT_EQ(read_by(square, ben, thread.thread), 1);
}

TEST(ReadMarker, LosesNothingOfWhatManyReadAtOnce) {
  TestCommunity square;
  const auto ana = square.member("Ana");
  const auto ben = square.member("Ben");
  std::vector<ThreadId> threads;
  for (int i = 0; i < 8; ++i) threads.push_back(square.thread(ana, square.talk).thread);
  ReadMarker marker(*square.store);
  marker.start();
  {
    std::vector<std::jthread> readers;
    for (const auto thread : threads) readers.emplace_back([&, thread] { marker.note(ben.member, thread, 1); });
  }
  marker.stop();
  for (const auto thread : threads) EXPECT_EQ(read_by(square, ben, thread), 1);
}

TEST(ReadMarker, NeverMarksBackwards) {
  TestCommunity square;
  const auto ana = square.member("Ana");
  const auto ben = square.member("Ben");
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ana, thread);
  ReadMarker marker(*square.store);
  marker.note(ben.member, thread, 2);
  marker.note(ben.member, thread, 1);
  EXPECT_EQ(read_by(square, ben, thread), 2);
}

}  // namespace
}  // namespace parvis::community
