#include "community/health/health_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "community/health/figure_kinds.h"
#include "community/health/health_job.h"
#include "community/health/health_lists.h"
#include "community/health/network_survey.h"
#include "community/members/viewer_of.h"
#include "community/sharing/share.h"
#include "community/sharing/share_visits.h"
#include "community/testing/test_community.h"
#include "community/threads/post_deletion.h"
#include "community/threads/reaction.h"
#include "community/threads/solution.h"
#include "community/threads/thread_deletion.h"
#include "core/graph/draw.h"

namespace parvis::community::health {
namespace {

using ::testing::Optional;

const Instant kNow = *parse_rfc3339("2026-03-20T12:00:00Z");

// Half a year of acts drawn by chance: some come daily, some seldom, some stop.
class Report : public ::testing::Test {
 protected:
  Report() {
    for (int i = 0; i < 24; ++i) {
      people.push_back(square.member("Member " + std::to_string(i), i < 3 ? Role::expert : Role::member).member);
    }
    square.write([&](store::Transaction& transaction) {
      graph::Draw draw(9);
      for (int day = 400; day >= 0; --day) {
        for (std::size_t i = 0; i < people.size(); ++i) {
          const bool stopped = i % 5 == 4 && day < 40 + static_cast<int>(i);
          const bool came = i % 7 != 6 || day < 20;
          if (!stopped && came && draw.below(2 + i % 9) == 0) act(transaction, draw, i, kNow - day * kDay);
        }
      }
    });
    settle_health(*square.store, kNow);
  }

  void act(store::Transaction& transaction, graph::Draw& draw, std::size_t who, Instant at) {
    const auto other = draw.below(people.size());
    const bool thanks = draw.below(4) == 0;
    insert_activity_row(transaction, {.at = at - static_cast<std::int64_t>(draw.below(10)) * kHour,
                                      .actor = people[who],
                                      .verb = thanks ? Verb::reacted : Verb::replied,
                                      .object_kind = ObjectKind::post,
                                      .object = next_id(),
                                      .thread = {next_id()},
                                      .counterpart = other % 3 == 0 ? MemberId{} : people[other],
                                      .detail = "thanks",
                                      .source = Source::generated});
  }

  HealthReport report() {
    return square.read([](store::Reader& reader) { return health_report(reader); });
  }

  // Walks a list of people page by page.
  std::vector<MemberId> listed(const std::string& name) {
    std::vector<MemberId> all;
    for (std::string after;;) {
      const auto page = square.read([&](store::Reader& reader) { return *list_page(reader, name, after); });
      for (const auto& row : std::get<std::vector<ListedPerson>>(page.rows)) all.push_back(row.person.member);
      if (page.next.empty()) return all;
      after = page.next;
    }
  }

