// Rows 6 and 25 of the security page: what holds is asked of the clock, and who is kept out is nowhere.
#include "community/moderation/sanction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/members/api_token.h"
#include "community/members/member.h"
#include "community/members/presence.h"
#include "community/members/session.h"
#include "community/members/session_reader.h"
#include "community/members/viewer_of.h"
#include "community/moderation/appeal.h"
#include "community/moderation/contribution.h"
#include "community/moderation/judged.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/waiting.h"
#include "community/testing/test_community.h"
#include "core/jobs/jobs.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TestCommunity;

struct Sanctions : ::testing::Test {
  TestCommunity square;
  Viewer mia = square.manager("Mia"), ana = square.member("Ana"), lea = square.leader("Léa");
  AccountAct by{.timeline = square.timeline, .sender = {"Square", "#1f5f99", "https://square.example"}, .device = {}};

  SanctionId give(const Viewer& actor, const Viewer& to, SanctionKind kind, std::int64_t days = 0) {
    const NewSanction wish{to.member, kind, {Ground::unkind, "Twice."}, days};
    return square.write([&](store::Transaction& t) { return give_sanction(t, by, actor, wish, square.tick()); });
  }
  std::optional<KnownViewer> seen(const Viewer& who, Instant at) {
    return square.read([&](store::Reader& r) { return viewer_of(r, who.member, at); });
  }
  std::optional<KnownViewer> seen(const Viewer& who) { return seen(who, square.last_instant()); }
};

TEST_F(Sanctions, SilenceLetsReadAndNotWriteUntilItIsOver) {
  give(mia, ana, SanctionKind::silence, 3);
  const auto silent = seen(ana);
  ASSERT_TRUE(silent);
  EXPECT_EQ(silent->viewer.status, MemberStatus::silenced);
  const auto thread = square.thread(lea, square.talk);
  EXPECT_THROW(square.reply(silent->viewer, thread.thread), Forbidden);
  EXPECT_THROW(square.thread(silent->viewer, square.talk), Forbidden);
  EXPECT_NO_THROW(
      square.read([&](store::Reader& r) { return find_thread(r, silent->viewer, *square.spaces, thread.thread); }));
  const auto later = seen(ana, square.last_instant() + 3 * kDay);
  ASSERT_TRUE(later);
  EXPECT_EQ(later->viewer.status, MemberStatus::active) << "by the clock alone: no job has run";
}

TEST_F(Sanctions, SuspensionKeepsOutUntilItIsOver) {
  const auto cookie = square.write([&](store::Transaction& t) {
    return open_session(t, square.timeline, ana.member, {"192.0.2.1", "test"});
  });
  const auto bearer = square.write([&](store::Transaction& t) { return add_token(t, ana.member, Scope::write, "x"); });
  give(mia, ana, SanctionKind::suspension, 2);
  EXPECT_FALSE(seen(ana));
  EXPECT_TRUE(seen(ana, square.last_instant() + 2 * kDay));
  EXPECT_THAT(square.read([&](store::Reader& r) { return sessions_of(r, ana.member); }), IsEmpty());
}

TEST_F(Sanctions, SuspensionRefusesTokensAndOpenSessionsAtOnce) {
  Presence presence;
  SessionReader reader(*square.store, presence);
  const auto bearer = square.write([&](store::Transaction& t) { return add_token(t, ana.member, Scope::write, "x"); });
  ASSERT_TRUE(reader.resolve_api_token(bearer));
  const NewSanction wish{ana.member, SanctionKind::exclusion, {Ground::spam, ""}, 0};
  square.write([&](store::Transaction& t) { give_sanction(t, by, mia, wish); });
  reader.forget(ana.member);
  EXPECT_FALSE(reader.resolve_api_token(bearer));
}

TEST_F(Sanctions, SuspendedMembersStandInNoList) {
  const auto found = [&] {
    return square.read([&](store::Reader& r) {
      return complete_handles(r, "ana").size() + search_members(r, "Ana", 10).size() +
             std::ranges::count(members_by_arrival(r, {}, 100), ana.member, &MemberLine::id) +
             std::ranges::count(newcomers(r, 100), ana.member, &MemberFace::id);
    });
  };
  EXPECT_EQ(found(), 4u);
  const auto id = give(mia, ana, SanctionKind::suspension, 2);
  EXPECT_EQ(found(), 0u);
  square.write([&](store::Transaction& t) { lift_sanction(t, by, mia, id, square.tick()); });
  EXPECT_EQ(found(), 4u);
}

