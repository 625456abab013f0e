#include "community/live/live_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/activity/others_acts.h"
#include "community/live/live_pages.h"
#include "community/notifications/bell.h"
#include "community/testing/test_community.h"
#include "community/testing/test_visit.h"
#include "community/threads/closure.h"
#include "community/threads/move.h"
#include "community/threads/post_edit.h"
#include "community/threads/reaction.h"
#include "community/threads/thread_deletion.h"
#include "core/live/process_name.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TestCommunity;

struct Live : ::testing::Test {
  TestCommunity square;
  live::Hub hub;
  SpaceDirectory directory{*square.store};
  Viewer ana = square.member("Ana"), ben = square.member("Ben");

  Live() {
    square.timeline.add_echo(std::make_unique<LiveEvents>(hub));
    square.timeline.subscribe(follower_of_the_square(hub, directory));
  }
  std::unique_ptr<live::Hub::Listener> listen(const std::string& topic) { return hub.listen({{topic}}, nullptr); }
  std::string heard(live::Hub::Listener& listener) {
    hub.settle();
    return listener.take();
  }
};

TEST_F(Live, ReadersOfAThreadHearOfEachActByNumber) {
  const auto thread = square.thread(ana, square.talk, "A secret title", "Secret words.");
  const auto page = listen(thread_topic(thread.thread, square.talk));
  const auto post = square.reply(ben, thread.thread, "More secret words.");
  auto text = heard(*page);
  EXPECT_THAT(text, HasSubstr("event: post\ndata: {\"thread\":\"" + id_text(thread.thread) +
                              "\",\"number\":2,\"id\":\"" + id_text(post.id) + "\"}"));
  EXPECT_THAT(text, Not(HasSubstr("ecret")));
  const auto changed = square.text("Other words.");
  square.write([&](store::Transaction& t) { edit_post(t, square.act(ben), {.post = post.id}, changed); });
  EXPECT_THAT(heard(*page), HasSubstr("event: edit\ndata: {\"post\":\"" + id_text(post.id) + "\"}"));
  square.write(
      [&](store::Transaction& t) { react(t, square.act(ana), post.id, "thanks", Give::on, square.reactions); });
  EXPECT_THAT(heard(*page), HasSubstr("\"reactions\":\"thanks:1\""));
  const auto leader = square.leader("Lea");
  square.write([&](store::Transaction& t) { close_thread(t, square.act(leader), thread.thread); });
  EXPECT_THAT(heard(*page), HasSubstr("event: closed\ndata: {\"closed\":true}"));
}

// The data of events, one after the other, without their positions.
std::string data_of(const std::string& text) {
  std::string data;
  for (auto at = text.find("event: "); at != std::string::npos; at = text.find("event: ", at + 1)) {
    data += text.substr(at, text.find("\n\n", at) - at) + "\n";
  }
  return data;
}

TEST_F(Live, AnotherProcessSaysTheSameOfWhatItReadsOnTheTimeline) {
  live::Hub elsewhere;
  const auto before = square.read(last_activity);
  const auto thread = square.thread(ana, square.talk).thread;
  const auto topic = thread_topic(thread, square.talk);
  const auto page = listen(topic);
  const auto page_elsewhere = elsewhere.listen({{topic}}, nullptr);
  const auto post = square.reply(ben, thread, "Hello, @ana.");
  const auto changed = square.text("Other words.");
  square.write([&](store::Transaction& t) { edit_post(t, square.act(ben), {.post = post.id}, changed); });
  square.write(
      [&](store::Transaction& t) { react(t, square.act(ana), post.id, "thanks", Give::on, square.reactions); });
  const auto leader = square.leader("Lea");
  square.write([&](store::Transaction& t) { close_thread(t, square.act(leader), thread); });
  square.write([&](store::Transaction& t) { delete_thread(t, square.act(leader), thread); });
  const auto acts = square.read([&](store::Reader& reader) { return activities_after(reader, before, 100); });
  for (const auto& act : acts) {
    const auto event = square.read([&](store::Reader& reader) { return event_of_another_process(reader, act); });
    if (event) elsewhere.publish(*event);
  }
  elsewhere.settle();
  const auto own = data_of(heard(*page));
  EXPECT_THAT(own, HasSubstr("\"number\":2"));
  EXPECT_EQ(data_of(page_elsewhere->take()), own);
  EXPECT_TRUE(page->ended());
  EXPECT_TRUE(page_elsewhere->ended());
}

