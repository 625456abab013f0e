#include "community/threads/thread_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

#include "community/testing/test_community.h"
#include "community/threads/cursor.h"
#include "community/threads/follow.h"
#include "community/threads/pin.h"
#include "community/threads/reaction.h"
#include "community/threads/thread_deletion.h"
#include "community/threads/thread_list_sql.h"
#include "core/store/testing/test_store.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Lists : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana"), bob = square.member("Bob"), lea = square.leader("Léa"), visitor;

  ThreadList list(const Viewer& viewer, const ThreadQuery& query = {}) {
    return square.read([&](store::Reader& reader) { return list_threads(reader, viewer, *square.spaces, query); });
  }
  // Titles of all pages, one after the other.
  std::vector<std::string> walk(const Viewer& viewer, ThreadQuery query) {
    std::vector<std::string> titles;
    query.limit = 2;
    do {
      const auto page = list(viewer, query);
      for (const auto& row : page.pinned) titles.push_back(row.title);
      for (const auto& row : page.rows) titles.push_back(row.title);
      query.cursor = page.next;
    } while (!query.cursor.empty());
    return titles;
  }
  void thank(const Viewer& viewer, PostId post) {
    square.write(
        [&](store::Transaction& t) { react(t, square.act(viewer), post, "thanks", Give::on, square.reactions); });
  }
};

TEST_F(Lists, ComeInTheOrderAskedFor) {
  const auto one = square.thread(ana, square.talk, "One");
  const auto two = square.thread(ana, square.questions, "Two");
  square.thread(bob, square.questions, "Three");
  square.reply(bob, one.thread);
  thank(bob, two.post);
  thank(lea, two.post);
  thank(bob, one.post);
  EXPECT_THAT(walk(visitor, {}), ElementsAre("One", "Three", "Two"));
  EXPECT_THAT(walk(visitor, {.order = ThreadOrder::newest}), ElementsAre("Three", "Two", "One"));
  EXPECT_THAT(walk(visitor, {.order = ThreadOrder::appreciated}), ElementsAre("Two", "One", "Three"));
  EXPECT_THAT(walk(visitor, {.order = ThreadOrder::unanswered}), ElementsAre("Three", "Two"));
  EXPECT_THAT(walk(visitor, {.space = square.questions}), ElementsAre("Three", "Two"));
  EXPECT_THAT(walk(visitor, {.author = ana.member, .order = ThreadOrder::newest}), ElementsAre("Two", "One"));
  EXPECT_THAT(walk(visitor, {.space = square.talk, .author = ana.member}), ElementsAre("One"));
}

TEST_F(Lists, NeverShowVisitorsWhatIsForMembers) {
  const auto hidden = square.thread(ana, square.members_only, "Hidden", "Words.", {"canary"});
  square.thread(ana, square.talk, "Shown", "Words.", {"canary"});
  const auto tag = square.read([&](store::Reader& r) { return tags_of(r, hidden.thread)[0].id; });
  for (const auto order :
       {ThreadOrder::latest, ThreadOrder::newest, ThreadOrder::appreciated, ThreadOrder::unanswered}) {
    for (const auto& query : {ThreadQuery{.order = order}, ThreadQuery{.tag = tag, .order = order},
                              ThreadQuery{.author = ana.member, .order = order}}) {
      EXPECT_THAT(walk(visitor, query), ::testing::Not(::testing::Contains("Hidden")));
    }
    EXPECT_THROW(list(visitor, {.space = square.members_only, .order = order}), NotFound);
  }
  EXPECT_THAT(walk(bob, {.tag = tag}), ElementsAre("Shown", "Hidden"));
  square.read([&](store::Reader& reader) {
    EXPECT_THAT(thread_rows(reader, visitor, *square.spaces, {hidden.thread}), IsEmpty());
    EXPECT_THAT(thread_addresses(reader, visitor, *square.spaces, {}, 10), SizeIs(1));
    EXPECT_THAT(thread_addresses(reader, bob, *square.spaces, hidden.thread, 10), SizeIs(1));
  });
}