  testing::TestCommunity square;
  std::vector<MemberId> people;
};

TEST_F(Report, OpensEachFigureOfPeopleOntoExactlyThoseItCounts) {
  const auto counted = report();
  for (const auto& kind : figure_kinds()) {
    if (kind.unit != Unit::people || kind.name == "brought") continue;
    const auto found = listed(std::string(kind.list));
    EXPECT_THAT(counted.of(kind.name).value, Optional(static_cast<double>(found.size()))) << kind.name;
    EXPECT_EQ(std::set(found.begin(), found.end()).size(), found.size()) << kind.name;
  }
  EXPECT_GT(*counted.of("slipping").value + *counted.of("lost").value, 0);
  EXPECT_EQ(listed("top-ten").size(), 10u);
}

// Each list of acts and questions is as long as its figure, however many pages it has.
TEST_F(Report, OpensEachFigureOfActsOntoExactlyThoseItCounts) {
  const auto eva = people[0], ada = people[5];
  std::vector<OpenedThread> threads;
  const auto viewer = [&](MemberId id) {
    return square.read([&](store::Reader& reader) { return viewer_of(reader, id, kNow)->viewer; });
  };
  const auto staff = viewer(eva), other_staff = viewer(people[1]), member = viewer(ada), other = viewer(people[6]);
  const auto manager = square.manager("Max");
  while (square.last_instant() < kNow - 3 * kDay) square.tick();
  for (int i = 0; i < 130; ++i) {
    const auto& author = i % 3 == 0 ? staff : member;
    threads.push_back(square.thread(author, square.questions));
    if (i % 5 == 4) continue;
    const auto& by = i % 4 == 0 ? staff : i % 4 == 1 ? other_staff : i % 4 == 2 ? other : author;
    const auto answer = square.reply(by, threads.back().thread);
    if (i % 2 == 0) {
      square.write([&](store::Transaction& t) { accept_solution(t, square.act(author), answer.id); });
    }
    if (i % 11 == 0) {
      square.write([&](store::Transaction& t) { delete_post(t, square.act(viewer(by.member)), answer.id); });
    }
    if (i % 7 == 0) {
      square.write([&](store::Transaction& t) { delete_thread(t, square.act(manager), threads.back().thread); });
    }
  }
  // All the more because acts are taken back, and some of them done again.
  const auto thanked = square.reply(other, threads[1].thread);
  for (const auto give : {Give::on, Give::off, Give::on}) {
    square.write(
        [&](store::Transaction& t) { react(t, square.act(member), thanked.id, "thanks", give, square.reactions); });
  }
  const auto now = square.last_instant() > kNow ? square.last_instant() : kNow;
  settle_health(*square.store, now);
  const auto counted = report();
  const auto length = [&](std::string_view list) {
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    std::int64_t rows = 0;
    for (std::string after;;) {
      const auto page = square.read([&](store::Reader& reader) { return *list_page(reader, list, after); });
      if (const auto* acts = std::get_if<std::vector<ListedAct>>(&page.rows)) {
        for (const auto& act : *acts) ++rows, seen.insert({act.at.microseconds, act.place});
      } else {
        for (const auto& one : std::get<std::vector<ListedQuestion>>(page.rows))
          ++rows, seen.insert({0, one.thread.value});
      }
      if (page.next.empty()) break;
      after = page.next;
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), rows) << list;
    return static_cast<double>(rows);
  };
  const auto points = [&](std::string_view series) {
    return square.read([&](store::Reader& reader) { return points_of(reader, series); }).front().value;
  };
  for (const auto level : series::kLevels) {
    EXPECT_EQ(length(level), points(level)) << level;
    EXPECT_GT(length(level), 0) << level;
  }
  for (const auto* name : {"exchange", "unanswered", "confirmed_answers"}) {
    EXPECT_EQ(length(find_figure(name)->list), counted.of(name).value) << name;
  }
  EXPECT_GT(length("solved"), length("confirmed"));
  EXPECT_EQ(length("ever-solved"), square.read([](store::Reader& reader) {
    return *reader.one<std::int64_t>("select count(*) from thread where solution is not null and deleted_at is null");
  }));
  const auto words = square.read([&](store::Reader& reader) {
    return *reader.one<std::int64_t>(
        "select cast(sum(words) as bigint) from health_member_day d join member m on m.id = d.member "
        "and m.role in (1, 3) where d.day > $1",
        report().today - kPeriod);
  });
  EXPECT_EQ(length("written"), words);
}

TEST_F(Report, OpensEveryFigureOntoAListOfItsOwnKind) {
  for (const auto& kind : figure_kinds()) {
    if (kind.list == "network") continue;
    EXPECT_TRUE(square.read([&](store::Reader& reader) { return list_page(reader, kind.list, "").has_value(); }))
        << kind.name;
  }
}

TEST_F(Report, HasEveryFigureThatIsDefinedAndNoOther) {
  const auto counted = report();
  for (const auto& kind : figure_kinds()) EXPECT_TRUE(counted.figures.contains(kind.name)) << kind.name;
  EXPECT_EQ(counted.figures.size(), figure_kinds().size());
}

TEST_F(Report, CountsVisitsOfSharesAndListsByWhoseTheyCame) {
  const auto ada = square.member("Ada"), bea = square.member("Bea");
  const auto first = square.thread(ada, square.talk), second = square.thread(ada, square.talk);
  const auto hand_on = [&](const Viewer& by, ThreadId thread) {
    return square.write([&](store::Transaction& t) { return share_thread(t, square.act(by), thread); });
  };
  const auto much = hand_on(bea, first.thread), little = hand_on(ada, second.thread), old = hand_on(ada, first.thread);
  const auto today = report().today;
  square.write([&](store::Transaction& t) {
    add_share_visits(t, little, today, 2);
    add_share_visits(t, much, today - kPeriod, 50);  // the last of the days before
    add_share_visits(t, much, today - kPeriod + 1, 3);
    add_share_visits(t, much, today, 4);
    add_share_visits(t, old, today - kPeriod, 9);
  });
  settle_health(*square.store, kNow);
  const auto figure = report().of("share_visits");
  EXPECT_EQ(figure.value, 9);
  EXPECT_EQ(figure.before, 59);
  const auto page =
      square.read([&](store::Reader& reader) { return *list_page(reader, find_figure("share_visits")->list, ""); });
  const auto rows = std::get<std::vector<ListedShare>>(page.rows);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].id, much);
  EXPECT_EQ(rows[0].by.member, bea.member);
  EXPECT_EQ(rows[0].visits, 7);
  EXPECT_EQ(rows[1].visits, 2);
  square.write([&](store::Transaction& t) { add_share_visits(t, little, today, 5); });
  EXPECT_EQ(report().of("share_visits").value, 14) << "as the list, though nobody did anything since";
}

