#include "community/notifications/notification_pages.h"

#include <gtest/gtest.h>

#include "community/members/accounts.h"
#include "community/notifications/notification.h"
#include "community/notifications/notifier.h"
#include "community/testing/test_community.h"
#include "community/testing/test_visit.h"
#include "community/threads/read_mark.h"
#include "core/live/hub.h"

namespace parvis::community {
namespace {

using testing::Asked;
using testing::TestCommunity;
using testing::Visited;

struct NotificationPages : ::testing::Test {
  TestCommunity square;
  live::Hub hub;
  Presence presence;
  SessionReader sessions{*square.store, presence};
  std::unique_ptr<Community> community;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");

  NotificationPages() { square.timeline.add_echo(std::make_unique<Notifier>(Bell(hub, sessions))); }
  // No more acts after this: the store belongs to the community.
  void open() { community = std::make_unique<Community>(config::Settings{}, std::move(square.store)); }
  Visited show(const Viewer& viewer, text::Language language = text::Language::en) {
    return testing::ask(*community, viewer, show_notifications, {.target = "/notifications", .language = language});
  }
  Visited read(const Viewer& viewer, std::vector<std::pair<std::string, std::string>> form = {}) {
    return testing::ask(*community, viewer, read_notifications,
                        {.target = "/notifications/read", .method = http::Method::post, .form = std::move(form)});
  }
  std::int64_t unread(const Viewer& viewer) {
    return community->store().read([&](store::Reader& reader) { return count_unread(reader, viewer.member); });
  }
};

TEST_F(NotificationPages, SayInASentenceWhatHappenedAndLeadToIt) {
  const auto thread = square.thread(ana, square.talk, "Brakes & <rims>");
  const auto post = square.reply(ben, thread.thread);
  open();
  const auto page = show(ana);
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("Ben</a> replied in <a"));
  EXPECT_TRUE(page.has("Brakes &amp; &lt;rims&gt;"));
  EXPECT_TRUE(page.has("/threads/" + id_text(thread.thread) + "/" + post.slug + "/2#post-2"));
  EXPECT_TRUE(page.has("tiding fresh"));
  EXPECT_TRUE(page.has("1 is new to you."));
  const auto french = show(ana, text::Language::fr);
  EXPECT_TRUE(french.has("Ben</a> a répondu dans <a"));
}

TEST_F(NotificationPages, FoldedOnesLeadToWhatIsNew) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  square.reply(ben, thread);
  open();
  const auto page = show(ana);
  EXPECT_TRUE(page.has("2 new replies, the last from <a"));
  EXPECT_TRUE(page.has("/threads/" + id_text(thread) + "/unread"));
}

TEST_F(NotificationPages, AreEmptyWithAnInvitation) {
  open();
  EXPECT_TRUE(show(ana).has("Nothing yet."));
  EXPECT_EQ(testing::ask(*community, {}, show_notifications, {.target = "/notifications"}).status, 401);
}

TEST_F(NotificationPages, AreReadOneByOneOrAllAtOnceAndOnlyByTheirMember) {
  const auto first = square.thread(ana, square.talk).thread;
  const auto second = square.thread(ana, square.talk).thread;
  square.reply(ben, first);
  square.reply(ben, second);
  open();
  const auto id = community->store().read(
      [&](store::Reader& r) { return list_notifications(r, ana, *square.spaces).rows.front().id; });
  EXPECT_EQ(read(ben, {{"id", id_text(id)}}).location, "/notifications");
  EXPECT_EQ(unread(ana), 2);
  EXPECT_EQ(read(ana, {{"id", "not an id"}}).status, 404);
  read(ana, {{"id", id_text(id)}});
  EXPECT_EQ(unread(ana), 1);
  read(ana);
  EXPECT_EQ(unread(ana), 0);
  EXPECT_TRUE(show(ana).has("You have read everything."));
}

TEST_F(NotificationPages, AreReadAtAPersonsPace) {
  open();
  FrozenClock clock(now());
  int read_in_time = 0;
  while (read_in_time < 1000 && read(ana).status == 303) ++read_in_time;
  EXPECT_EQ(read_in_time, 120);
  EXPECT_EQ(read(ana).status, 429);
  EXPECT_EQ(read(ben).status, 303);
}

TEST_F(NotificationPages, OpeningTheThreadReadsThem) {
  const auto thread = square.thread(ana, square.talk).thread;
  square.reply(ben, thread);
  open();
  const Handler open_thread = [](Visit& visit) {
    read_thread_up_to(visit, {*parse_id(visit.request.query.get("thread"))}, 2);
    return http::text(std::to_string(visit.unread_notifications));
  };
  const auto target = "/?thread=" + id_text(thread);
  EXPECT_EQ(testing::ask(*community, ana, open_thread, {.target = target}).body, "0");
  EXPECT_EQ(unread(ana), 0);
  const auto read = community->store().read([&](store::Reader& r) { return read_up_to(r, ana.member, thread); });
  EXPECT_EQ(read, 2);
}

}  // namespace
}  // namespace parvis::community