TEST_F(Lists, PutPinnedThreadsAboveTheirSpace) {
  const auto one = square.thread(ana, square.talk, "One");
  square.thread(ana, square.talk, "Two");
  square.thread(ana, square.talk, "Three");
  square.write([&](store::Transaction& t) { pin_thread(t, square.act(lea), one.thread); });
  EXPECT_THAT(walk(visitor, {.space = square.talk}), ElementsAre("One", "Three", "Two"));
  const auto first = list(visitor, {.space = square.talk});
  ASSERT_THAT(first.pinned, SizeIs(1));
  EXPECT_TRUE(first.pinned[0].pinned);
  EXPECT_THAT(list(visitor).pinned, IsEmpty());
}

TEST_F(Lists, LeaveDeletedThreadsOut) {
  const auto one = square.thread(ana, square.talk, "One", "Words.", {"gone"});
  square.write([&](store::Transaction& t) { delete_thread(t, square.act(ana), one.thread); });
  EXPECT_THAT(walk(lea, {}), IsEmpty());
  EXPECT_THAT(walk(ana, {.space = square.talk}), IsEmpty());
}

TEST_F(Lists, KnowWhatAMemberFollowsAndHasNotRead) {
  const FrozenClock clock(square.last_instant());
  const auto one = square.thread(ana, square.talk, "One");
  const auto two = square.thread(bob, square.talk, "Two");
  square.reply(bob, one.thread);
  EXPECT_THAT(walk(ana, {.filter = ThreadFilter::followed}), ElementsAre("One"));
  EXPECT_THAT(walk(ana, {.filter = ThreadFilter::unread}), ElementsAre("One", "Two"));
  EXPECT_THAT(walk(bob, {.filter = ThreadFilter::unread}), IsEmpty());
  const auto rows = list(ana, {.filter = ThreadFilter::unread}).rows;
  EXPECT_EQ(rows[0].read_up_to, 1);
  EXPECT_EQ(rows[0].unread(), 1);
  EXPECT_EQ(rows[1].read_up_to, std::nullopt);
  EXPECT_THROW(list(visitor, {.filter = ThreadFilter::unread}), SignInNeeded);
}

TEST_F(Lists, WhatWasSaidBeforeOneCameIsNoNews) {
  square.thread(ana, square.talk, "Long ago");
  const auto newcomer = square.member("Nell");
  square.write([&](store::Transaction& t) {
    t.run("update member set created_at = $2 where id = $1", newcomer.member, square.last_instant() + kMinute);
  });
  EXPECT_THAT(walk(newcomer, {.filter = ThreadFilter::unread}), IsEmpty());
  EXPECT_EQ(list(newcomer, {}).rows.front().unread(), 0);
  EXPECT_EQ(list(bob, {}).rows.front().unread(), 1);
}

TEST_F(Lists, HoldEverythingARowShows) {
  square.thread(ana, square.questions, "Which chain?", "A **long** story about a tandem.", {"tandem", "chains"});
  const auto row = list(bob, {.excerpts = Excerpts::first_post}).rows.at(0);
  EXPECT_EQ(row.author_handle, "ana");
  EXPECT_EQ(row.last_poster_name, "Ana");
  EXPECT_EQ(row.excerpt, "A long story about a tandem.");
  ASSERT_THAT(row.tags, SizeIs(2));
  EXPECT_EQ(row.tags[0].name, "chains");
  EXPECT_EQ(row.posts, 1);
}

TEST_F(Lists, TakeAnyTextForACursor) {
  square.thread(ana, square.talk, "One");
  for (const auto* cursor : {"", "-", "x", "zzz-zzz-zzz", "🚲-1", "0-0", "7z-"}) {
    EXPECT_THAT(list(visitor, {.cursor = cursor}).rows, SizeIs(::testing::Le(1u))) << cursor;
  }
  rc::check([](std::string text) { parse_cursor(text); });
  rc::check([] {
    const auto key = *rc::gen::inRange<std::int64_t>(-(1LL << 60), 1LL << 60);
    const auto id = *rc::gen::inRange<std::int64_t>(1, INT64_MAX);
    const auto back = parse_cursor(cursor_text({key, id}));
    RC_ASSERT(back.key == key && back.id == id);
  });
}

