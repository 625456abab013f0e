// Today, as a community manager works through it: who is found, what is decided, who is written to and what became of
// it.
#include "cockpit/today/today_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "community/letters/testing/any_hour.h"
#include "community/notifications/notification_pages.h"
#include "community/privacy/consent.h"
#include "community/today/finders.h"
#include "community/today/outcome.h"
#include "community/today/today_job.h"
#include "community/today/today_rules.h"
#include "forum/testing/forum_site.h"

namespace parvis::app {
namespace {

using namespace cockpit;
using namespace community;
using forum::testing::Browser;
using forum::testing::ForumSite;
using http::Method;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TodayPages : public ::testing::Test {
 protected:
  TodayPages() {
    auto& routes = site.routes();
    const auto get = [&](const char* path, community::Handler handler) { routes.add(Method::get, path, handler); };
    const auto post = [&](const char* path, community::Handler handler) { routes.add(Method::post, path, handler); };
    get("/cockpit/today", show_today);
    post("/cockpit/today", create_task);
    post("/cockpit/today/look", look_now);
    post("/cockpit/today/undo", undo_task);
    get("/cockpit/today/outcome", show_outcome);
    get("/cockpit/today/rules", show_today_rules);
    post("/cockpit/today/rules", update_today_rules);
    post("/cockpit/today/{task}", decide_task);
    get("/cockpit/today/{task}/words", show_task_words);
    post("/cockpit/today/{task}/words", send_task_words);
    get("/account/words", show_own_words);
    get("/notifications", community::show_notifications);
    // Nobody is new, unless a test says so.
    write("update member set created_at = created_at - 8640000000000");
  }
  void write(const store::Sql& sql) {
    site.community().store().write([&](store::Transaction& t) { t.run(sql); });
  }
  std::vector<TaskKind> kinds() {
    std::vector<TaskKind> kinds;
    const auto tasks =
        site.community().store().read([](store::Reader& reader) { return tasks_of_today(reader, now()); });
    for (const auto& task : tasks) kinds.push_back(task.kind);
    return kinds;
  }
  int look() { return look_for_tasks(site.community()); }
  std::string only_task() { return id_text(site.count("select min(id) from task where state = 1")); }

  ForumSite site;
  Browser& max = site.as("max");
  Browser& ana = site.as("ana");
};

TEST_F(TodayPages, FindANewcomerUntilSomebodySpeaksToThem) {
  write("update member set created_at = created_at + 8640000000000 where handle = 'ana'");
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::newcomer, TaskKind::quiet_leader));
  EXPECT_TRUE(max.get("/cockpit/today").has("joined today, and nobody has said a word to them yet."));
  const auto thread = site.thread("ana", "talk", "Hello all");
  site.reply("ben", thread, "Hello Ana.");
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::quiet_leader));
}

TEST_F(TodayPages, FindAFirstPostOnceAndNotAsALateQuestionToo) {
  const auto thread = site.thread("ana", "questions", "Which chain for a tandem?");
  write("update thread set created_at = created_at - 172800000000");
  write("update post set created_at = created_at - 172800000000");
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::first_post, TaskKind::quiet_leader));
  EXPECT_EQ(look(), 0) << "what is there is not offered again";
  site.reply("ben", thread);
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::quiet_leader));
  EXPECT_EQ(site.count("select count(*) from task where state = 4"), 1);
}

TEST_F(TodayPages, TakeACommentForAnAnswerToFirstWords) {
  site.thread("ana", "talk", "Hello all");
  write("update thread set created_at = created_at - 172800000000");
  write("update post set created_at = created_at - 172800000000");
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::first_post, TaskKind::quiet_leader));
  site.community().store().write([&](store::Transaction& t) {
    t.run(
        "insert into comment (id, post, author, created_at, body, html) "
        "select $1, id, $2, $3, 'Hello.', 'Hello.' from post where number = 1",
        next_id(), site.id("ben"), now());
  });
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::quiet_leader));
}