TEST_F(Report, ListsEveryVisitedShareOnceOverManyPages) {
  const auto ada = square.member("Ada"), bea = square.member("Bea");
  const auto today = report().today;
  std::int64_t sum = 0;
  for (int i = 0; i < 120; ++i) {
    const auto thread = square.thread(ada, square.talk).thread;
    sum += i % 3 + 1;
    square.write([&](store::Transaction& t) {
      add_share_visits(t, share_thread(t, square.act(bea), thread), today, i % 3 + 1);
    });
  }
  settle_health(*square.store, kNow);
  std::set<std::int64_t> seen;
  std::int64_t visits = 0;
  for (std::string after;;) {
    const auto page = square.read([&](store::Reader& reader) { return *list_page(reader, "share-visits", after); });
    for (const auto& row : std::get<std::vector<ListedShare>>(page.rows)) {
      EXPECT_TRUE(seen.insert(row.id.value).second);
      visits += row.visits;
    }
    if (page.next.empty()) break;
    after = page.next;
  }
  EXPECT_EQ(seen.size(), 120u);
  EXPECT_EQ(visits, sum);
}

TEST_F(Report, CountsAdviceThatTwoOthersFoundGoodAndListsIt) {
  const auto expert = square.member("Eva", Role::expert), member = square.member("Max");
  const auto thread = square.thread(member, square.talk);
  const auto liked = square.reply(member, thread.thread), once = square.reply(member, thread.thread),
             of_the_brand = square.reply(expert, thread.thread), old = square.reply(member, thread.thread),
             late = square.reply(member, thread.thread);
  const auto first = square.member("Ada"), second = square.member("Bea");
  square.write([&](store::Transaction& t) {
    t.run("update post set created_at = $1", kNow - kDay);
    t.run("update post set created_at = $1 where id in ($2, $3)", kNow - 40 * kDay, old.id, late.id);
    t.run("update post set up = 2 where id in ($1, $2, $3, $4)", liked.id, of_the_brand.id, old.id, late.id);
    t.run("update post set up = 1 where id = $1", once.id);
    const auto vote = [&](PostId post, const Viewer& by, Instant at) {
      t.run("insert into vote (id, post, member, kind, created_at) values ($1, $2, $3, 2, $4)", next_id(), post,
            by.member, at);
    };
    for (const auto& voter : {first, second}) {
      vote(liked.id, voter, kNow - kHour);
      vote(of_the_brand.id, voter, kNow - kHour);
      vote(old.id, voter, kNow - 39 * kDay);
    }
    vote(once.id, first, kNow - kHour);
    // Of the days before, and found good by the second of the two only in these.
    vote(late.id, first, kNow - 39 * kDay);
    vote(late.id, second, kNow - kHour);
  });
  settle_health(*square.store, kNow);
  EXPECT_EQ(report().of("recommended").value, 1);
  EXPECT_EQ(report().of("recommended").before, 1) << "what those days had found good, and not what was since";
  const auto page = square.read([&](store::Reader& reader) { return *list_page(reader, "recommended", ""); });
  const auto rows = std::get<std::vector<ListedAct>>(page.rows);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].from.member, member.member);
}

TEST_F(Report, DividesTheActiveIntoNewRetainedAndReturned) {
  const auto counted = report();
  EXPECT_EQ(
      counted.of("new").value.value() + counted.of("retained").value.value() + counted.of("returned").value.value(),
      counted.of("active_month").value);
}

TEST_F(Report, SharesTheLevelsOutWhole) {
  const auto counted = report();
  EXPECT_NEAR(*counted.of("broadcasting").value + *counted.of("conversing").value + *counted.of("communing").value, 1,
              1e-9);
}

