#include "community/rights/rights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/rights/custom_role.h"
#include "community/rights/rights_change.h"
#include "community/testing/test_community.h"
#include "community/threads/closure.h"
#include "community/threads/pin.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using testing::TestCommunity;

TEST(Rights, OfAFreeSpaceLetEveryMemberWriteAtOnce) {
  const Rights rights(Openness::free);
  for (const auto standing : kStandings) {
    EXPECT_EQ(rights.of(standing, Action::open_thread), Permission::yes) << standing_name(standing);
    EXPECT_EQ(rights.of(standing, Action::vote), Permission::yes) << standing_name(standing);
  }
}

TEST(Rights, OfAWatchedSpaceLetNewcomersWait) {
  const Rights rights(Openness::watched);
  EXPECT_EQ(rights.of(Standing::newcomer, Action::reply), Permission::waits);
  EXPECT_EQ(rights.of(Standing::newcomer, Action::react), Permission::yes);
  EXPECT_EQ(rights.of(Standing::member, Action::reply), Permission::yes);
}

TEST(Rights, OfACuratedSpaceLetMembersWaitAndExpertsWrite) {
  const Rights rights(Openness::curated);
  EXPECT_EQ(rights.of(Standing::member, Action::open_thread), Permission::waits);
  EXPECT_EQ(rights.of(Standing::expert, Action::open_thread), Permission::yes);
  EXPECT_EQ(rights.of(Standing::leader, Action::comment), Permission::yes);
}

TEST(Rights, OfKeepingOrderAreTheLeadersWhateverTheOpenness) {
  for (const auto openness : {Openness::free, Openness::watched, Openness::curated}) {
    const Rights rights(openness);
    for (const auto action : {Action::close, Action::pin, Action::move, Action::delete_others, Action::decide}) {
      EXPECT_EQ(rights.of(Standing::leader, action), Permission::yes);
      EXPECT_EQ(rights.of(Standing::expert, action), Permission::no);
      EXPECT_EQ(rights.of(Standing::member, action), Permission::no);
    }
  }
}

RC_GTEST_PROP(Rights, NeverShrinkWithAnotherRole, ()) {
  Rights rights(*rc::gen::element(Openness::free, Openness::watched, Openness::curated));
  std::vector<CustomRoleId> roles;
  for (std::int64_t id = 1; id <= 4; ++id) {
    roles.push_back({id});
    for (const auto action : kActions) {
      rights.set(roles.back(), action, *rc::gen::element(Permission::no, Permission::waits, Permission::yes));
    }
  }
  const auto standing = *rc::gen::elementOf(kStandings);
  const auto action = *rc::gen::elementOf(kActions);
  auto before = rights.of(standing, {}, action);
  for (std::size_t count = 1; count <= roles.size(); ++count) {
    const auto more = rights.of(standing, std::span(roles).first(count), action);
    RC_ASSERT(more >= before);
    before = more;
  }
}

TEST(Rights, HaveAWordForEverythingAndReadItBack) {
  for (const auto action : kActions) {
    EXPECT_EQ(parse_action(action_name(action)), action);
    EXPECT_EQ(action_of_number(static_cast<std::int64_t>(action)), action);
  }
  EXPECT_EQ(parse_permission("waits"), Permission::waits);
  EXPECT_EQ(parse_openness("curated"), Openness::curated);
  EXPECT_FALSE(parse_action("fly"));
  EXPECT_FALSE(action_of_number(9999));
}

struct RightsOfASquare : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), lea = square.leader("Léa");

  void reload() { square.spaces = SpaceDirectory(*square.store).list(); }
  const Space& talk() { return *square.spaces->find(square.talk); }
  SpaceAct act() { return {square.timeline, mia.member, square.tick()}; }
  template <class Rule>
  auto change(Rule rule) {
    auto result = square.write([&](store::Transaction& transaction) { return rule(transaction, act()); });
    reload();
    return result;
  }
  CustomRole testers() {
    LocalText name;
    name.set(text::Language::en, "Testers");
    change([&](store::Transaction& t, const SpaceAct& a) { return make_role(t, a, name, "Testers"); });
    return *square.spaces->find_role("testers");
  }
  bool set(Openness openness, const Rights& rights) {
    return change(
        [&](store::Transaction& t, const SpaceAct& a) { return change_rights(t, a, square.talk, openness, rights); });
  }
};

TEST_F(RightsOfASquare, AreKeptWithOneFact) {
  auto rights = Rights(Openness::watched);
  rights.set(Standing::member, Action::pin, Permission::yes);
  EXPECT_TRUE(set(Openness::watched, rights));
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::space_changed));
  EXPECT_EQ(talk().openness, Openness::watched);
  EXPECT_EQ(talk().rights, rights);
  EXPECT_TRUE(may(ana, talk(), Action::pin));
  EXPECT_FALSE(set(Openness::watched, rights)) << "what is so already is no fact";
}

TEST_F(RightsOfASquare, AreAskedByTheRules) {
  const auto opened = square.thread(lea, square.talk);
  const auto pin = [&] { square.write([&](store::Transaction& t) { pin_thread(t, square.act(ana), opened.thread); }); };
  EXPECT_THROW(pin(), Forbidden);
  auto rights = Rights(Openness::free);
  rights.set(Standing::member, Action::pin, Permission::yes);
  set(Openness::free, rights);
  EXPECT_NO_THROW(pin());
  rights.set(Standing::leader, Action::close, Permission::no);
  set(Openness::free, rights);
  const auto close = [&](const Viewer& who) {
    square.write([&](store::Transaction& t) { close_thread(t, square.act(who), opened.thread); });
  };
  EXPECT_THROW(close(lea), Forbidden);
  EXPECT_NO_THROW(close(mia)) << "who manages the community cannot shut themselves out";
}