// Hundreds may join in a day: whom to welcome is settled in the morning, those who wrote first.
TEST_F(TodayPages, ChooseNewcomersOnceADayWhereManyJoin) {
  const auto joined = [&](int first, int last, std::int64_t ago, std::int64_t posts) {
    site.community().store().write([&](store::Transaction& t) {
      for (int i = first; i < last; ++i) {
        const auto name = "new" + std::to_string(i);
        t.run(
            "insert into member (id, handle, handle_key, display_name, role, status, hue, created_at, last_seen_at, "
            "email_confirmed_at, posts) values ($1, $2, $2, $2, 1, 1, 0, $3, $3, $3, $4)",
            next_id(), name, now() - ago, posts);
      }
    });
  };
  const auto chosen = [&] {
    std::vector<std::string> names;
    for (const auto& one : site.community().store().read([](store::Reader& reader) {
           return find_newcomers(reader, {.at = now(), .zone = "UTC", .birthday = 0});
         })) {
      names.push_back(one.occasion);
    }
    std::ranges::sort(names);
    return names;
  };
  joined(0, 25, 2 * kDay, 0);
  joined(25, 40, 3 * kDay, 1);
  const auto before = chosen();
  ASSERT_EQ(before.size(), 20);
  joined(40, 60, 0, 1);
  EXPECT_EQ(chosen(), before);
}

TEST_F(TodayPages, GiveOnePersonOneCard) {
  site.community().store().write([&](store::Transaction& t) {
    for (int i = 0; i < 12; ++i) {
      site.community().timeline().record(
          t, {.at = now() - (20 + 2 * i) * kDay, .actor = site.id("ana"), .verb = Verb::replied});
    }
    t.run("update member set posts = 20, created_at = $2, last_seen_at = $3 where id = $1", site.id("ana"),
          now() - 365 * kDay, now() - 20 * kDay);
  });
  const Day day{.at = now(), .zone = "UTC", .birthday = 0};
  const auto found = site.community().store().read([&](store::Reader& reader) { return find_all(reader, day); });
  const auto about_ana = std::ranges::count_if(found, [&](const Finding& one) { return one.member == site.id("ana"); });
  EXPECT_EQ(about_ana, 1);
  EXPECT_TRUE(std::ranges::is_sorted(found, std::ranges::greater(), &Finding::weight));
}

TEST_F(TodayPages, TakeTheStepOfAPlanForTheCardOfItsMember) {
  write("update member set created_at = created_at + 8640000000000 where handle in ('ana', 'ben')");
  site.community().store().write([&](store::Transaction& t) {
    const TaskAct act{.timeline = site.community().timeline(), .actor = {}, .at = now()};
    write_plan_task(t, act, "way.step", "Say hello", site.id("ana"));
  });
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::plan_step, TaskKind::newcomer, TaskKind::quiet_leader))
      << "Ben is welcomed, Ana has her step";
  write("update task set state = 2 where kind = 13");
  look();
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::newcomer, TaskKind::newcomer, TaskKind::quiet_leader))
      << "nobody spoke to her all the same";
}

TEST_F(TodayPages, LeaveALeaderWhoWasSetAsideForAMonth) {
  look();
  max.get("/cockpit/today");
  max.post("/cockpit/today/" + only_task(), {{"decision", "aside"}});
  write("update task set made_at = made_at - 2505600000000");  // 29 days
  EXPECT_EQ(look(), 0);
  write("update task set made_at = made_at - 172800000000, occasion = occasion || '0'");
  EXPECT_EQ(look(), 1);
}

TEST_F(TodayPages, BringACardBackInTheMorning) {
  look();
  max.get("/cockpit/today");
  max.post("/cockpit/today/" + only_task(), {{"decision", "day"}});
  const auto rests = site.count("select rests_until from task");
  EXPECT_GT(rests, now().microseconds);
  EXPECT_LE(rests, (now() + kDay).microseconds);
  EXPECT_EQ(rests % (15 * kMinute), 0) << "the beginning of a day, in whatever zone";
}

