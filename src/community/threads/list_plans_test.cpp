// No list walks or sorts a table whole, whoever asks and however it is narrowed. The acts by which the square below is
// made are held to the same.
#include <gmock/gmock.h>

#include "community/members/member.h"
#include "community/notifications/notification.h"
#include "community/testing/test_community.h"
#include "community/threads/post_lists.h"
#include "community/threads/readable_counts.h"
#include "community/threads/thread_lists.h"
#include "community/threads/thread_page.h"
#include "core/store/testing/test_store.h"
#include "core/store/testing/watched_plans.h"

namespace parvis::community {
namespace {

using ::testing::IsEmpty;
using testing::TestCommunity;

class ListPlans : public ::testing::Test {
 protected:
  void SetUp() override {
    if (store::tests_use_postgres()) GTEST_SKIP() << "the plans are SQLite's";
    auto owned = std::make_unique<store::testing::WatchedStore>(std::move(square.store));
    watched = owned.get();
    square.store = std::move(owned);
    thread = square.thread(ana, square.questions, "A noise in front", "The wombat bag.", {"noise"}).thread;
    square.reply(ben, thread);
    square.read([&](store::Reader& reader) { tag = list_tags(reader, ana, *square.spaces).at(0).id; });
  }

  // Every order of every scope; the second pages too, which begin elsewhere.
  void list_all(store::Reader& reader, const Viewer& viewer) {
    std::vector<ThreadQuery> scopes{{}, {.space = square.talk}, {.tag = tag}, {.author = ana.member}};
    scopes.push_back({.space = square.questions, .tag = tag, .author = ana.member});
    if (viewer.signed_in()) {
      scopes.push_back({.filter = ThreadFilter::followed});
      scopes.push_back({.filter = ThreadFilter::unread});
    }
    for (auto query : scopes) {
      for (const auto order :
           {ThreadOrder::latest, ThreadOrder::newest, ThreadOrder::appreciated, ThreadOrder::unanswered}) {
        query.order = order;
        query.excerpts = Excerpts::first_post;
        list_threads(reader, viewer, *square.spaces, query);
      }
    }
  }

  TestCommunity square;
  store::testing::WatchedStore* watched = nullptr;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");
  ThreadId thread;
  TagId tag;
};

// Spaces and charters there are some ten. A tag's or an author's threads in another order are sorted, and no others.
TEST_F(ListPlans, NeverWalkATableWhole) {
  square.read([&](store::Reader& reader) {
    for (const auto& viewer : {TestCommunity::visitor(), ana}) {
      list_all(reader, viewer);
      latest_posts(reader, viewer, *square.spaces, {}, 10);
      posts_by_member(reader, viewer, *square.spaces, ana.member, {}, 10);
      thread_addresses(reader, viewer, *square.spaces, {}, 10);
      list_tags(reader, viewer, *square.spaces);
      complete_tag(reader, viewer, *square.spaces, "noi", 5);
      readable_figures(reader, viewer, *square.spaces);
      load_thread_overlay(reader, viewer, *square.spaces, load_thread_content(reader, thread, 1));
    }
    latest_posts_of_thread(reader, thread, 10);
    number_at(reader, find_thread(reader, ana, *square.spaces, thread), square.last_instant());
    list_notifications(reader, ana, *square.spaces);
    count_unread(reader, ana.member);
    members_by_arrival(reader, {}, 10);
    newcomers(reader, 10);
    search_members(reader, "an", 10);
    complete_handles(reader, "an");
    space_figures(reader);
  });
  EXPECT_GT(watched->plans().size(), 60u);
  for (const auto& plan : watched->plans()) EXPECT_THAT(plan.whole_walk({"space"}), IsEmpty()) << plan.text();
}

}  // namespace
}  // namespace parvis::community
