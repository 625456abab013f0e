// What notifications add to a reply on the writing thread. Prints, asserts nothing about time; run with
// --gtest_also_run_disabled_tests --gtest_filter='*NotifierSpeed*'.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "community/members/session_reader.h"
#include "community/notifications/notifier.h"
#include "community/testing/test_community.h"
#include "community/threads/follow.h"
#include "core/live/hub.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

// Microseconds for each of 10,000 replies in 200 threads with so many followers each.
double reply_time(int followers, bool notified) {
  TestCommunity square;
  live::Hub hub;
  Presence presence;
  SessionReader sessions(*square.store, presence);
  if (notified) square.timeline.add_echo(std::make_unique<Notifier>(Bell(hub, sessions)));
  std::vector<Viewer> people;
  std::vector<ThreadId> threads;
  for (int i = 0; i < 100; ++i) people.push_back(square.member("Member " + std::to_string(i)));
  for (int i = 0; i < 200; ++i) threads.push_back(square.thread(people[i % 100], square.questions).thread);
  square.write([&](store::Transaction& transaction) {
    for (std::size_t i = 0; i < threads.size(); ++i) {
      for (int j = 0; j < followers; ++j) {
        follow_silently(transaction, people[(i + j * 7) % 100].member, FollowKind::thread, threads[i].value, now());
      }
    }
  });
  const auto text = square.text("The chain **skips** under load on the three smallest sprockets.");
  const auto writer = square.member("Writer");
  constexpr int kTimes = 10'000;
  const auto begin = std::chrono::steady_clock::now();
  square.write([&](store::Transaction& transaction) {
    for (int i = 0; i < kTimes; ++i) reply(transaction, square.act(writer), {threads[i % threads.size()], {}}, text);
  });
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / kTimes;
}

TEST(DISABLED_NotifierSpeed, OfReplies) {
  for (const int followers : {1, 4, 10, 40}) {
    std::cout << followers << " followers: " << reply_time(followers, false) << " µs without, "
              << reply_time(followers, true) << " µs with notifications\n";
  }
}

}  // namespace
}  // namespace parvis::community