TEST_F(TodayPages, MeasureSilenceAgainstEachOnesOwnRhythm) {
  const auto act = [&](const char* who, std::int64_t days_ago) {
    site.community().store().write([&](store::Transaction& t) {
      site.community().timeline().record(t,
                                         {.at = now() - days_ago * kDay, .actor = site.id(who), .verb = Verb::replied});
    });
  };
  write("update member set posts = 20");
  for (int i = 0; i < 12; ++i) act("ana", 20 + 2 * i);   // every other day, silent for twenty
  for (int i = 0; i < 12; ++i) act("ben", 20 + 14 * i);  // once in two weeks, silent for twenty
  const auto found = site.community().store().read(
      [](store::Reader& reader) { return find_slipping(reader, {.at = now(), .zone = "UTC", .birthday = 0}); });
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].member, site.id("ana"));
  EXPECT_EQ(found[0].figure, 20);
  EXPECT_EQ(found[0].usual, 2);
}

TEST_F(TodayPages, GiveACardOnlyToThoseWhoOpenThisPage) {
  look();
  const auto task = only_task();
  EXPECT_FALSE(max.get("/cockpit/today").has(">lea</option>"));
  const auto give_to = [&](const char* who) {
    return max.post("/cockpit/today/" + task, {{"decision", "give"}, {"assignee", id_text(site.id(who))}}).status;
  };
  EXPECT_EQ(give_to("lea"), 400);
  EXPECT_EQ(give_to("max"), 303);
}

// Who was here an hour ago stands before whoever was not for weeks.
TEST_F(TodayPages, ReachTheSilentInALargeCommunity) {
  write(R"(
    insert into member (id, handle, handle_key, display_name, role, status, hue, created_at, last_seen_at, posts)
    with recursive many(n) as (select 1 union all select n + 1 from many where n < 2100)
    select n, 'many' || n, 'many' || n, 'Many', 1, 1, 0, 1, (select max(last_seen_at) from member) + 1, 20 from many)");
  site.community().store().write([&](store::Transaction& t) {
    for (int i = 0; i < 12; ++i) {
      site.community().timeline().record(
          t, {.at = now() - (20 + 2 * i) * kDay, .actor = site.id("ana"), .verb = Verb::replied});
    }
    t.run("update member set posts = 20, last_seen_at = $2 where id = $1", site.id("ana"), now() - 20 * kDay);
  });
  const auto found = site.community().store().read(
      [](store::Reader& reader) { return find_slipping(reader, {.at = now(), .zone = "UTC", .birthday = 0}); });
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].member, site.id("ana"));
}

TEST_F(TodayPages, DecideOnACardAndTakeItBack) {
  look();
  const auto task = only_task();
  max.get("/cockpit/today");
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "aside"}}).status, 303);
  EXPECT_THAT(kinds(), ElementsAre());
  EXPECT_EQ(site.last_verbs(1).back(), Verb::task_set_aside);
  EXPECT_EQ(max.post("/cockpit/today/undo", {}).location, "/cockpit/today#task-" + task);
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::quiet_leader));
  EXPECT_TRUE(max.get("/cockpit/today").has("data-waiting=\"1\""));
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "day"}}).status, 303);
  EXPECT_THAT(kinds(), ElementsAre());
  look();
  EXPECT_THAT(kinds(), ElementsAre()) << "it rests until tomorrow";
  EXPECT_TRUE(max.get("/cockpit/today").has("Take the last decision back"));
  EXPECT_FALSE(max.get("/cockpit/today").has("data-undo hidden"));
  EXPECT_EQ(max.post("/cockpit/today/undo", {}).status, 303);
  EXPECT_THAT(kinds(), ElementsAre(TaskKind::quiet_leader)) << "it stands here again";
  EXPECT_TRUE(max.get("/cockpit/today").has("data-undo hidden")) << "nothing more to take back";
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "dance"}}).status, 400);
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "done"}}).status, 303);
  EXPECT_EQ(max.post("/cockpit/today/" + task, {{"decision", "done"}}).status, 303) << "as somebody else might have";
  EXPECT_TRUE(max.get("/cockpit/today").has("That card was decided"));
}