TEST_F(Lists, ShowEachThreadExactlyOnceWhateverThePageSize) {
  std::multiset<std::string> all;
  for (int i = 0; i < 23; ++i) {
    const auto title = "Thread " + std::to_string(i);
    const auto opened =
        square.thread(i % 3 == 0 ? ana : bob, i % 2 == 0 ? square.talk : square.questions, title, "Words.", {"many"});
    if (i % 4 == 0) thank(lea, opened.post);
    if (i % 5 == 0) square.reply(lea, opened.thread);
    all.insert(title);
  }
  const auto tag = square.read([&](store::Reader& r) { return list_tags(r, visitor, *square.spaces)[0].id; });
  for (const auto order : {ThreadOrder::latest, ThreadOrder::newest, ThreadOrder::appreciated}) {
    for (const auto filter_tag : {TagId{}, tag}) {
      const auto seen = walk(visitor, {.tag = filter_tag, .order = order});
      EXPECT_EQ(std::multiset<std::string>(seen.begin(), seen.end()), all);
    }
  }
}

// What SQLite means to do, one line for each step.
struct PlanStep {
  std::int64_t id, parent, unused;
  std::string detail;
};

TEST_F(Lists, WalkAnIndexWithoutSorting) {
  if (store::tests_use_postgres()) GTEST_SKIP() << "PostgreSQL chooses by the number of rows";
  const auto plan = [&](const ThreadQuery& query, ListScope scope, auto... args) {
    const auto sql = store::Sql("explain query plan ") + list_sql(visitor, *square.spaces, query, scope, Pins::among);
    std::string text;
    square.read([&](store::Reader& reader) {
      for (const auto& step : reader.all<PlanStep>(sql, std::int64_t{1}, std::int64_t{1}, 30, args...)) {
        text += step.detail + "\n";
      }
    });
    return text;
  };
  using Expected = std::map<ThreadOrder, const char*>;
  const Expected of_space{{ThreadOrder::latest, "thread_by_space_activity"},
                          {ThreadOrder::newest, "thread_by_space_age"},
                          {ThreadOrder::appreciated, "thread_by_space_thanks"},
                          {ThreadOrder::unanswered, "thread_unanswered_by_space"}};
  const Expected of_all{{ThreadOrder::latest, "thread_by_activity"},
                        {ThreadOrder::newest, "thread_by_age"},
                        {ThreadOrder::appreciated, "thread_by_thanks"},
                        {ThreadOrder::unanswered, "thread_unanswered"}};
  for (const auto& [order, index] : of_space) {
    const auto text = plan({.space = square.talk, .order = order}, ListScope::space, square.talk);
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("TEMP B-TREE")));
    EXPECT_THAT(text, ::testing::HasSubstr(index));
  }
  for (const auto& [order, index] : of_all) {
    const auto text = plan({.order = order}, ListScope::all);
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("TEMP B-TREE")));
    EXPECT_THAT(text, ::testing::HasSubstr(index));
  }
  const auto of_tag = plan({.tag = {7}}, ListScope::tag, TagId{7});
  EXPECT_THAT(of_tag, ::testing::Not(::testing::HasSubstr("TEMP B-TREE")));
  EXPECT_THAT(of_tag, ::testing::HasSubstr("thread_tag_by_activity"));
  const auto of_author = plan({.author = {7}, .order = ThreadOrder::newest}, ListScope::author, MemberId{7});
  EXPECT_THAT(of_author, ::testing::Not(::testing::HasSubstr("TEMP B-TREE")));
}

}  // namespace
}  // namespace parvis::community