TEST_F(Sanctions, OfThoseWhoseTimeIsOverAreForgottenByTheLists) {
  give(mia, ana, SanctionKind::suspension, 2);
  const auto status = [&] { return square.read([&](store::Reader& r) { return find_member(r, ana.member)->status; }); };
  welcome_all_back(*square.store, square.last_instant() + kDay);
  EXPECT_EQ(status(), MemberStatus::suspended) << "asked too early, it changes nothing";
  give(mia, ana, SanctionKind::suspension, 30);
  welcome_all_back(*square.store, square.last_instant() + 2 * kDay);
  EXPECT_EQ(status(), MemberStatus::suspended) << "another holds: what was once planned does not count";
  welcome_all_back(*square.store, square.last_instant() + 31 * kDay);
  EXPECT_EQ(status(), MemberStatus::active);
}

TEST_F(Sanctions, AreGivenByHigherRolesOnly) {
  EXPECT_THROW(give(ana, lea, SanctionKind::warning), Forbidden);
  EXPECT_THROW(give(mia, square.manager("Max"), SanctionKind::warning), Forbidden);
  EXPECT_THROW(give(mia, mia, SanctionKind::warning), Forbidden);
  EXPECT_THROW(give(lea, ana, SanctionKind::silence, 1), Forbidden) << "a leader warns";
  EXPECT_NO_THROW(give(lea, ana, SanctionKind::warning));
}

TEST_F(Sanctions, CountWarningsAsStrikesUntilTheyExpire) {
  give(lea, ana, SanctionKind::warning);
  give(mia, ana, SanctionKind::warning);
  const auto strikes = [&](Instant at) {
    return square.read([&](store::Reader& r) { return conduct_of(r, ana.member, at).strikes; });
  };
  EXPECT_EQ(strikes(square.last_instant()), 2);
  EXPECT_EQ(strikes(square.last_instant() + 90 * kDay), 0);
  EXPECT_EQ(seen(ana)->viewer.status, MemberStatus::active);
  EXPECT_THAT(square.last_verbs(2), ElementsAre(Verb::warned, Verb::warned));
}

struct Appeals : Sanctions {
  Viewer ben = square.member("Ben");
  OpenedThread opened = square.thread(ben, square.talk, "About brakes");
  PublishedPost answer = square.reply(ana, opened.thread, "You know nothing.");
  Viewer lou = square.leader("Lou");

  Judgement hide_it(const Viewer& who) {
    const Words words{ObjectKind::post, answer.id.value};
    square.write([&](store::Transaction& t) { hide(t, square.act(who), words, {Ground::unkind, ""}); });
    const auto own = square.read([&](store::Reader& r) { return cases_of_author(r, ana.member); });
    return {ObjectKind::moderation_case, own.at(0).id.value};
  }
  AppealId appeal(const Viewer& who, const Judgement& judgement) {
    return square.write([&](store::Transaction& t) {
      return send_appeal(t, square.timeline, who.member, judgement, "I was quoting.", Source::page, square.tick());
    });
  }
  bool decide(const Viewer& who, AppealId id, AppealDecision decision) {
    return square.write([&](store::Transaction& t) {
      return decide_appeal(t, by, square.act(who), id, {decision, "We see."}, "");
    });
  }
  std::vector<Appeal> waiting(const Viewer& who) {
    return square.read([&](store::Reader& r) { return appeals_for(r, who, *square.spaces); });
  }
};

TEST_F(Appeals, AreDecidedByAnotherThanTheFirst) {
  const auto id = appeal(ana, hide_it(lea));
  EXPECT_THAT(waiting(lea), IsEmpty());
  EXPECT_THROW(decide(lea, id, AppealDecision::stands), Forbidden);
  EXPECT_THAT(waiting(lou), SizeIs(1));
  EXPECT_TRUE(decide(lou, id, AppealDecision::reversed));
  EXPECT_TRUE(square.read([&](store::Reader& r) {
    return r.one<std::int64_t>("select 1 from post where id = $1 and deleted_at is null", answer.id).has_value();
  }));
  EXPECT_FALSE(decide(mia, id, AppealDecision::stands)) << "heard once";
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Appeals, ComeToTheOnlyManagerWhoDecidedFirst) {
  const auto sanction = give(mia, ana, SanctionKind::silence);
  const auto id = appeal(ana, {ObjectKind::sanction, sanction.value});
  ASSERT_THAT(waiting(mia), SizeIs(1));
  EXPECT_TRUE(square.read([&](store::Reader& r) { return is_only_one(r, mia, waiting(mia)[0]); }));
  const auto max = square.manager("Max");
  EXPECT_THAT(waiting(mia), IsEmpty()) << "there is another now";
  EXPECT_THROW(decide(mia, id, AppealDecision::reversed), Forbidden);
  EXPECT_TRUE(decide(max, id, AppealDecision::reversed));
  EXPECT_EQ(seen(ana)->viewer.status, MemberStatus::active);
}

