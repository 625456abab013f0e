#include "community/groups/group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/groups/membership.h"
#include "community/members/viewer_of.h"
#include "community/spaces/space_change.h"
#include "community/testing/test_community.h"
#include "community/threads/act.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct GroupsOfASquare : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), ben = square.member("Ben"),
         cleo = square.member("Cleo");

  template <class Rule>
  auto as(const Viewer& who, Rule&& rule) {
    auto result = square.write([&](store::Transaction& t) {
      return rule(t, GroupAct{square.timeline, who, square.tick()});
    });
    square.spaces = SpaceDirectory(*square.store).list();
    return result;
  }
  // As they are now.
  Viewer fresh(const Viewer& who) {
    auto viewer =
        square.read([&](store::Reader& r) { return viewer_of(r, who.member, square.last_instant())->viewer; });
    viewer.newcomer = false;
    return viewer;
  }
  Group found(const Viewer& founder, const std::string& name, Door door) {
    return as(founder, [&](store::Transaction& t, const GroupAct& a) {
      return found_group(t, a, {name, "For those who like it.", door});
    });
  }
  std::string open_space(const Viewer& officer, const Group& group, SpaceVisibility readers = SpaceVisibility::chosen) {
    NewGroupSpace space{.visibility = readers};
    space.name.set(text::Language::en, "Talks");
    return as(officer, [&](store::Transaction& t, const GroupAct& a) { return open_group_space(t, a, group, space); });
  }
  bool join(const Viewer& who, const Group& group) {
    return as(who, [&](store::Transaction& t, const GroupAct& a) { return join_group(t, a, group, Letters::no); });
  }
  bool is_listed(const Viewer& who, const std::string& name) {
    const auto groups = square.read([&](store::Reader& r) { return list_groups(r, fresh(who), "", {}, 50); });
    return std::ranges::find(groups, name, &Group::name) != groups.end();
  }
  // Whom the database would tell of something in the space.
  bool is_told(const Viewer& who, SpaceId space) {
    constexpr store::Sql kOne{"select 1 from member where member.id = $1"};
    return square.read([&](store::Reader& r) {
      return r.one<std::int64_t>(kOne + only_readers_of("$2"), who.member, space).has_value();
    });
  }
  const Space& space(const std::string& slug) { return *square.spaces->find(slug); }
};

TEST_F(GroupsOfASquare, HaveAFounderAndAFact) {
  const auto group = found(ana, "Night riders", Door::open);
  EXPECT_EQ(group.slug, "night-riders");
  EXPECT_THAT(square.last_verbs(1), ElementsAre(Verb::group_founded));
  EXPECT_EQ(square.read([&](store::Reader& r) { return standing_of(r, group.id, ana.member); }),
            GroupStanding::founder);
  EXPECT_THROW(found(ben, "NIGHT  riders", Door::open), Conflict) << "names are compared folded";
  EXPECT_NO_THROW(found(ben, "Night riders", Door::hidden)) << "a refusal would tell a hidden group's founder nothing";
}

TEST_F(GroupsOfASquare, AreNotFoundedByNewcomersNorByThoseWhoMayNot) {
  ana.newcomer = true;
  EXPECT_THROW(found(ana, "Night riders", Door::open), Forbidden);
  square.write([](store::Transaction& t) { save_founders(t, Founders::managers); });
  EXPECT_THROW(found(ben, "Night riders", Door::open), Forbidden);
  EXPECT_NO_THROW(found(mia, "Night riders", Door::open));
}

TEST_F(GroupsOfASquare, LetInByTheirDoor) {
  const auto open = found(ana, "Open", Door::open);
  EXPECT_TRUE(join(ben, open));
  EXPECT_FALSE(join(ben, open)) << "what is so already changes nothing";
  for (const auto door : {Door::on_request, Door::by_invitation}) {
    const auto group = found(ana, std::string(door_name(door)), door);
    EXPECT_THROW(join(ben, group), Forbidden);
  }
  EXPECT_THROW(join(ben, found(ana, "Secret", Door::hidden)), NotFound);
}