TEST_F(TodayPages, NeverOfferAgainWhatWasDecided) {
  look();
  max.get("/cockpit/today");
  max.post("/cockpit/today/" + only_task(), {{"decision", "done"}});
  EXPECT_EQ(look(), 0);
  EXPECT_THAT(kinds(), ElementsAre());
}

TEST_F(TodayPages, WriteToWhomACardIsAbout) {
  look();
  const auto path = "/cockpit/today/" + only_task() + "/words";
  EXPECT_TRUE(max.get(path).has("We have not spoken for a while."));
  const auto refused = max.post(path, {{"words", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(max.post(path, {{"words", "How are your hills, Lea?"}}).status, 303);
  EXPECT_THAT(kinds(), ElementsAre());
  EXPECT_EQ(site.last_verbs(1).back(), Verb::contacted);
  EXPECT_TRUE(site.letters().empty()) << "she agreed to no letters";
  auto& lea = site.as("lea");
  EXPECT_TRUE(lea.get("/notifications").has("a personal word"));
  EXPECT_TRUE(lea.get("/account/words").has("How are your hills, Lea?"));
  EXPECT_FALSE(ana.get("/account/words").has("hills"));
  EXPECT_EQ(site.count("select count(*) from personal_word where read_at is null"), 0);
  const auto late = max.post(path, {{"words", "And your knees?"}});
  EXPECT_EQ(late.status, 409) << "it is done";
  EXPECT_TRUE(late.has("And your knees?") && late.has("/cockpit/members/lea/words"));
  EXPECT_EQ(max.get(path).location, "/cockpit/today");
}

TEST_F(TodayPages, SendALetterOnlyToWhoAgreedToOne) {
  auto& store = site.community().store();
  const auto& timeline = site.community().timeline();
  store.write([&](store::Transaction& t) {
    community::LocalText name, body;
    name.set(text::Language::en, "Personal letters");
    body.set(text::Language::en, "A word from the team, now and then.");
    const auto made = community::make_purpose(t, {timeline, site.id("max"), now()}, name, body);
    TodayRules rules;
    rules.purpose = made.slug;
    save_today_rules(t, rules);
    say_consent(t, {.timeline = timeline, .member = site.id("lea"), .proof = "a test", .at = now()}, made, made.version,
                community::Agrees::yes);
  });
  community::testing::welcome_letters_at_any_hour(store);
  look();
  const auto path = "/cockpit/today/" + only_task() + "/words";
  max.get(path);
  max.post(path, {{"words", "How are your hills, Lea?"}});
  const auto letters = site.letters();
  ASSERT_EQ(letters.size(), 1);
  EXPECT_THAT(letters[0].text, HasSubstr("How are your hills, Lea?"));
}

TEST_F(TodayPages, TellHowManyCameBackAgainstThoseLeftAlone) {
  const auto long_ago = now() - 20 * kDay;
  const auto task = [&](const char* who, TaskState state, Contact contact) {
    site.community().store().write([&](store::Transaction& t) {
      t.run(
          "insert into task (id, kind, occasion, member, made_at, state, decided_at, contact) "
          "values ($1, 4, $2, $3, $4, $5, $4, $6)",
          next_id(), std::string(who), site.id(who), long_ago, state, contact);
    });
  };
  task("ana", TaskState::done, Contact::written);
  task("ben", TaskState::done, Contact::written);
  task("cleo", TaskState::held_out, Contact::none);
  site.community().store().write([&](store::Transaction& t) {
    site.community().timeline().record(t, {.at = long_ago + 3 * kDay, .actor = site.id("ana"), .verb = Verb::replied});
    site.community().timeline().record(t, {.at = long_ago + 15 * kDay, .actor = site.id("ben"), .verb = Verb::replied});
  });
  const auto all = site.community().store().read([](store::Reader& reader) { return outcomes(reader, now()); });
  ASSERT_EQ(all.size(), 1);
  EXPECT_EQ(all[0].contacted.people, 2);
  EXPECT_EQ(all[0].contacted.back, 1) << "ben came back a day too late to count";
  EXPECT_EQ(all[0].alone.people, 1);
  EXPECT_EQ(all[0].alone.back, 0);
  const auto today = max.get("/cockpit/today");
  EXPECT_TRUE(today.has("Of 2 people written to, 1 came back within fourteen days.")) << today.body;
  EXPECT_TRUE(today.has("Of 1 left alone by chance, 0 came back."));
  EXPECT_TRUE(max.get("/cockpit/today/outcome?kind=4&side=contacted").has("Came back"));
  EXPECT_TRUE(max.get("/cockpit/today/outcome?kind=4&side=alone").has("<table")) << "her fourteen days are over";
  site.community().store().write(
      [&](store::Transaction& t) { t.run("update task set decided_at = $1 where state = 5", now() - 13 * kDay); });
  EXPECT_TRUE(max.get("/cockpit/today/outcome?kind=4&side=alone").has("Nobody so far."))
      << "or she would be written to";
  const auto none = max.get("/cockpit/today/outcome?kind=1&side=alone");
  EXPECT_TRUE(none.has("Nobody so far."));
  EXPECT_FALSE(none.has("<table")) << "no head without a row";
  EXPECT_EQ(max.get("/cockpit/today/outcome?kind=99").status, 404);
}

TEST_F(TodayPages, LeaveSomeAloneByChance) {
  site.community().store().write(
      [&](store::Transaction& t) { save_today_rules(t, {.hold_out = 50, .birthday = 0, .purpose = {}}); });
  const TaskAct act{.timeline = site.community().timeline(), .actor = {}, .at = now()};
  std::vector<Finding> found;
  for (int i = 0; i < 200; ++i) {
    found.push_back({.kind = TaskKind::slipping, .occasion = std::to_string(i), .member = site.id("ana")});
  }
  found.push_back({.kind = TaskKind::late_question, .occasion = "x"});
  site.community().store().write([&](store::Transaction& t) { offer(t, act, found, 50); });
  const auto out = site.count("select count(*) from task where state = 5");
  EXPECT_GT(out, 50);
  EXPECT_LT(out, 150);
  EXPECT_EQ(site.count("select count(*) from task where state = 5 and kind = 3"), 0);
}

TEST_F(TodayPages, KeepWhatWasTypedAndSayWhatIsWrong) {
  max.get("/cockpit/today");
  const auto refused = max.post("/cockpit/today", {{"words", "Call the mayor"}, {"about", "nobody"}, {"due", "soon"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("Call the mayor"));
  EXPECT_TRUE(refused.has("There is no member of this name."));
  EXPECT_EQ(max.post("/cockpit/today", {{"words", "Call the mayor"}, {"about", "@ana"}, {"due", ""}}).status, 303);
  const auto today = max.get("/cockpit/today");
  EXPECT_TRUE(today.has("/cockpit/members/ana\">ana</a>: Call the mayor")) << "whom it is about, in the sentence";
  max.get("/cockpit/today/rules");
  EXPECT_EQ(max.post("/cockpit/today/rules", {{"hold_out", "80"}}).status, 422);
  EXPECT_EQ(max.post("/cockpit/today/rules", {{"hold_out", "10"}, {"birthday", ""}, {"purpose", ""}}).status, 303);
}

RC_GTEST_PROP(UsualPause, IsOneOfThePausesAndNineOfTenAreNoLonger, ()) {
  auto pauses = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 90));
  std::vector<std::int64_t> days{0};
  for (const auto pause : pauses) days.push_back(days.back() + pause);
  const auto usual = usual_pause(days);
  if (pauses.empty()) {
    RC_ASSERT(usual == 0);
    return;
  }
  RC_ASSERT(std::ranges::find(pauses, usual) != pauses.end());
  const auto within = std::ranges::count_if(pauses, [&](std::int64_t one) { return one <= usual; });
  RC_ASSERT(within * 10 >= static_cast<std::ptrdiff_t>(pauses.size() - 1) * 9);
}

}  // namespace
}  // namespace parvis::app