TEST_F(Report, ComesOutTheSameWhenEverythingIsCountedFromZero) {
  const auto figures = [&] {
    std::map<std::string, std::vector<std::optional<double>>> all;
    for (const auto& [name, figure] : report().figures) all[name] = {figure.value, figure.before, figure.year_ago};
    return all;
  };
  const auto before = figures();
  square.write([](store::Transaction& transaction) { forget_health(transaction); });
  settle_health(*square.store, kNow);
  EXPECT_EQ(figures(), before);
}

TEST_F(Report, ComparesWithFourWeeksAndWithAYearBefore) {
  const auto counted = report();
  settle_health(*square.store, kNow - kPeriod * kDay);
  EXPECT_EQ(report().of("active_month").value, counted.of("active_month").before);
  EXPECT_EQ(report().of("exchange").value, counted.of("exchange").before);
  EXPECT_EQ(report().of("lost").value, counted.of("lost").before);
  EXPECT_EQ(report().of("communing").value, counted.of("communing").before);
  for (const auto* name : {"quarters", "large_quarters", "bridges", "lonely"}) {
    EXPECT_EQ(report().of(name).value, counted.of(name).before) << name;
  }
  settle_health(*square.store, kNow - kYearBack * kDay);
  EXPECT_EQ(report().of("active_month").value, counted.of("active_month").year_ago);
  for (const auto* name : {"density", "quarters", "large_quarters", "bridges", "lonely"}) {
    EXPECT_EQ(report().of(name).value, counted.of(name).year_ago) << name;
  }
}

TEST_F(Report, KnowsNoListOfAnotherName) {
  square.read([](store::Reader& reader) {
    for (const auto* name : {"", "nobody", "quarter-", "quarter-x", "quarter--1", "Lost"}) {
      EXPECT_FALSE(list_page(reader, name, "")) << name;
    }
    for (const auto* after : {"x", "1", "1.", ".1", "99999999999999999999.1", "-1.-1", "1.2.3"}) {
      EXPECT_TRUE(list_page(reader, "active-month", after)) << after;
    }
  });
}

TEST(Levels, AreReachedByHalfOfWhatIsSaid) {
  EXPECT_FALSE(level_reached({}));
  EXPECT_EQ(level_reached({{6, 3, 1}}), Level::broadcasting);
  EXPECT_EQ(level_reached({{5, 4, 1}}), Level::conversing);
  EXPECT_EQ(level_reached({{1, 4, 5}}), Level::communing);
}

TEST(Levels, CountAQuestionOfAMemberOnceItIsAnswered) {
  const std::set<MemberId> staff{{1}};
  AnswerSurvey survey(100, LocalDays(text::TimeZone()), staff);
  const Instant at{100 * kDay + kHour};
  survey.add({.opened_at = at, .author = {1}});
  survey.add({.opened_at = at, .author = {2}});
  survey.add({.opened_at = at, .author = {2}, .first_at = at, .first_by = MemberId{1}});
  survey.add({.opened_at = at, .author = {2}, .first_at = at, .first_by = MemberId{3}});
  survey.add({.opened_at = at, .author = {1}, .first_at = at, .first_by = MemberId{2}});
  EXPECT_THAT(survey.opened()[0].acts, ::testing::ElementsAre(1, 2, 1));
}

TEST(Waits, HaveAMedianAndATimeThatNineInTenDoNotPass) {
  EXPECT_FALSE(median({}));
  EXPECT_FALSE(nine_in_ten({}));
  EXPECT_EQ(median({4, 1, 9}), 4);
  EXPECT_EQ(median({4, 1, 9, 5}), 4.5);
  EXPECT_EQ(nine_in_ten({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}), 9);
  EXPECT_EQ(nine_in_ten({7}), 7);
}

TEST(Network, NamesWhomNobodyTurnedToAndFlagsWhoIsTooMany) {
  const std::set<MemberId> none;
  NetworkSurvey survey(100, none);
  for (std::int64_t i = 1; i <= 150; ++i) survey.add({{i}, {i % 150 + 1}, 99, 1});
  for (std::int64_t i = 1; i <= 150; ++i) survey.add({{i}, {(i + 40) % 150 + 1}, 98, 5});
  survey.add({{200}, {1}, 99, 1});
  survey.count();
  EXPECT_FALSE(survey.was_turned_to(0, {200}));
  EXPECT_TRUE(survey.was_turned_to(0, {1}));
  EXPECT_TRUE(survey.members().at({1}).holds);
  EXPECT_EQ(survey.at(0).exchange, 150 + 5 * 150 + 1);
  EXPECT_EQ(survey.drawn().size(), 100u);
}

}  // namespace
}  // namespace parvis::community::health