TEST_F(Live, WhatIsRolledBackIsNotHeard) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto page = listen(thread_topic(thread, square.talk));
  const auto text = square.text("Never said.");
  EXPECT_THROW(square.write([&](store::Transaction& t) {
    reply(t, square.act(ben), {thread, {}}, text);
    throw Conflict({"No."});
  }),
               Conflict);
  EXPECT_THAT(heard(*page), IsEmpty());
}

TEST_F(Live, AThreadThatMovesOrGoesEndsTheStreamsOfItsReaders) {
  const auto thread = square.thread(ana, square.talk).thread;
  const auto leader = square.leader("Lea");
  const auto before = listen(thread_topic(thread, square.talk));
  square.write([&](store::Transaction& t) { move_thread(t, square.act(leader), thread, square.members_only); });
  square.reply(ben, thread);
  EXPECT_THAT(heard(*before), Not(HasSubstr("event: post")));
  EXPECT_TRUE(before->ended());
  const auto after = listen(thread_topic(thread, square.members_only));
  square.write([&](store::Transaction& t) { delete_thread(t, square.act(leader), thread); });
  hub.settle();
  EXPECT_TRUE(after->ended());
}

TEST_F(Live, ChangedRightsEndTheStreamsOfTheMember) {
  const auto page = listen(member_topic(ana.member));
  const auto other = listen(member_topic(ben.member));
  square.write(
      [&](store::Transaction& t) { square.timeline.record(t, {.actor = ana.member, .verb = Verb::signed_out}); });
  hub.settle();
  EXPECT_TRUE(page->ended());
  EXPECT_FALSE(other->ended());
}

TEST_F(Live, CountsOfWhatMembersReadAreForMembers) {
  const auto everyone = listen(kSiteTopic);
  const auto members = listen(kMembersSiteTopic);
  square.thread(ana, square.members_only);
  EXPECT_THAT(heard(*everyone), IsEmpty());
  EXPECT_THAT(heard(*members), HasSubstr("{\"members\":0,\"threads\":1,\"posts\":1}"));
  square.thread(ana, square.talk);
  EXPECT_THAT(heard(*everyone), HasSubstr("event: site"));
}

struct LivePages : ::testing::Test {
  TestCommunity square;
  Viewer ana = square.member("Ana");
  ThreadId open_thread = square.thread(ana, square.talk).thread;
  ThreadId inner_thread = square.thread(ana, square.members_only).thread;
  Community community{config::Settings{}, std::move(square.store)};

  testing::Visited ask(const Viewer& viewer, const std::string& query,
                       std::vector<std::pair<std::string, std::string>> headers = {}) {
    return testing::ask(community, viewer, open_live_stream,
                        {.target = "/live" + query, .headers = std::move(headers)});
  }
  std::vector<std::string> topics(const Viewer& viewer, const std::string& query) {
    return ask(viewer, query).response.live->topics;
  }
  static std::string of(ThreadId thread) { return "?thread=" + id_text(thread); }
};

