#include "community/returns/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/health/health_fold.h"
#include "community/letters/testing/letter_world.h"
#include "community/returns/cost.h"
#include "community/returns/kept_report.h"
#include "community/returns/month.h"
#include "community/returns/month_life.h"
#include "community/returns/report_drawing.h"
#include "community/returns/report_reader.h"
#include "community/threads/thread_deletion.h"

namespace parvis::community {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::LetterWorld;
using ::testing::Not;
using ::testing::SizeIs;

struct Reports : ::testing::Test {
  LetterWorld world;
  Viewer boss = world.member("Max", Role::manager), ana = world.member("Ana");

  std::int64_t month() { return month_of(world.square.last_instant(), {}); }
  ReturnAct act() { return {world.square.timeline, boss.member, now(), {}}; }
  template <class Action>
  auto write(Action&& action) {
    return world.square.write(std::forward<Action>(action));
  }
  template <class Action>
  auto read(Action&& action) {
    return world.square.read(std::forward<Action>(action));
  }
  ReportDocument made(text::Language language = text::Language::en) {
    const auto context = world.context();
    return read([&](store::Reader& r) {
      return make_report(r, {context.identity, context.spaces, language, now()}, month());
    });
  }
  void state(AssumptionKey key, Range value) {
    write([&](store::Transaction& t) { state_assumption(t, act(), key, {value, "Support desk", "Said so."}); });
  }
  void spend(std::int64_t cents) {
    write([&](store::Transaction& t) {
      record_cost(t, act(), {CostKind::people, "A day a week", cents, month(), month()});
    });
  }
  void plan(std::int64_t day) {
    write([&](store::Transaction& t) { save_report_plan(t, act(), day); });
  }
  ReaderAdded add(const NewReportReader& reader) {
    return write([&](store::Transaction& t) { return add_report_reader(t, act(), world.context(), reader); });
  }
  std::vector<ReportReader> readers() {
    return read([](store::Reader& r) { return report_readers(r); });
  }
  std::vector<KeptReport> kept() {
    return read([](store::Reader& r) { return kept_reports(r, {}, 50); });
  }
  std::optional<std::int64_t> make_due(Instant at) {
    return make_due_reports(*world.square.store, world.context(), at);
  }
  // What goes with all letters that wait.
  mail::Attachments attached() {
    mail::Attachments all;
    const auto payloads = read(
        [](store::Reader& r) { return r.all<std::string>("select payload from job where kind = $1", mail::kSendJob); });
    for (const auto& payload : payloads) {
      for (auto& one : mail::attachments_from_json(payload)) all.push_back(std::move(one));
    }
    return all;
  }
  // The third of the month after, at eight.
  Instant third() { return month_start(month() + 1, {}) + 2 * kDay + 8 * kHour; }
};

TEST_F(Reports, SayTheSameInJsonAndBack) {
  world.opens(ana);
  state(AssumptionKey::call_cost, {600, 900, 1400});
  spend(80'000);
  const auto document = made(text::Language::fr);
  ASSERT_THAT(document.sheets, SizeIs(4));
  EXPECT_EQ(to_json(report_from_json(to_json(document))), to_json(document));
  for (const char* wrong : {"", "[]", "{}", R"({"month":1,"sheets":[{"title":"x","blocks":[{"part":"none"}]}]})"}) {
    EXPECT_THROW(report_from_json(wrong), Fault) << wrong;
  }
  auto short_of_a_cell = document;
  short_of_a_cell.sheets[1].blocks = {
      {.part = ReportPart::course, .heads = {"Mois", "Membres qui ont écrit"}, .rows = {{{"octobre"}}}}};
  EXPECT_THROW(report_from_json(to_json(short_of_a_cell)), Fault) << "a drawing would look for it";
}

TEST_F(Reports, SayInASentenceWhatTheirFiguresTellAndNothingOfNothing) {
  const auto empty = to_json(made());
  EXPECT_THAT(empty, HasSubstr("Your own people wrote nothing and decided nothing here this month."));
  EXPECT_THAT(empty, HasSubstr("Nothing was counted this month."));
  EXPECT_THAT(empty, HasSubstr("Nobody spoke this month."));
  for (const char* chart : {"\"chart\"", "\"history\"", "\"course\""}) {
    EXPECT_THAT(empty, Not(HasSubstr(chart))) << "no chart of nothing";
  }
  EXPECT_THAT(empty, Not(HasSubstr("0 answers")));
  world.opens(ana);
  EXPECT_THAT(to_json(made()), HasSubstr("1 member wrote this month, 1 more than the month before."));
}

TEST_F(Reports, SayOfAMonthThatLastsThatItDoes) {
  const auto made_at = [&](Instant at) {
    const auto context = world.context();
    return to_json(read([&](store::Reader& r) {
      return make_report(r, {context.identity, context.spaces, text::Language::en, at}, month());
    }));
  };
  EXPECT_THAT(made_at(month_start(month(), {}) + 9 * kDay + kHour), HasSubstr("This month lasts: its first 10 days"));
  EXPECT_THAT(made_at(third()), Not(HasSubstr("This month lasts")));
}

TEST_F(Reports, CountWhoCameWithAnImportAmongTheMembers) {
  const auto from = world.square.last_instant() - 30 * kDay, to = world.square.last_instant() + kDay;
  const auto members = [&] { return read([&](store::Reader& r) { return month_life(r, from, to).members; }); };
  const auto before = members();
  write([&](store::Transaction& t) { t.run("update member set status = 3 where id = $1", ana.member); });
  EXPECT_EQ(members(), before);
}

TEST_F(Reports, AreFourPagesInTheirLanguageAndSmall) {
  for (int i = 0; i < 9; ++i)
    world.opens(ana, "Why does the brake of my tandem squeal when it rains, number " + std::to_string(i));
  const auto file = draw_report(made(text::Language::fr), "https://square.example");
  std::size_t pages = 0;
  for (auto at = file.find("/Type /Page %"); at != std::string::npos; at = file.find("/Type /Page %", at + 1)) ++pages;
  EXPECT_EQ(pages, 4u);
  EXPECT_THAT(file, HasSubstr("/Lang (fr)"));
  EXPECT_LT(file.size(), 400'000u);
  EXPECT_EQ(report_file_name(made()).substr(0, 8), "mistral-");
  EXPECT_THAT(report_file_name(made(text::Language::fr)), ::testing::EndsWith("-fr.pdf"));
}

TEST_F(Reports, OfThePastStayAsTheyWereMade) {
  spend(80'000);
  const auto before = made();
  const auto id = write([&](store::Transaction& t) { return keep_report(t, act(), before); });
  state(AssumptionKey::call_cost, {600, 900, 1400});
  spend(20'000);
  const auto after = read([&](store::Reader& r) { return report_content(r, id); });
  ASSERT_TRUE(after);
  EXPECT_EQ(to_json(*after), to_json(before));
  EXPECT_EQ(draw_report(*after, ""), draw_report(before, ""));
  EXPECT_NE(to_json(made()), to_json(before)) << "what is made now says what holds now";
}

TEST_F(Reports, OfALargeCommunitySayWhatTheJobCountedOfTheMonth) {
  const auto thread = world.square.thread(ana, world.square.talk).thread;
  world.square.reply(boss, thread);
  const auto from = month_start(month(), {}), to = month_start(month() + 1, {});
  const auto posts = [&] {
    return read([&](store::Reader& reader) { return month_as_kept(reader, from, to, now()).posts; });
  };
  const auto before = to_json(made());
  const auto count = [&] { return keep_months(*world.square.store, text::TimeZone{}, now(), 1); };
  EXPECT_EQ(count(), 36);
  EXPECT_EQ(count(), 0) << "as long as they are fresh";
  EXPECT_EQ(to_json(made()), before) << "kept is as counted";
  EXPECT_EQ(posts(), 2);
  world.square.reply(boss, thread);
  EXPECT_EQ(posts(), 2) << "until it is counted again";
  EXPECT_EQ(keep_months(*world.square.store, text::TimeZone{}, now() + kHour, 1), 1) << "the month that lasts";
  EXPECT_EQ(posts(), 3);
  EXPECT_EQ(keep_months(*world.square.store, text::TimeZone{}, now() + kDay, 1000), 0) << "a small one counts at once";
}

TEST_F(Reports, SayHowLongHalfOfTheQuestionsWaitedForTheirFirstAnswer) {
  const auto from = month_start(month(), {}), to = month_start(month() + 1, {});
  const auto waited = [&] {
    while (health::fold_health(*world.square.store, text::TimeZone()) > 0) continue;
    return read([&](store::Reader& reader) { return month_as_kept(reader, from, to, now()).first_answer; });
  };
  EXPECT_EQ(waited(), std::nullopt);
  EXPECT_THAT(to_json(made()), HasSubstr("Time to the first answer, median"));
  for (const auto hours : {1, 2, 9}) {
    const auto question = world.square.thread(ana, world.square.questions).thread;
    const auto talk = world.square.thread(ana, world.square.talk).thread;
    world.wait(hours * kHour);
    world.square.reply(boss, question);
    world.square.reply(boss, talk);
  }
  constexpr auto kHalf = 2 * kHour + 2 * kMinute;  // each act takes a minute
  EXPECT_EQ(waited(), kHalf);
  keep_months(*world.square.store, text::TimeZone{}, now(), 1);
  EXPECT_EQ(waited(), kHalf) << "kept";
  EXPECT_THAT(to_json(made()), HasSubstr("\"2 h\""));
}

TEST_F(Reports, OfALargeCommunityNameTheConversationsTheJobFoundAlive) {
  const auto busy = world.square.thread(ana, world.square.talk, "Two wheels").thread;
  const auto calm = world.square.thread(ana, world.square.talk, "A bell").thread;
  world.square.reply(boss, busy);
  const auto from = month_start(month(), {}), to = month_start(month() + 1, {});
  const auto named = [&] {
    std::vector<std::pair<std::string, std::int64_t>> all;
    for (const auto& one : read([&](store::Reader& r) { return alive_as_kept(r, from, to, now()); })) {
      if (one.thread == busy || one.thread == calm) all.emplace_back(one.title, one.posts);
    }
    return all;
  };
  using Named = std::vector<std::pair<std::string, std::int64_t>>;
  const Named both{{"Two wheels", 2}, {"A bell", 1}};
  EXPECT_EQ(named(), both);
  const auto count = [&](Instant at) { return keep_months(*world.square.store, text::TimeZone{}, at, 1); };
  count(now());
  for (int i = 0; i < 2; ++i) world.square.reply(boss, calm);
  EXPECT_EQ(named(), both) << "until it is counted again";
  EXPECT_EQ(count(now() + kHour), 1);
  EXPECT_EQ(named(), (Named{{"A bell", 3}, {"Two wheels", 2}}));
  write([&](store::Transaction& t) { delete_thread(t, world.square.act(boss), busy); });
  EXPECT_EQ(named(), (Named{{"A bell", 3}})) << "at once";
}

TEST_F(Reports, OfALargeCommunityCountTheLastHourOfAMonthThatEnded) {
  const auto from = month_start(month(), {}), to = month_start(month() + 1, {});
  const auto keep = [&](Instant at) { return keep_months(*world.square.store, text::TimeZone{}, at, 1); };
  const auto posts = [&](Instant at) {
    return read([&](store::Reader& reader) { return month_as_kept(reader, from, to, at).posts; });
  };
  const auto thread = world.square.thread(ana, world.square.talk).thread;
  EXPECT_EQ(keep(to - 30 * kMinute), 36);
  const auto before = posts(to - 20 * kMinute);
  const auto late = world.square.reply(boss, thread);
  write([&](store::Transaction& t) { t.run("update post set created_at = $2 where id = $1", late.id, to - kMinute); });
  EXPECT_EQ(posts(to - 20 * kMinute), before) << "as it was kept";
  EXPECT_EQ(posts(to + kMinute), before + 1) << "it ended since";
  keep(to + kMinute);
  EXPECT_EQ(posts(to + kMinute), before + 1);
  EXPECT_EQ(keep(to + 2 * kMinute), 0) << "counted since it ended";
}

TEST_F(Reports, NameNothingThatVisitorsCannotRead) {
  const auto den = world.square.space("den", SpaceKind::discussion, SpaceVisibility::members);
  world.wait(kMinute);
  world.square.thread(ana, den, "A pangolin in the den");
  EXPECT_THAT(to_json(made()), Not(HasSubstr("pangolin")));
}

TEST_F(Reports, AreMadeOnceOnTheirDayAndSentToWhoReceivesThem) {
  EXPECT_EQ(add({.member = boss.member, .language = text::Language::fr}), ReaderAdded::now);
  EXPECT_EQ(add({.member = boss.member}), ReaderAdded::known);
  plan(3);
  EXPECT_FALSE(make_due(third() - 2 * kDay)) << "not on the first";
  EXPECT_EQ(make_due(third()), 1);
  EXPECT_FALSE(make_due(third() + kHour)) << "once";
  EXPECT_FALSE(make_due(third() + 10 * kDay));
  ASSERT_THAT(kept(), SizeIs(1));
  EXPECT_EQ(kept()[0].month, month());
  EXPECT_EQ(kept()[0].language, "fr");
  EXPECT_TRUE(kept()[0].scheduled);
  const auto letters = world.letters();
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].to, boss.handle + "@example.org");
  ASSERT_THAT(attached(), SizeIs(1));
  EXPECT_TRUE(attached()[0].bytes.starts_with("%PDF"));
  EXPECT_THAT(letters[0].text, HasSubstr("/cockpit/return/reports/" + id_text(kept()[0].id)));
  EXPECT_THAT(letters[0].text, HasSubstr("Membres"));
  const auto told = read([](store::Reader& r) {
    return r.one<std::int64_t>({"select count(*) from activity where verb = 250 and actor is null"});
  });
  EXPECT_EQ(told, 1);
}

TEST_F(Reports, AreNotMadeForADayThatIsPastWhenItIsChosen) {
  world.clock.set(third() + 10 * kDay);
  plan(3);
  EXPECT_FALSE(make_due(third() + 10 * kDay));
  EXPECT_TRUE(make_due(month_start(month() + 2, {}) + 3 * kDay));
  plan(0);
  EXPECT_FALSE(make_due(month_start(month() + 3, {}) + 3 * kDay));
}

TEST_F(Reports, ComeToNobodyFromOutsideWhoDidNotSayYes) {
  EXPECT_EQ(add({.email = "director@example.org", .basis = "Runs the company"}), ReaderAdded::asked);
  ASSERT_THAT(world.letters(), SizeIs(1)) << "the question";
  EXPECT_THAT(attached(), IsEmpty());
  plan(3);
  EXPECT_EQ(make_due(third()), 0);
  const auto id = readers()[0].id;
  write([&](store::Transaction& t) { return agree_to_reports(t, world.square.timeline, id, "request 1", now()); });
  EXPECT_EQ(make_due(month_start(month() + 2, {}) + 3 * kDay), 1);
  EXPECT_EQ(world.letters().back().to, "director@example.org");
  EXPECT_THAT(world.letters().back().text, ::testing::Not(HasSubstr("/cockpit/"))) << "which they could not open";
}

// By number: they have no name there.
TEST_F(Reports, AreAgreedToAndEndedOnTheTimeline) {
  add({.email = "director@example.org", .basis = "Runs the company"});
  const auto id = readers()[0].id;
  const auto last = [&] { return world.square.last_verbs(1)[0]; };
  const auto agree = [&] {
    return write(
        [&](store::Transaction& t) { return agree_to_reports(t, world.square.timeline, id, "request 1", now()); });
  };
  EXPECT_TRUE(agree());
  EXPECT_EQ(last(), Verb::consent_given);
  const auto facts = [&] {
    return read([](store::Reader& r) { return *r.one<std::int64_t>("select count(*) from activity"); });
  };
  const auto before = facts();
  EXPECT_TRUE(agree());
  EXPECT_EQ(facts(), before) << "said again";
  write([&](store::Transaction& t) { leave_reports(t, world.square.timeline, id, now()); });
  EXPECT_EQ(last(), Verb::consent_withdrawn);
  EXPECT_FALSE(agree());
  EXPECT_EQ(last(), Verb::consent_withdrawn);
}

TEST_F(Reports, AskNobodyTwice) {
  const NewReportReader director{.email = "director@example.org", .basis = "Runs the company"};
  EXPECT_EQ(add(director), ReaderAdded::asked);
  const auto id = readers()[0].id;
  const auto end = [&] { write([&](store::Transaction& t) { end_report_reader(t, act(), readers()[0].id); }); };
  end();
  EXPECT_EQ(add(director), ReaderAdded::asked_before);
  EXPECT_THAT(world.letters(), SizeIs(1)) << "the letter said that there is no second one";
  ASSERT_THAT(readers(), SizeIs(1));
  EXPECT_EQ(readers()[0].id, id) << "the link in it is still theirs";
  EXPECT_FALSE(read([&](store::Reader& r) { return receives_reports(r, id); }));
  write([&](store::Transaction& t) { agree_to_reports(t, world.square.timeline, id, "request 1", now()); });
  end();
  EXPECT_EQ(add(director), ReaderAdded::now) << "they said yes, and did not take it back";
  EXPECT_TRUE(read([&](store::Reader& r) { return receives_reports(r, id); }));
  write([&](store::Transaction& t) { leave_reports(t, world.square.timeline, id, now()); });
  EXPECT_EQ(add(director), ReaderAdded::asked_before) << "they took it back";
  EXPECT_FALSE(read([&](store::Reader& r) { return receives_reports(r, id); }));
  EXPECT_THAT(world.letters(), SizeIs(1));
  const auto marks = read([](store::Reader& r) { return r.all<std::string>("select mark from asked_address"); });
  ASSERT_THAT(marks, SizeIs(1));
  EXPECT_THAT(marks[0], ::testing::Not(HasSubstr("director")));
}

TEST_F(Reports, StopWithOneClickAndWithTheRole) {
  add({.member = boss.member});
  const auto id = readers()[0].id;
  EXPECT_TRUE(read([&](store::Reader& r) { return receives_reports(r, id); }));
  write([&](store::Transaction& t) { t.run("update member set role = 1 where id = $1", boss.member); });
  EXPECT_FALSE(read([&](store::Reader& r) { return receives_reports(r, id); })) << "no manager any more";
  write([&](store::Transaction& t) { leave_reports(t, world.square.timeline, id, now()); });
  EXPECT_THAT(readers(), IsEmpty());
}

TEST(ReportReaderTokens, AreOfNobodyElse) {
  const ReportReaderId id{4242};
  const auto token = report_reader_token("key", id);
  EXPECT_EQ(read_report_reader_token("key", token), id);
  EXPECT_FALSE(read_report_reader_token("other key", token));
  EXPECT_FALSE(read_report_reader_token("key", id_text(4243) + token.substr(token.find('.'))));
  for (const char* wrong : {"", ".", "4q.", "x", "4q0tn0g00040"}) EXPECT_FALSE(read_report_reader_token("key", wrong));
}

}  // namespace
}  // namespace parvis::community
