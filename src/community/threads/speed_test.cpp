// How long the rules take on the writing thread, and the reading of a page. Prints, asserts nothing about time; run
// with
// --gtest_also_run_disabled_tests --gtest_filter='*Speed*'.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "community/testing/test_community.h"
#include "community/threads/bulk.h"
#include "community/threads/counters.h"
#include "community/threads/thread_content_cache.h"
#include "community/threads/thread_lists.h"
#include "community/threads/thread_page.h"

namespace parvis::community {
namespace {

using testing::TestCommunity;

const std::string kWords =
    "The chain **skips** under load on the three smallest sprockets, but only when the frame flexes. I measured the "
    "wear at 0.6 %, replaced the cassette and the chain together, and it still happens on steep climbs.";

template <class Action>
void measure(const std::string& what, int times, const Action& action) {
  const auto begin = std::chrono::steady_clock::now();
  action();
  const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
  std::cout << what << ": " << spent.count() / times << " µs each, " << times << " times\n";
}

struct DISABLED_Speed : ::testing::Test {
  TestCommunity square;
  std::vector<Viewer> people;
  std::vector<ThreadId> threads;
  DISABLED_Speed() {
    for (int i = 0; i < 50; ++i) people.push_back(square.member("Member " + std::to_string(i)));
    for (int i = 0; i < 200; ++i) {
      threads.push_back(square.thread(people[i % 50], square.questions, "Thread", kWords, {"chains", "gears"}).thread);
    }
  }
};

TEST_F(DISABLED_Speed, OfReplies) {
  const auto text = square.text(kWords);
  constexpr int kTimes = 20'000;
  measure("compose", 1000, [&] {
    for (int i = 0; i < 1000; ++i) square.text(kWords);
  });
  square.write([&](store::Transaction& transaction) {
    measure("reply, one transaction", kTimes, [&] {
      for (int i = 0; i < kTimes; ++i) {
        reply(transaction, square.act(people[i * 7 % 50]), {threads[i % threads.size()], {}}, text);
      }
    });
  });
  measure("thread content", 1000, [&] {
    for (int i = 0; i < 1000; ++i) {
      square.read([&](store::Reader& r) { return load_thread_content(r, threads[i % threads.size()], 41); });
    }
  });
  ThreadContentCache cache(64 << 20);
  for (const auto thread : threads) cache.find(*square.store, people[0], *square.spaces, thread, 41);
  measure("kept content and overlay", 20'000, [&] {
    for (int i = 0; i < 20'000; ++i) {
      const auto& viewer = people[i % 50];
      const auto content = cache.find(*square.store, viewer, *square.spaces, threads[i % threads.size()], 41);
      square.read([&](store::Reader& r) { return load_thread_overlay(r, viewer, *square.spaces, *content); });
    }
  });
  measure("list of 30, signed in", 1000, [&] {
    for (int i = 0; i < 1000; ++i) {
      square.read([&](store::Reader& r) { return list_threads(r, people[0], *square.spaces, {}); });
    }
  });
}

TEST_F(DISABLED_Speed, OfBulkLoads) {
  const auto text = square.text(kWords);
  constexpr int kThreads = 10'000, kPosts = 100'000;
  std::vector<ThreadId> made(kThreads);
  for (auto& id : made) id = make_id<ThreadId>();
  measure("bulk post with its activity", kPosts, [&] {
    for (int from = 0; from < kPosts; from += 5000) {
      square.write([&](store::Transaction& t) {
        store::BulkRows rows(t);
        for (int i = from; i < from + 5000; ++i) {
          const auto thread = made[i % kThreads];
          const auto author = people[i % 50].member;
          const auto at = square.tick();
          if (i < kThreads) {
            insert_thread_row(rows, {.id = thread,
                                     .space = square.talk,
                                     .author = author,
                                     .title = "T",
                                     .slug = "t",
                                     .language = "en",
                                     .created_at = at});
          }
          const auto post = make_id<PostId>();
          insert_post_row(rows, {.id = post,
                                 .thread = thread,
                                 .number = i / kThreads + 1,
                                 .author = author,
                                 .created_at = at,
                                 .body = text.body,
                                 .html = text.html,
                                 .language = "en"});
          insert_activity_row(rows, {.at = at,
                                     .actor = author,
                                     .verb = Verb::replied,
                                     .object_kind = ObjectKind::post,
                                     .object = post.value,
                                     .space = square.talk,
                                     .thread = thread,
                                     .source = Source::generated});
        }
        rows.put_in();
      });
    }
  });
  measure("recount of 100,000 posts", 1, [&] { square.write([](store::Transaction& t) { return recount_all(t); }); });
  measure("check of 100,000 posts", 1, [&] { EXPECT_TRUE(square.wrong_counters().empty()); });
}

}  // namespace
}  // namespace parvis::community