TEST_F(LivePages, ListenToWhatTheirViewerMayRead) {
  EXPECT_THAT(topics({}, of(open_thread)),
              ElementsAre(thread_topic(open_thread, square.talk), space_topic(square.talk)));
  EXPECT_THAT(topics(ana, of(inner_thread)), ElementsAre(thread_topic(inner_thread, square.members_only),
                                                         space_topic(square.members_only), member_topic(ana.member)));
  EXPECT_EQ(ask({}, of(inner_thread)).status, 404);
  EXPECT_EQ(ask({}, "?thread=none").status, 404);
  EXPECT_THAT(topics({}, ""), ElementsAre(kSiteTopic));
  EXPECT_THAT(topics(ana, "?site=1"), ElementsAre(kSiteTopic, kMembersSiteTopic, member_topic(ana.member)));
}

TEST_F(LivePages, BeginWithWhatWasWrittenSinceThePageWasMade) {
  const auto first = [&](const std::string& shown) {
    return ask(ana, of(open_thread) + "&shown=" + shown).response.live->first;
  };
  EXPECT_THAT(first("1"), IsEmpty());
  community.store().write([&](store::Transaction& t) {
    constexpr store::Sql kGrow{"update thread set last_post = 3 where id = $1"};
    t.run(kGrow, open_thread);
  });
  EXPECT_EQ(first("1"), "event: post\ndata: {\"thread\":\"" + id_text(open_thread) + "\",\"number\":3}\n\n");
  EXPECT_THAT(first("3"), IsEmpty());
  EXPECT_THAT(first("many"), IsEmpty());
}

TEST_F(LivePages, HearAnActThatWasNumberedJustBefore) {
  const auto numbered = next_id();
  const auto asked = ask({}, of(open_thread));
  community.live().publish({numbered, thread_topic(open_thread, square.talk), "post", "{}"});
  community.live().settle();
  // A hub as young as this one has the page ask for what it may have missed.
  EXPECT_THAT(community.live().listen(*asked.response.live, nullptr)->take(), HasSubstr("event: reload"));
}

TEST_F(LivePages, EndWhenRightsChangeBeforeTheyListen) {
  const auto asked = ask(ana, of(inner_thread));
  const auto returning = ask(ana, "?after=" + std::to_string(next_id()));
  community.live().end(member_topic(ana.member));
  community.live().settle();
  EXPECT_TRUE(community.live().listen(*asked.response.live, nullptr)->ended());
  EXPECT_TRUE(community.live().listen(*returning.response.live, nullptr)->ended());
  EXPECT_FALSE(community.live().listen(*ask(ana, of(inner_thread)).response.live, nullptr)->ended());
}

TEST_F(LivePages, AreNotForOtherSites) {
  EXPECT_EQ(ask(ana, "", {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(ask(ana, "", {{"sec-fetch-site", "same-site"}}).status, 403);
  EXPECT_EQ(ask(ana, "", {{"origin", "https://elsewhere.example"}}).status, 403);
  EXPECT_EQ(ask(ana, "", {{"origin", "https://square.example"}}).status, 200);
  EXPECT_EQ(ask(ana, "", {{"sec-fetch-site", "same-origin"}}).status, 200);
}

TEST_F(LivePages, GoOnWhereTheReaderWasCutOff) {
  EXPECT_EQ(ask(ana, "", {{"last-event-id", "77"}}).response.live->after, 77);
  EXPECT_EQ(ask(ana, "?after=78").response.live->after, 78);
  const auto recent = next_id() - live::kToldAgain;
  const auto from = [&](std::string_view process) {
    return ask(ana, "?after=" + std::to_string(recent) + "-" + std::string(process)).response.live->after;
  };
  EXPECT_EQ(from(live::process_name()), recent);
  EXPECT_EQ(from("another"), recent - live::kToldAgain) << "some of it is told again to who comes from another process";
  const auto before = next_id();
  EXPECT_GT(ask(ana, "?after=soon").response.live->after, before) << "from now on";
  const auto page = community.live().listen({{member_topic(ana.member)}}, nullptr);
  ask(ana, "?after=78");
  community.live().settle();
  EXPECT_THAT(page->take(), HasSubstr("event: notification\ndata: {\"unread\":0}"));
}

}  // namespace
}  // namespace parvis::community