TEST_F(Appeals, AreSentOnceByWhomTheyConcern) {
  const auto judgement = hide_it(lea);
  EXPECT_THROW(appeal(ben, judgement), NotFound);
  appeal(ana, judgement);
  EXPECT_THROW(appeal(ana, judgement), Conflict);
}

TEST_F(Appeals, AboutWhatNoLongerHoldsAreClosedAndTheirMemberIsTold) {
  const FrozenClock clock(square.last_instant());
  const auto over = appeal(ana, {ObjectKind::sanction, give(mia, ana, SanctionKind::silence, 1).value});
  const auto holds = appeal(ana, hide_it(lea));
  EXPECT_EQ(close_appeals_over(*square.store, square.timeline, square.last_instant()), 0);
  EXPECT_EQ(close_appeals_over(*square.store, square.timeline, square.last_instant() + 2 * kDay), 1);
  square.read([&](store::Reader& r) {
    EXPECT_EQ(find_appeal(r, over)->decision, AppealDecision::over);
    EXPECT_EQ(find_appeal(r, holds)->decision, AppealDecision::waiting);
    constexpr store::Sql kTold{"select count(*) from notification where member = $1 and kind = 84"};
    EXPECT_EQ(r.one<std::int64_t>(kTold, ana.member), 1);
  });
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST_F(Appeals, AreReadPageByPage) {
  const FrozenClock clock(square.last_instant());
  const auto first = appeal(ana, {ObjectKind::sanction, give(mia, ana, SanctionKind::silence, 1).value});
  const auto second = appeal(ana, hide_it(lea));
  const auto max = square.manager("Max");
  const auto page = [&](AppealId after) {
    std::vector<AppealId> ids;
    for (const auto& one : square.read([&](store::Reader& r) { return appeals_for(r, max, *square.spaces, after, 1); }))
      ids.push_back(one.id);
    return ids;
  };
  EXPECT_THAT(page({}), ElementsAre(first));
  EXPECT_THAT(page(first), ElementsAre(second));
  EXPECT_THAT(page(second), IsEmpty());
}

TEST_F(Appeals, AreListedAndCountedByTheRuleThatDecides) {
  const FrozenClock clock(square.last_instant());
  const auto turned_down = square.write([&](store::Transaction& t) {
    const auto id = hold(t, square.act(ana), {.space = square.talk, .title = "Bells", .body = "Which one?"});
    turn_down(t, square.act(lou), id, {Ground::off_topic, ""});
    return Judgement{ObjectKind::contribution, id.value};
  });
  const std::vector all{appeal(ana, hide_it(lea)), appeal(ana, turned_down),
                        appeal(lea, {ObjectKind::sanction, give(mia, lea, SanctionKind::warning).value})};
  const auto look = [&](Viewer who) {
    square.read([&](store::Reader& r) {
      std::vector<AppealId> allowed;
      for (const auto id : all) {
        const auto what = judged(r, find_appeal(r, id)->judgement());
        if (what && may_decide(r, who, *square.spaces, *what)) allowed.push_back(id);
      }
      std::vector<AppealId> listed;
      for (const auto& one : appeals_for(r, who, *square.spaces)) listed.push_back(one.id);
      EXPECT_EQ(listed, allowed);
      EXPECT_EQ(decisions_waiting_for(r, who, *square.spaces).count, std::ssize(allowed));
    });
  };
  const auto all_look = [&] {
    for (const auto& who : {mia, lea, lou, ana, ben}) look(who);
    auto silent = mia;
    silent.status = MemberStatus::silenced;
    look(silent);
  };
  all_look();
  EXPECT_THAT(waiting(mia), SizeIs(3)) << "nobody else manages";
  EXPECT_THAT(waiting(lou), SizeIs(1));
  square.manager("Max");
  all_look();
  EXPECT_THAT(waiting(mia), SizeIs(2));
  decide(lou, all[0], AppealDecision::reversed);
  all_look();
  EXPECT_EQ(square.read([](store::Reader& r) { return decisions_waiting(r).count; }), 2);
}

TEST_F(Appeals, AreReadByNobodyWhoMayNotDecideThere) {
  const auto id = appeal(ana, hide_it(lea));
  EXPECT_THAT(waiting(ben), IsEmpty());
  EXPECT_THROW(decide(ben, id, AppealDecision::reversed), NotFound);
}

}  // namespace
}  // namespace parvis::community