TEST_F(GroupsOfASquare, AnswerThoseWhoAsk) {
  const auto group = found(ana, "Asked", Door::on_request);
  const auto ask = [&](const Viewer& who) {
    as(who, [&](store::Transaction& t, const GroupAct& a) { return ask_to_join(t, a, group, "It is me."), true; });
  };
  ask(ben);
  EXPECT_THROW(ask(ben), Conflict);
  ask(cleo);
  const auto waiting = square.read([&](store::Reader& r) { return requests_waiting(r, group.id, 10); });
  ASSERT_THAT(waiting, SizeIs(2));
  EXPECT_EQ(waiting[0].words, "It is me.");
  const auto let_in = [&](const Viewer& who, const Viewer& asking) {
    return as(who, [&](store::Transaction& t, const GroupAct& a) { return admit(t, a, group, asking.member); });
  };
  EXPECT_THROW(let_in(cleo, ben), Forbidden) << "officers decide";
  EXPECT_TRUE(let_in(ana, ben));
  EXPECT_FALSE(let_in(ana, ben)) << "it waits no more";
  as(ana, [&](store::Transaction& t, const GroupAct& a) { return turn_away(t, a, group, cleo.member, "Full."); });
  EXPECT_THROW(ask(cleo), Conflict) << "not again so soon";
  EXPECT_EQ(square.read([&](store::Reader& r) { return asking_of(r, group.id, cleo.member)->reason; }), "Full.");
  EXPECT_TRUE(fresh(ben).groups == std::vector{group.id});
}

TEST_F(GroupsOfASquare, GiveTheirSpacesToTheirMembersAtOnce) {
  const auto group = found(ana, "Circle", Door::by_invitation);
  const auto slug = open_space(fresh(ana), group);
  const auto id = space(slug).id;
  const auto agree = [&](const Viewer& who, bool reads) {
    EXPECT_EQ(may_read(fresh(who), space(slug)), reads) << who.display_name;
    EXPECT_EQ(is_told(who, id), reads) << who.display_name;
  };
  agree(ana, true);
  agree(ben, false);
  agree(mia, true);
  EXPECT_FALSE(may_read({}, space(slug)));
  as(ana, [&](store::Transaction& t, const GroupAct& a) { return invite(t, a, group, ben.member); });
  agree(ben, false);
  EXPECT_TRUE(join(ben, group));
  agree(ben, true);
  EXPECT_TRUE(may(fresh(ben), space(slug), Action::open_thread));
  EXPECT_FALSE(may(fresh(ben), space(slug), Action::pin));
  EXPECT_TRUE(may(fresh(ana), space(slug), Action::pin)) << "officers keep order there";
  as(ben, [&](store::Transaction& t, const GroupAct& a) { return leave_group(t, a, group); });
  agree(ben, false);
}

TEST_F(GroupsOfASquare, LetOthersReadAndOnlyMembersWrite) {
  const auto group = found(ana, "Club", Door::open);
  const auto slug = open_space(fresh(ana), group, SpaceVisibility::everyone);
  EXPECT_TRUE(may_read({}, space(slug)));
  EXPECT_EQ(permission(fresh(ben), space(slug), Action::reply), Permission::no);
  EXPECT_THROW(square.thread(fresh(ben), space(slug).id), Forbidden);
  join(ben, group);
  EXPECT_NO_THROW(square.thread(fresh(ben), space(slug).id));
}

TEST_F(GroupsOfASquare, AreHiddenFromEverybodyOutside) {
  const auto group = found(ana, "Secret", Door::hidden);
  const auto slug = open_space(fresh(ana), group);
  EXPECT_TRUE(is_listed(ana, "Secret"));
  EXPECT_TRUE(is_listed(mia, "Secret"));
  EXPECT_FALSE(is_listed(ben, "Secret"));
  EXPECT_THROW(square.read([&](store::Reader& r) { return find_group(r, fresh(ben), group.slug); }), NotFound);
  EXPECT_EQ(group.slug, id_text(group.id)) << "an address that is taken would tell of it";
  EXPECT_THROW(open_space(fresh(ana), group, SpaceVisibility::everyone), Conflict);
  as(ana, [&](store::Transaction& t, const GroupAct& a) { return invite(t, a, group, ben.member); });
  EXPECT_TRUE(is_listed(ben, "Secret")) << "who is invited knows of it";
  as(ben, [&](store::Transaction& t, const GroupAct& a) { return end_invitation(t, a, group, ben.member); });
  EXPECT_FALSE(is_listed(ben, "Secret"));
  EXPECT_FALSE(may_read(fresh(ben), space(slug)));
}

