#include "core/live/hub.h"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>
#include <vector>

#include "core/ids.h"
#include "core/time/instant.h"

namespace parvis::live {
namespace {

constexpr Instant kNoon{1'800'000'000 * kSecond};

std::int64_t last_id(const std::string& text) { return std::stoll(text.substr(text.rfind("id: ") + 4)); }

int events_in(const std::string& text) {
  int count = 0;
  for (auto at = text.find("data: "); at != std::string::npos; at = text.find("data: ", at + 1)) ++count;
  return count;
}

void publish(Hub& hub, Event event) {
  hub.publish(std::move(event));
  hub.settle();
}

// The position a reader has who has heard everything so far.
std::int64_t present(Hub& hub) { return last_id(hub.listen({{"x"}, 0}, nullptr)->ping()); }

TEST(Hub, CarriesEventsToTheListenersOfTheirTopic) {
  Hub hub;
  int wakes = 0;
  const auto listener = hub.listen({{"thread:7", "member:1", "thread:7"}, 0}, [&] { ++wakes; });
  EXPECT_EQ(hub.listeners("thread:7"), 1u);
  publish(hub, {0, "thread:8", "post", "other"});
  EXPECT_EQ(listener->take(), "");
  publish(hub, {0, "thread:7", "post", "{\"a\":1}"});
  publish(hub, {0, "member:1", "notice", "{}"});
  EXPECT_EQ(wakes, 1) << "one wake for all that waits";
  const auto text = listener->take();
  EXPECT_NE(text.find("event: post\ndata: {\"a\":1}\n\n"), std::string::npos);
  EXPECT_EQ(events_in(text), 2);
  EXPECT_EQ(listener->take(), "");
  publish(hub, {0, "thread:7", "post", "{}"});
  EXPECT_EQ(wakes, 2);
}

TEST(Hub, EndsTheStreamsOfATopicAfterWhatWasPublishedBefore) {
  Hub hub;
  int wakes = 0;
  const auto listener = hub.listen({{"thread:7", "member:1"}, 0}, [&] { ++wakes; });
  const auto other = hub.listen({{"thread:8"}, 0}, nullptr);
  hub.publish({0, "thread:7", "post", "{}"});
  hub.end("thread:7");
  hub.settle();
  EXPECT_TRUE(listener->ended());
  EXPECT_FALSE(other->ended());
  EXPECT_EQ(events_in(listener->take()), 1);
  EXPECT_GE(wakes, 1);
}

TEST(Hub, EndsAtOnceWhoWasJudgedBeforeTheEndAndListensAfter) {
  Hub hub;
  const auto judged = next_id();
  hub.end("thread:7");
  hub.settle();
  const auto late = hub.listen({{"member:1", "thread:7"}, judged}, nullptr);
  EXPECT_TRUE(late->ended());
  EXPECT_FALSE(hub.listen({{"thread:8"}, judged}, nullptr)->ended());
  EXPECT_FALSE(hub.listen({{"thread:7"}, last_id(late->take())}, nullptr)->ended()) << "who returns is judged anew";
  EXPECT_FALSE(hub.listen({{"thread:7"}, next_id()}, nullptr)->ended());
}

TEST(Hub, ForgettingOldEndsEndsRatherOneTooMany) {
  Hub hub;
  const auto judged = next_id();
  hub.end("thread:7");
  for (int i = 0; i < 9'000; ++i) hub.end("member:" + std::to_string(i));
  hub.settle();
  for (int i = 0; i < 9'000; ++i) hub.end("member:" + std::to_string(i));
  hub.settle();
  EXPECT_TRUE(hub.listen({{"thread:7"}, judged}, nullptr)->ended());
  EXPECT_FALSE(hub.listen({{"thread:7"}, next_id()}, nullptr)->ended());
}

TEST(Hub, LetsListenersGo) {
  Hub hub;
  auto one = hub.listen({{"a", "b"}, 0}, nullptr);
  auto two = hub.listen({{"a"}, 0}, nullptr);
  EXPECT_EQ(hub.listeners(), 2u);
  one.reset();
  EXPECT_EQ(hub.listeners("a"), 1u);
  EXPECT_EQ(hub.listeners("b"), 0u);
  publish(hub, {0, "a", "post", "{}"});
  EXPECT_EQ(events_in(two->take()), 1);
}

TEST(Hub, ReplaysWhatCameWhileTheReaderWasAwayInOrder) {
  Hub hub;
  const auto before = present(hub);
  for (int i = 0; i < 3; ++i) {
    publish(hub, {0, "a", "post", "a" + std::to_string(i)});
    publish(hub, {0, "b", "post", "b" + std::to_string(i)});
  }
  const auto text = hub.listen({{"b", "a"}, before}, nullptr)->take();
  EXPECT_EQ(events_in(text), 6);
  const auto place = [&](const char* data) {
    return text.find(std::string("data: ") + data);
  };  // positions have letters
  EXPECT_LT(place("a0"), place("b0"));
  EXPECT_LT(place("b0"), place("a1"));
  EXPECT_EQ(hub.listen({{"a", "b"}, last_id(text)}, nullptr)->take(), "");
  EXPECT_EQ(hub.listen({{"a"}, 0}, nullptr)->take(), "") << "from now on";
}

TEST(Hub, PositionsGrowThoughIdentifiersMayNot) {
  Hub hub;
  const auto from = present(hub);
  publish(hub, {from + 100, "a", "post", "later"});
  publish(hub, {from + 50, "a", "post", "committed after"});
  const auto text = hub.listen({{"a"}, from + 100}, nullptr)->take();
  EXPECT_EQ(events_in(text), 1);
  EXPECT_NE(text.find("committed after"), std::string::npos);
}

TEST(Hub, TellsAReaderWhoMayHaveMissedSomethingToReload) {
  Hub hub;
  EXPECT_NE(hub.listen({{"a"}, 17}, nullptr)->take().find("event: reload"), std::string::npos) << "from an earlier run";
  const auto from = present(hub);
  for (int i = 0; i < 65; ++i) publish(hub, {0, "a", "post", "{}"});
  EXPECT_NE(hub.listen({{"a"}, from}, nullptr)->take().find("event: reload"), std::string::npos) << "more than is kept";
  EXPECT_EQ(hub.listen({{"b"}, from}, nullptr)->take(), "") << "another topic lost nothing";
}

TEST(Hub, ForgetsAfterAWhileButNotForAReaderWhoWasThere) {
  FrozenClock clock(kNoon);
  Hub hub;
  const auto from = present(hub);
  publish(hub, {0, "a", "post", "{}"});
  const auto quiet = hub.listen({{"c"}, 0}, nullptr);
  clock.set(kNoon + 11 * kMinute);
  publish(hub, {0, "b", "post", "{}"});
  EXPECT_NE(hub.listen({{"a"}, from}, nullptr)->take().find("event: reload"), std::string::npos);
  EXPECT_EQ(hub.listen({{"c"}, last_id(quiet->ping())}, nullptr)->take(), "");
}

TEST(Hub, BoundsWhatWaitsForAReader) {
  Hub hub;
  int wakes = 0;
  const auto listener = hub.listen({{"a"}, 0}, [&] { ++wakes; });
  const std::string data(1000, 'x');
  for (int i = 0; i < 1000; ++i) hub.publish({0, "a", "post", data});
  hub.settle();
  EXPECT_EQ(wakes, 1);
  const auto text = listener->take();
  EXPECT_EQ(events_in(text), 1);
  EXPECT_NE(text.find("event: reload"), std::string::npos);
  publish(hub, {0, "a", "post", "next"});
  EXPECT_EQ(events_in(listener->take()), 1);
}

TEST(Hub, BoundsWhatIsToBeCarried) {
  Hub hub;
  std::mutex held;
  const auto listener = hub.listen({{"a"}, 0}, [&] { const std::lock_guard wait(held); });
  const auto from = present(hub);
  held.lock();
  for (int i = 0; i < 25'000; ++i) hub.publish({0, "a", "post", "{}"});
  held.unlock();
  hub.settle();
  EXPECT_NE(listener->take().find("event: reload"), std::string::npos);
  EXPECT_NE(hub.listen({{"b"}, from}, nullptr)->take().find("event: reload"), std::string::npos);
}

TEST(Hub, DropsNoEndWhenTooMuchIsToBeCarried) {
  Hub hub;
  std::mutex held;
  const auto listener = hub.listen({{"a"}, 0}, [&] { const std::lock_guard wait(held); });
  const auto other = hub.listen({{"b"}, 0}, nullptr);
  held.lock();
  hub.publish({0, "a", "post", "{}"});
  hub.end("b");
  for (int i = 0; i < 25'000; ++i) hub.publish({0, "a", "post", "{}"});
  held.unlock();
  hub.settle();
  EXPECT_TRUE(other->ended());
  EXPECT_FALSE(listener->ended());
}

TEST(Hub, KeepsEachEventOnItsLines) {
  Hub hub;
  const auto listener = hub.listen({{"a"}, 0}, nullptr);
  publish(hub, {0, "a", "post\nid: 9", "{}\n\nevent: forged"});
  const auto text = listener->take();
  EXPECT_NE(text.find("event: post id: 9\ndata: {}  event: forged\n\n"), std::string::npos) << text;
}

TEST(Hub, MayBeUsedFromManyThreads) {
  Hub hub;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&hub, t] {
      for (int i = 0; i < 500; ++i) {
        const auto listener = hub.listen({{"a", "t" + std::to_string(t)}, 1}, [] {});
        hub.publish({0, "a", "post", "{}"});
        listener->take();
        listener->ping();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(hub.listeners(), 0u);
}

}  // namespace
}  // namespace parvis::live