TEST_F(RightsOfASquare, AddWhatACustomRoleGives) {
  const auto role = testers();
  ana.roles = {role.id};
  auto rights = talk().rights;
  rights.set(role.id, Action::close, Permission::yes);
  set(Openness::free, rights);
  EXPECT_TRUE(may(ana, talk(), Action::close));
  ana.roles.clear();
  EXPECT_FALSE(may(ana, talk(), Action::close));
}

TEST_F(RightsOfASquare, OpenASpaceOfChosenRolesToThemAlone) {
  const auto role = testers();
  const auto lab = square.space("lab", SpaceKind::discussion, SpaceVisibility::chosen);
  change([&](store::Transaction& t, const SpaceAct& a) { return change_readers(t, a, lab, {role.id}); });
  const auto& space = *square.spaces->find(lab);
  auto tester = ana;
  tester.roles = {role.id};
  EXPECT_TRUE(may_read(tester, space));
  EXPECT_TRUE(may_read(mia, space));
  EXPECT_FALSE(may_read(ana, space));
  EXPECT_FALSE(may_read(TestCommunity::visitor(), space));
  EXPECT_EQ(permission(ana, space, Action::reply), Permission::no);
}

TEST_F(RightsOfASquare, SayTheSameOfReadersToTheDatabase) {
  const auto role = testers();
  const auto lab = square.space("lab", SpaceKind::discussion, SpaceVisibility::chosen);
  const auto den = square.space("den", SpaceKind::discussion, SpaceVisibility::leaders);
  auto tester = square.member("Tom");
  auto leader_of_all = square.leader("Lou");
  change([&](store::Transaction& t, const SpaceAct& a) {
    give_role(t, a, role, tester.member);
    return change_readers(t, a, lab, {role.id});
  });
  tester.roles = {role.id};
  for (const auto& viewer : {mia, ana, lea, tester, leader_of_all}) {
    for (const auto& space : square.spaces->all()) {
      static const auto kMayRead = store::Sql("select 1 from member where member.id = $1") + only_readers_of("$2");
      const bool told = square.read([&](store::Reader& reader) {
        return reader.one<std::int64_t>(kMayRead, viewer.member, space.id).has_value();
      });
      EXPECT_EQ(told, may_read(viewer, space)) << viewer.handle << " in " << space.slug;
    }
  }
  EXPECT_TRUE(may_read(lea, *square.spaces->find(den)));
  EXPECT_FALSE(may_read(lea, *square.spaces->find(lab))) << "she leads other spaces";
}

TEST_F(RightsOfASquare, ForgetARoleThatIsRemoved) {
  const auto role = testers();
  auto rights = talk().rights;
  rights.set(role.id, Action::close, Permission::yes);
  set(Openness::free, rights);
  change([&](store::Transaction& t, const SpaceAct& a) { return give_role(t, a, role, ana.member); });
  change([&](store::Transaction& t, const SpaceAct& a) {
    remove_role(t, a, role);
    return true;
  });
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::custom_role_taken, Verb::custom_role_removed));
  EXPECT_TRUE(square.spaces->roles().empty());
  EXPECT_EQ(talk().rights, Rights(Openness::free));
}

TEST_F(RightsOfASquare, LetWhoMayCloseWriteInWhatIsClosed) {
  const auto opened = square.thread(lea, square.talk);
  square.write([&](store::Transaction& t) { close_thread(t, square.act(lea), opened.thread); });
  EXPECT_THROW(square.reply(ana, opened.thread), Conflict);
  auto rights = talk().rights;
  rights.set(Standing::member, Action::close, Permission::yes);
  rights.set(Standing::leader, Action::close, Permission::no);
  set(Openness::free, rights);
  EXPECT_NO_THROW(square.reply(ana, opened.thread));
  EXPECT_THROW(square.reply(lea, opened.thread), Conflict);
}

TEST_F(RightsOfASquare, ShowWhatWasDeletedToWhoMayDelete) {
  auto rights = talk().rights;
  rights.set(Standing::member, Action::delete_others, Permission::yes);
  EXPECT_FALSE(sees_deleted(ana, *square.spaces, square.talk));
  set(Openness::free, rights);
  EXPECT_TRUE(sees_deleted(ana, *square.spaces, square.talk));
}

TEST_F(RightsOfASquare, AreHeldAgainstWhatIsStoredNotAgainstAnOlderList) {
  const auto older = square.spaces;
  set(Openness::curated, Rights(Openness::curated));
  square.spaces = older;
  EXPECT_TRUE(set(Openness::free, Rights(Openness::free))) << "as the older list has them, nothing would change";
  EXPECT_EQ(talk().openness, Openness::free);
  const auto role = testers();
  const auto lab = square.space("lab", SpaceKind::discussion, SpaceVisibility::chosen);
  change([&](store::Transaction& t, const SpaceAct& a) {
    remove_role(t, a, role);
    return change_readers(t, a, lab, {role.id});
  });
  EXPECT_TRUE(square.spaces->find(lab)->readers.empty()) << "of a role that is no more";
}

TEST_F(RightsOfASquare, TellSpacesOfDifferentReadersApart) {
  square.space("den", SpaceKind::discussion, SpaceVisibility::leaders);
  EXPECT_EQ(audience(ana, *square.spaces), "members");
  EXPECT_NE(audience(lea, *square.spaces), audience(ana, *square.spaces));
}

}  // namespace
}  // namespace parvis::community
