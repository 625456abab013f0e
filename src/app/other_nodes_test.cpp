#include "app/other_nodes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/testing/whole_site.h"
#include "community/activity/others_acts.h"
#include "community/files/files.h"
#include "community/live/live_events.h"
#include "community/manage/identity_change.h"
#include "community/members/accounts.h"
#include "community/members/commands.h"
#include "community/members/member_words.h"
#include "community/notifications/bell.h"
#include "community/privacy/erasure_ledger.h"
#include "community/spaces/space_change.h"
#include "core/blobs/testing/scratch_folder.h"

namespace parvis::app {
namespace {

using community::Activity;
using community::Role;
using community::Verb;
using testing::WholeSite;

// A timeline without listeners is another process's: nobody here hears of what it records but by the line.
struct Nodes : ::testing::Test {
  Nodes() { nodes.hear({.missed = true}); }

  void keep(const std::string& key, const std::string& tag) {
    site.community().page_cache().put(key, std::make_shared<http::KeptPage>(http::KeptPage{.until = now() + kHour}),
                                      {.tags = {tag}}, site.community().page_cache().generation());
  }
  bool kept(const std::string& key) { return site.community().page_cache().find(key) != nullptr; }
  void record(const Activity& activity) {
    site.community().store().write([&](store::Transaction& t) { elsewhere.record(t, activity); });
  }

  WholeSite site;
  community::MemberId ana = site.add("ana"), ben = site.add("ben");
  const community::Timeline elsewhere;
  OtherNodes nodes{site.community()};
};

TEST_F(Nodes, ForgetWhatAnActOfAnotherMakesStaleAndNothingElse) {
  keep("a", "thread:" + id_text(7));
  keep("b", "thread:" + id_text(8));
  record({.actor = ana, .verb = Verb::thread_closed, .thread = {7}});
  EXPECT_TRUE(kept("a"));
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_FALSE(kept("a"));
  EXPECT_TRUE(kept("b"));
  EXPECT_EQ(nodes.acts(), 1);
}

TEST_F(Nodes, NoticeInAQuietMomentWhatNoWordTold) {
  keep("a", "thread:" + id_text(7));
  record({.actor = ana, .verb = Verb::thread_closed, .thread = {7}});
  nodes.hear({});
  EXPECT_FALSE(kept("a"));
}

TEST_F(Nodes, FollowTheTimelineAfterTheLineWasDown) {
  auto& hub = site.community().live();
  const auto of_ana = hub.listen({{community::member_topic(ana)}}, nullptr);
  const auto page = hub.listen({{community::thread_topic({7}, {3})}}, nullptr);
  record({.actor = ana, .verb = Verb::thread_closed, .space = {3}, .thread = {7}});
  record({.actor = ben, .verb = Verb::role_changed, .counterpart = ana, .amount = 3});
  nodes.hear({.missed = true});
  hub.settle();
  EXPECT_TRUE(of_ana->ended());
  EXPECT_THAT(page->take(), ::testing::HasSubstr("event: closed"));
}

// Each node keeps the ledger in its own folder: what it restores later must know whom another one erased.
TEST(NodesWithFolders, KeepTheLedgerOfWhomAnotherErased) {
  const blobs::testing::ScratchFolder folder;
  config::Settings settings;
  settings.data_dir = folder.path();
  WholeSite site(settings);
  const auto ana = site.add("ana");
  const community::Timeline elsewhere;
  OtherNodes nodes{site.community()};
  nodes.hear({.missed = true});
  site.community().store().write([&](store::Transaction& t) {
    constexpr store::Sql kErased{
        "insert into erasure (member, words, asked_at, due_at, done_at) values ($1, 2, 1, 1, 2)"};
    t.run(kErased, ana);
    elsewhere.record(t, {.actor = ana, .verb = Verb::erased});
  });
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_EQ(community::read_ledger(folder.path() / community::kLedgerName).size(), 1u);
}

TEST_F(Nodes, HearWhoIsHereAndWhoLeft) {
  auto& presence = site.community().accounts().presence();
  nodes.hear({.words = {community::word_of(community::kHereWord, std::array{ana, ben})}});
  EXPECT_TRUE(presence.is_here(ana, now()));
  EXPECT_EQ(presence.faces(now(), 5).size(), 2);
  nodes.hear({.words = {community::word_of(community::kLeftWord, std::array{ana})}});
  EXPECT_FALSE(presence.is_here(ana, now()));
  EXPECT_TRUE(presence.is_here(ben, now()));
}

TEST_F(Nodes, RingForMembersWhosePagesAreOpenHere) {
  auto& hub = site.community().live();
  const auto of_ana = hub.listen({{community::member_topic(ana)}}, nullptr);
  nodes.hear({.words = {community::word_of(community::kRungWord, std::array{ana, ben})}});
  hub.settle();
  EXPECT_THAT(of_ana->take(), ::testing::HasSubstr("event: notification\ndata: {\"unread\":0}"));
}

TEST_F(Nodes, ReadTheSpacesAnewWhenAnotherMadeOne) {
  site.community().store().write(
      [&](store::Transaction& t) { create_space(t, elsewhere, {.slug = "new"}, ana, now(), community::Source::page); });
  ASSERT_EQ(site.community().spaces().list()->find("new"), nullptr);
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_NE(site.community().spaces().list()->find("new"), nullptr);
}

TEST_F(Nodes, KnowThatAnotherClosedASpaceAndOpenedItAgain) {
  const auto space = site.add_space("old", community::SpaceKind::discussion);
  const auto is_closed = [&] { return site.community().spaces().list()->find("old")->closed; };
  const community::SpaceAct act{.timeline = elsewhere, .actor = ana, .at = now()};
  nodes.hear({});
  site.community().store().write([&](store::Transaction& t) { close_space(t, act, space); });
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_TRUE(is_closed());
  site.community().store().write([&](store::Transaction& t) { reopen_space(t, act, space); });
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_FALSE(is_closed());
}

TEST_F(Nodes, TakeFilesByTheRulesThatAnotherChanged) {
  ASSERT_EQ(site.community().files().rules(), community::FileRules{});
  const community::FileRules rules{.megabytes = 3};
  site.community().store().write([&](store::Transaction& t) { save_file_rules(t, rules); });
  EXPECT_EQ(site.community().files().rules(), community::FileRules{});
  record({.actor = ana, .verb = Verb::file_rules_changed});
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_EQ(site.community().files().rules(), rules);
}

TEST_F(Nodes, GiveTheCommunityTheNameThatAnotherGaveIt) {
  const auto present = *site.community().identity();
  auto wanted = present;
  wanted.name = "The other square";
  site.community().store().write([&](store::Transaction& t) {
    change_identity(t, elsewhere, present, wanted, ana, now(), community::Source::page);
  });
  nodes.hear({.words = {community::kActsWord}});
  EXPECT_EQ(site.community().identity()->name, "The other square");
}

}  // namespace
}  // namespace parvis::app