TEST_F(GroupsOfASquare, CloseTheirSpacesToOthersWhenTheyHide) {
  const auto group = found(ana, "Club", Door::open);
  const auto slug = open_space(fresh(ana), group, SpaceVisibility::everyone);
  as(ana, [&](store::Transaction& t, const GroupAct& a) {
    return change_group(t, a, group, {"Club", "", Door::hidden});
  });
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::space_changed, Verb::group_changed));
  EXPECT_FALSE(may_read({}, space(slug)));
  EXPECT_THROW(square.write([&](store::Transaction& t) {
    return change_space(t, {square.timeline, mia.member, square.tick()}, space(slug).id,
                        {space(slug).name, {}, SpaceVisibility::members});
  }),
               Conflict);
}

TEST_F(GroupsOfASquare, AreLookedAfterByThoseWhoWereNamed) {
  const auto group = found(ana, "Club", Door::open);
  join(ben, group);
  join(cleo, group);
  const auto give = [&](const Viewer& who, const Viewer& to, GroupStanding standing) {
    return as(
        who, [&](store::Transaction& t, const GroupAct& a) { return give_standing(t, a, group, to.member, standing); });
  };
  const auto put_out = [&](const Viewer& who, const Viewer& whom) {
    return as(who,
              [&](store::Transaction& t, const GroupAct& a) { return remove_from_group(t, a, group, whom.member); });
  };
  EXPECT_THROW(give(ben, ben, GroupStanding::officer), Forbidden);
  EXPECT_TRUE(give(ana, ben, GroupStanding::officer));
  EXPECT_THROW(put_out(cleo, ben), Forbidden);
  EXPECT_THROW(put_out(ben, ana), Conflict) << "nobody puts the founder out";
  EXPECT_TRUE(put_out(ben, cleo));
  EXPECT_THROW(as(ana, [&](store::Transaction& t, const GroupAct& a) { return leave_group(t, a, group); }), Conflict);
  EXPECT_TRUE(give(ana, ben, GroupStanding::founder));
  EXPECT_EQ(square.read([&](store::Reader& r) { return standing_of(r, group.id, ana.member); }),
            GroupStanding::officer);
  EXPECT_TRUE(as(ana, [&](store::Transaction& t, const GroupAct& a) { return leave_group(t, a, group); }));
}

TEST_F(GroupsOfASquare, LeaveNothingOpenWhenTheyAreDissolved) {
  const auto group = found(ana, "Club", Door::open);
  const auto slug = open_space(fresh(ana), group);
  join(ben, group);
  as(ana, [&](store::Transaction& t, const GroupAct& a) { return end_group(t, a, group), true; });
  EXPECT_FALSE(is_listed(ana, "Club"));
  EXPECT_THAT(fresh(ben).groups, IsEmpty());
  EXPECT_FALSE(may_read(fresh(ana), space(slug)));
  EXPECT_TRUE(space(slug).closed);
  EXPECT_TRUE(may_read(mia, space(slug)));
  EXPECT_NO_THROW(found(ben, "Club", Door::open)) << "the name is free again";
}

TEST_F(GroupsOfASquare, AreFoundByTheBeginningOfAWordWhateverItsAccents) {
  found(ana, "Les Écluses du Midi", Door::open);
  found(ana, "100 % route", Door::open);
  const auto named = [&](const std::string& query) {
    return square.read([&](store::Reader& r) { return list_groups(r, fresh(ben), query, {}, 10).size(); });
  };
  EXPECT_EQ(named("ecl"), 1u);
  EXPECT_EQ(named("les e"), 1u);
  EXPECT_EQ(named("100 %"), 1u);
  EXPECT_EQ(named("cluses"), 0u);
  EXPECT_EQ(named("%"), 1u) << "a sign means itself";
}

}  // namespace
}  // namespace parvis::community
