#include "community/privacy/retention.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "community/privacy/holdings.h"
#include "community/testing/test_community.h"
#include "core/store/tables.h"

namespace parvis::community {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::TestCommunity;

constexpr store::Sql kDraft{R"(
  insert into draft (member, place, title, body, tags, updated_at) values ($1, $2, '', 'x', '', $3))"};
constexpr store::Sql kDrafts{"select count(*) from draft"};

// Nobody needs its folder but what keeps letters as files.
struct Square : TestCommunity {
  Square() : folder(fs::temp_directory_path() / ("parvis-retention-" + std::to_string(next_id()))) {
    fs::create_directories(folder / "outbox");
    settings.data_dir = folder;
  }
  ~Square() { fs::remove_all(folder); }
  Erasing ground() { return {*store, timeline, settings}; }
  std::int64_t drop() { return drop_what_is_old(ground()); }
  std::int64_t drafts() {
    return read([](store::Reader& r) { return *r.one<std::int64_t>(kDrafts); });
  }
  std::int64_t count(const store::Sql& sql, std::int64_t key) {
    return read([&](store::Reader& r) { return *r.one<std::int64_t>(sql, key); });
  }

  fs::path folder;
  config::Settings settings;
};

TEST(Retention, DropsWhatIsOldAndKeepsTheRest) {
  Square square;
  const auto ana = square.member("Ana").member;
  square.write([&](store::Transaction& t) {
    for (int i = 0; i < 600; ++i) t.run(kDraft, ana, "thread:" + std::to_string(i), now() - 366 * kDay);
    t.run(kDraft, ana, std::string_view("thread:new"), now() - 364 * kDay);
  });
  EXPECT_EQ(square.drop(), 600);
  EXPECT_EQ(square.drafts(), 1);
}

TEST(Retention, IsWhatTheManagerSetsAndOnTheTimeline) {
  Square square;
  const auto ana = square.member("Ana").member, max = square.manager("Max").member;
  const auto& rule = *find_rule("draft");
  square.write([&](store::Transaction& t) {
    t.run(kDraft, ana, std::string_view("thread:1"), now() - 3000 * kDay);
    set_kept_days(t, square.timeline, max, rule, 0);
  });
  square.drop();
  EXPECT_EQ(square.drafts(), 1) << "zero: for ever";
  square.write([&](store::Transaction& t) {
    set_kept_days(t, square.timeline, max, rule, 30);
    set_kept_days(t, square.timeline, max, rule, 30);
  });
  square.drop();
  EXPECT_EQ(square.drafts(), 0);
  EXPECT_THAT(square.last_verbs(3),
              ElementsAre(Verb::retention_changed, Verb::retention_changed, Verb::kept_long_enough))
      << "what changes nothing is not said";
}

TEST(Retention, GoesOnAfterItWasStopped) {
  Square square;
  const auto ana = square.member("Ana").member;
  square.write([&](store::Transaction& t) { t.run(kDraft, ana, std::string_view("thread:1"), now() - 3000 * kDay); });
  drop_what_is_old(square.ground(), [] { return true; });
  EXPECT_EQ(square.drafts(), 1);
  square.drop();
  EXPECT_EQ(square.drafts(), 0);
}

TEST(Retention, RulesAreAllOfThingsThatAreHeldWithinBounds) {
  std::set<std::string_view> names;
  for (const auto& rule : retention_rules()) {
    ASSERT_NE(find_holding(rule.table), nullptr) << rule.table;
    EXPECT_TRUE(find_holding(rule.table)->is_personal()) << rule.table;
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name << " stands there twice";
    EXPECT_TRUE(may_be_kept(rule, rule.preset_days)) << rule.name;
    EXPECT_GE(rule.least_days, 1) << rule.name;
    EXPECT_LE(rule.least_days, rule.most_days) << rule.name;
    if (rule.covers == RetentionRule::Covers::all) {
      EXPECT_EQ(find_holding(rule.table)->kept, nullptr) << rule.table << " has two times";
    }
  }
}

// What ends, or is done with, is of no use any more some day.
TEST(Retention, SaysOfEveryRecordThatEndsHowLongItIsKept) {
  static const std::set<std::string> ends{"expires_at", "ended_at", "ends_at", "decided_at", "lifted_at",
                                          "failed_at",  "used_at",  "done_at", "ready_at",   "came_at"};
  TestCommunity square;
  square.read([](store::Reader& reader) {
    for (const auto& table : store::tables_of(reader)) {
      const auto* holding = find_holding(table.name);
      if (!holding || !holding->is_personal()) continue;
      for (const auto& column : table.columns) {
        if (!ends.contains(column)) continue;
        EXPECT_TRUE(holding->kept || !rules_of(table.name).empty())
            << table.name << " ends (" << column << "): say in retention_rules.cpp, or under kKept in holdings.cpp, "
            << "how long it is kept afterwards.";
      }
    }
  });
}

// Rows as they are `at` that instant, by the rule that drops them; the key tells them apart afterwards.
struct Sample {
  store::Sql insert;              // $1 the key, $2 a member, $3 when
  store::Sql left;                // how many of key $1 are left
  store::Sql before{"select 1"};  // what it stands on
};
const std::map<std::string_view, Sample>& samples() {
  static const std::map<std::string_view, Sample> all{
      {"draft",
       {"insert into draft (member, place, title, body, tags, updated_at) values ($2, 'k' || $1, '', '', '', $3)",
        "select count(*) from draft where place = 'k' || $1"}},
      {"contribution",
       {"insert into contribution (id, kind, author, space, body, language, sent_at, decision, decided_at)"
        " select $1, 1, $2, min(id), '', 'en', $3, 2, $3 from space",
        "select count(*) from contribution where id = $1"}},
      {"file_draft",
       {"insert into member_import (id, made_by, file_name, content, state, created_at)"
        " values ($1, $2, 'f', 'ana@example.org', 1, $3)",
        "select count(*) from member_import where id = $1"}},
      {"refusals",
       {"insert into member_import (id, made_by, file_name, content, state, created_at, started_at, refusals)"
        " values ($1, $2, 'f', '', 2, $3, $3, 'ana@')",
        "select count(*) from member_import where id = $1 and refusals <> ''"}},
      {"invited",
       {"insert into imported_member (id, import, email, email_key, sent_at)"
        " select $1, max(id), 'k' || $1, 'k' || $1, $3 from member_import where made_by = $2",
        "select count(*) from imported_member where id = $1",
        "insert into member_import (id, made_by, file_name, content, state, created_at)"
        " select $2 + 1, $1, 'f', '', 3, 9000000000000000 from space limit 1"}},
      {"invitation",
       {"insert into invitation (id, made_by, note, seats, created_at, expires_at) values ($1, $2, 'Ana', 1, $3, $3)",
        "select count(*) from invitation where id = $1 and note <> ''"}},
      {"appeal",
       {"insert into appeal (id, member, object_kind, object, words, sent_at, decision, decided_at)"
        " values ($1, $2, 21, $1, 'w', $3, 1, $3)",
        "select count(*) from appeal where id = $1"}},
      {"sanction",
       {"insert into sanction (id, member, kind, ground, given_at, ends_at) values ($1, $2, 1, 1, $3, $3)",
        "select count(*) from sanction where id = $1"}},
      {"member_note",
       {"insert into member_note (id, member, author, body, written_at) values ($1, $2, $2, 'n', $3)",
        "select count(*) from member_note where id = $1"}},
      {"influencer",
       {"insert into influencer (id, name, name_key, made_by, made_at, changed_at)"
        " values ($1, 'k' || $1, 'k' || $1, $2, $3, $3)",
        "select count(*) from influencer where id = $1"}},
      {"order_file",
       {"insert into order_import (id, made_by, file_name, content, created_at)"
        " values ($1, $2, 'f', 'ana@example.org', $3)",
        "select count(*) from order_import where id = $1"}},
      {"order_lines",
       {"insert into order_import (id, made_by, file_name, refusals, created_at, ended_at)"
        " values ($1, $2, 'f', 'ana@example.org', $3, $3)",
        "select count(*) from order_import where id = $1 and refusals <> ''"}},
      {"report_question",
       {"insert into report_reader (id, email, language, added_by, added_at)"
        " values ($1, 'a' || cast($1 as text) || '@example.org', 'en', $2, $3)",
        "select count(*) from report_reader where id = $1"}},
      {"task",
       {"insert into task (id, kind, occasion, member, made_at, state, decided_at)"
        " values ($1, 1, 'k' || $1, $2, $3, 2, $3)",
        "select count(*) from task where id = $1"}},
      {"plan_way",
       {"insert into plan_member (id, plan, member, begun_at, due_at, ended_at, ending)"
        " select $1, max(id), $2, $3, $3, $3, 1 from plan where made_by = $2",
        "select count(*) from plan_member where id = $1",
        "insert into plan (id, slug, name, made_by, made_at, changed_at)"
        " select $2 + 2, 'plan', 'Plan', $1, 1, 1 from space limit 1"}},
      {"failed_job",
       {"insert into job (id, kind, payload, run_at, failed_at, created_at)"
        " select $1, 'mail.send', '{}', $3, $3, $3 from member where id = $2",
        "select count(*) from job where id = $1"}},
  };
  return all;
}

TEST(Retention, DropsByEachRuleWhatIsOlderThanItsDays) {
  Square square;
  const auto ana = square.member("Ana").member;
  const auto at = now();
  std::int64_t key = 0;
  std::map<std::string_view, std::int64_t> old;  // the key of the old one; the next is the younger's
  for (const auto& [name, sample] : samples()) {
    const auto& rule = *find_rule(name);
    old[name] = key + 1;
    square.write([&](store::Transaction& t) {
      if (!sample.before.text().starts_with("select")) t.run(sample.before, ana, std::int64_t{1000});
      t.run(sample.insert, ++key, ana, at - (rule.preset_days + 1) * kDay);
      t.run(sample.insert, ++key, ana, at - (rule.preset_days - 1) * kDay);
    });
    EXPECT_EQ(square.count(sample.left, key) + square.count(sample.left, key - 1), 2) << name << " sees nothing";
  }
  // Found as old, and touched before the write: whatever was found, the write asks again.
  square.write([&](store::Transaction& t) {
    for (const auto& [name, sample] : samples()) {
      const auto& rule = *find_rule(name);
      drop_found(t, square.timeline, rule, at - rule.preset_days * kDay, {old[name] + 1});
    }
  });
  square.drop();
  for (const auto& [name, sample] : samples()) {
    EXPECT_EQ(square.count(sample.left, old[name]), 0) << name;
    EXPECT_EQ(square.count(sample.left, old[name] + 1), 1) << name;
  }
}

// Every statement is understood by the database, whatever there is.
TEST(Retention, CanAskByEachRule) {
  Square square;
  const auto ana = square.member("Ana").member;
  square.thread(square.member("Ben"), square.talk);
  square.write([&](store::Transaction& t) {
    for (const auto& rule : retention_rules()) {
      EXPECT_TRUE(t.all<std::int64_t>(rule.find, Instant{1}, std::int64_t{5}).empty()) << rule.name;
      EXPECT_NE(rule.put_away != nullptr, rule.still.text() == store::Sql("select 1").text()) << rule.name;
      if (rule.put_away) {
        EXPECT_FALSE(t.one<std::int64_t>(rule.still, Instant{1}, ana.value)) << rule.name;
      } else {
        t.run(rule.drop + store::Sql::numbers({ana.value}) + ")", Instant{1});
      }
    }
  });
}

TEST(Retention, ForgetsAnAccountThatNobodyConfirmedButNotOneThatWaits) {
  Square square;
  constexpr store::Sql kSay{"update member set email = $2, email_key = $2, last_seen_at = $3 where id = $1"};
  constexpr store::Sql kWaits{
      "insert into join_request (member, asked_at, decision, decided_at) values ($1, $2, $3, $4)"};
  constexpr store::Sql kAddress{"select count(*) from member where email = $1"};
  const auto unconfirmed = [&](const std::string& name) {
    return square.member(name, Role::member, MemberStatus::unconfirmed).member;
  };
  const auto gone = unconfirmed("Gone"), fresh = unconfirmed("Fresh"), waits = unconfirmed("Waits"),
             declined = unconfirmed("Declined"), known = square.member("Known").member;
  const auto before = now() - 400 * kDay;
  square.write([&](store::Transaction& t) {
    for (const auto& [member, name, seen] :
         {std::tuple(gone, "gone@x.example", before), std::tuple(fresh, "fresh@x.example", now()),
          std::tuple(waits, "waits@x.example", before), std::tuple(declined, "declined@x.example", before),
          std::tuple(known, "known@x.example", before)}) {
      t.run(kSay, member, std::string_view(name), seen);
    }
    t.run(kWaits, waits, before, std::int64_t{0}, std::optional<Instant>());
    t.run(kWaits, declined, before, std::int64_t{2}, std::optional(before));
  });
  EXPECT_EQ(square.drop(), 2);
  const auto is_there = [&](const std::string& address) {
    return square.read([&](store::Reader& r) { return *r.one<std::int64_t>(kAddress, address) == 1; });
  };
  EXPECT_FALSE(is_there("gone@x.example"));
  EXPECT_FALSE(is_there("declined@x.example"));
  EXPECT_TRUE(is_there("fresh@x.example"));
  EXPECT_TRUE(is_there("waits@x.example"));
  EXPECT_TRUE(is_there("known@x.example"));
  EXPECT_THAT(square.wrong_counters(), ::testing::IsEmpty());
}

TEST(Retention, TakesLettersThatWereKeptAsFilesAway) {
  Square square;
  for (const auto* name : {"old.eml", "new.eml", "old.txt"})
    std::ofstream(square.folder / "outbox" / name) << "To: ana";
  const auto before = fs::file_time_type::clock::now() - std::chrono::days(kLetterFileDays + 1);
  fs::last_write_time(square.folder / "outbox" / "old.eml", before);
  fs::last_write_time(square.folder / "outbox" / "old.txt", before);
  EXPECT_EQ(square.drop(), 1);
  EXPECT_FALSE(fs::exists(square.folder / "outbox" / "old.eml"));
  EXPECT_TRUE(fs::exists(square.folder / "outbox" / "new.eml"));
  EXPECT_TRUE(fs::exists(square.folder / "outbox" / "old.txt")) << "what is no letter of ours stays";
}

}  // namespace
}  // namespace parvis::community
