#include "community/privacy/erasure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "community/members/account.h"
#include "community/members/member.h"
#include "community/members/session.h"
#include "community/privacy/erasure_ledger.h"
#include "community/privacy/erasure_steps.h"
#include "community/privacy/holding_rows.h"
#include "community/search/indexer.h"
#include "community/testing/test_community.h"
#include "community/threads/follow.h"
#include "community/threads/reaction.h"
#include "community/threads/title.h"
#include "community/threads/vote.h"
#include "core/jobs/jobs.h"
#include "core/mail/post.h"
#include "core/store/tables.h"

namespace parvis::community {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TestCommunity;

constexpr store::Sql kSay{R"(
  update member set email = $2, email_key = $2, biography = $3, place = $3, website = $3, password_hash = 'x'
  where id = $1)"};

// A square in which Quokka left traces everywhere, and others spoke of her.
struct Square : TestCommunity {
  Square() : folder(fs::temp_directory_path() / ("parvis-erasure-" + std::to_string(next_id()))) {
    fs::create_directories(folder / "outbox");
    fs::create_directories(folder / "backups");
    settings.data_dir = folder;
    quokka = member("Quokka");
    paul = member("Paul");
    write([&](store::Transaction& t) {
      t.run(kSay, quokka.member, std::string_view("quokka@example.org"),
            std::string_view("I am Quokka of the quokkas"));
      open_session(t, timeline, quokka.member, {"192.0.2.1", "Quokkafox"});
    });
    own = thread(quokka, talk, "My title about brakes", "My own words.");
    shared = thread(quokka, talk, "A title for two", "My first words.");
    of_paul = thread(paul, questions, "What Paul asks", "Who knows, @quokka? Write to quokka@example.org.");
    answer =
        reply(paul, shared.thread, "> [@Quokka, 1](/threads/x/1)\n> words\n\nThanks @Quokka, see /members/quokka.");
    mine = reply(quokka, of_paul.thread, "I know.");
    write([&](store::Transaction& t) {
      cast_vote(t, act(quokka), of_paul.post, Ballot::up);
      react(t, act(quokka), of_paul.post, "thanks", Give::on, reactions);
      follow(t, act(paul), FollowKind::member, quokka.member.value);
      mail::post(t, {.to = "quokka@example.org",
                     .subject = "Hello",
                     .text = "Hello",
                     .language = "en",
                     .from_name = "",
                     .purpose = mail::Purpose::service("test")});
    });
    std::ofstream(folder / "outbox" / "1.eml") << "To: quokka@example=\r\n.org\r\n";
    std::ofstream(folder / "outbox" / "2.eml") << "To: paul@example.org\r\n";
  }
  ~Square() { fs::remove_all(folder); }

  Erasing erasing() { return {*store, timeline, settings}; }
  AccountAct account_act() { return {.timeline = timeline, .sender = {"Square", "#123456", "https://square.example"}}; }
  void ask(WordsLeft words) {
    write([&](store::Transaction& t) { ask_erasure(t, account_act(), quokka.member, words); });
  }
  void erase_now(WordsLeft words) {
    ask(words);
    erase(erasing(), quokka.member);
  }
  // Every value of every table that holds the letters.
  std::vector<std::string> rows_with(const std::string& letters) {
    std::vector<std::string> found;
    read([&](store::Reader& reader) {
      for (const auto& table : store::tables_of(reader)) {
        for (const auto& column : table.columns) {
          const auto holds = "select count(*) from " + store::Sql::name(table.name) + " where lower(cast(" +
                             store::Sql::name(column) + " as text)) like $1";
          if (*reader.one<std::int64_t>(holds, "%" + letters + "%") > 0) found.push_back(table.name + "." + column);
        }
      }
    });
    return found;
  }
  std::string body_of(PostId post) {
    constexpr store::Sql kBody{"select body from post where id = $1"};
    return read([&](store::Reader& r) { return *r.one<std::string>(kBody, post); });
  }

  fs::path folder;
  config::Settings settings;
  Viewer quokka, paul;
  OpenedThread own, shared, of_paul;
  PublishedPost answer, mine;
};

TEST(Erasure, GoesOnWhereItGaveWay) {
  struct Enough {};
  Square square;
  square.ask(WordsLeft::go);
  auto erasing = square.erasing();
  int asked = 0, slices = 0, ends = 0;
  erasing.between = [&] {
    if (++asked > slices) throw Enough();
  };
  for (bool done = false; !done; ++slices) {  // one slice, then two, and so on
    asked = 0;
    try {
      erase(erasing, square.quokka.member);
      done = true;
    } catch (const Enough&) {
      ++ends;
    }
  }
  EXPECT_GT(ends, 9) << "between the steps at the least";
  EXPECT_THAT(square.rows_with("quokka"), IsEmpty());
  EXPECT_THAT(square.wrong_counters(), IsEmpty());
}

TEST(Erasure, TakesWhatStaffChangedOfThemOutOfTheTrail) {
  Square square;
  const auto mia = square.manager("Mia");
  square.write([&](store::Transaction& t) {
    retitle(t, square.act(mia), square.own.thread, "Brakes, by Quokka", "");
    retitle(t, square.act(mia), square.of_paul.thread, "Ask @quokka", "");
    retitle(t, square.act(mia), square.of_paul.thread, "Ask somebody", "");
  });
  constexpr store::Sql kTheirs{"select count(*) from staff_change where became = 'Brakes, by Quokka'"};
  const auto theirs = [&] { return *square.read([&](store::Reader& r) { return r.one<std::int64_t>(kTheirs); }); };
  ASSERT_EQ(theirs(), 1);
  square.erase_now(WordsLeft::stay);
  EXPECT_EQ(theirs(), 0);
  constexpr store::Sql kOthers{"select count(*) from staff_change where became = 'Ask somebody'"};
  EXPECT_EQ(*square.read([&](store::Reader& r) { return r.one<std::int64_t>(kOthers); }), 1) << "Paul's stays";
  EXPECT_THAT(square.rows_with("@quokka"), IsEmpty());
}

TEST(Erasure, LeavesTheLettersOfOthersAlone) {
  Square square;
  const auto post = [&](const std::string& to, const std::string& text) {
    square.write([&](store::Transaction& t) {
      mail::post(t, {.to = to,
                     .subject = "A letter",
                     .text = text,
                     .language = "en",
                     .from_name = "",
                     .purpose = mail::Purpose::service("test")});
    });
  };
  post("paul@quokka.example", "Your new password.");  // the handle, in an address
  post("zoe@example.org", "Quokka is an animal.");
  post("zoe@example.org", "Hello, @quokka wrote to you.");
  square.erase_now(WordsLeft::go);
  const auto left = square.read([](store::Reader& reader) {
    return reader.one<std::int64_t>("select count(*) from job where replace(payload, 'A letter', '') <> payload");
  });
  EXPECT_EQ(left, 2) << "but for the one that names them";
}

// Wherever others wrote of them: titles and what they were before, reasons, notes, drafts, profiles.
void name_everywhere(Square& square) {
  const auto titled = square.thread(square.paul, square.talk, "Thanks to @Quokka for all", "Words.");
  square.write([&](store::Transaction& t) {
    constexpr store::Sql kSlug{"insert into old_thread_slug (slug, thread) values ('ask-quokka', $1)"};
    constexpr store::Sql kRevision{R"(
      insert into post_revision (id, post, number, editor, created_at, title, body, reason)
      values (1, $1, 1, $2, 1, 'Ask @quokka', 'For @quokka', '@quokka asked'))"};
    constexpr store::Sql kDraft{R"(
      insert into draft (member, place, title, body, tags, updated_at)
      values ($1, 'space:1', 'To @quokka', 'Hello @quokka', '', 1))"};
    constexpr store::Sql kNote{
        "insert into member_note (id, member, author, body, written_at) values (1, $1, $1, 'As @quokka said', 1)"};
    constexpr store::Sql kBiography{R"(
      update member set biography = 'Taught by @quokka', biography_html = 'Taught by quokka' where id = $1)"};
    constexpr store::Sql kSanction{
        "insert into sanction (id, member, kind, ground, reason, given_at) values (1, $1, 1, 1, 'Rude to @quokka', 1)"};
    constexpr store::Sql kRequest{"insert into join_request (member, answers) values ($1, '{\"a\":\"@quokka\"}')"};
    t.run(kSlug, titled.thread);
    t.run(kRevision, square.answer.id, square.paul.member);
    t.run(kDraft, square.paul.member);
    t.run(kNote, square.paul.member);
    t.run(kBiography, square.paul.member);
    t.run(kSanction, square.paul.member);
    t.run(kRequest, square.paul.member);
    square.timeline.record(t, {.actor = square.paul.member, .verb = Verb::turned_down, .detail = "Ask @Quokka first"});
    square.timeline.record(t, {.actor = square.paul.member, .verb = Verb::thread_tagged, .detail = "@quokkas stay"});
  });
}

TEST(Erasure, ReachesWhatOthersWroteOfThemWhereverItStands) {
  Square square;
  name_everywhere(square);
  square.erase_now(WordsLeft::stay);
  EXPECT_THAT(square.rows_with("@quokka"), ::testing::ElementsAre("activity.detail")) << "that is about others";
  EXPECT_THAT(square.rows_with("thanks to a former member for all"), Not(IsEmpty()));
  EXPECT_THAT(square.rows_with("thanks-to-a-former-member-for-all"), Not(IsEmpty())) << "its address too";
  EXPECT_THAT(square.rows_with("ask-quokka"), IsEmpty());
  EXPECT_THAT(square.rows_with("taught by a former member"),
              ::testing::ElementsAre("member.biography", "member.biography_html"));
  EXPECT_THAT(square.rows_with("rude to a former member"), Not(IsEmpty()));
}

TEST(Erasure, LeavesConditionsThatNameNobody) {
  Square square;
  constexpr store::Sql kSegment{R"(
    insert into segment (id, slug, name, condition, made_at, changed_at)
    values (1, 'friends', 'Friends', 'acts("replied", with "Quokka") >= 1 and not (acts("reacted", with "quokka") >= 2)', 1, 1))"};
  square.write([&](store::Transaction& t) { t.run(kSegment); });
  square.erase_now(WordsLeft::stay);
  EXPECT_THAT(square.rows_with("quokka"), IsEmpty());
  const auto former = "with \"former-" + id_text(square.quokka.member) + "\"";
  EXPECT_EQ(square.read([](store::Reader& r) { return *r.one<std::string>("select condition from segment"); }),
            "acts(\"replied\", " + former + ") >= 1 and not acts(\"reacted\", " + former + ") >= 2");
}

TEST(Erasure, LeavesNothingThatLeadsFromAnOrderToAMember) {
  Square square;
  constexpr store::Sql kOrder{R"(
    insert into shop_order (id, reference, ordered_at, cents, what, member, tie, standing, acts, recorded_at)
    values (1, 'S-1', 1, 12990, 'A tandem', $1, 1, 1, 2, 1))"};
  constexpr store::Sql kGain{R"(
    insert into gain (id, kind, month, at, quantity, member, subject, words) values (1, 3, 1, 1, 12990, $1, 1, 'S-1'))"};
  square.write([&](store::Transaction& t) {
    t.run(kOrder, square.quokka.member);
    t.run(kGain, square.quokka.member);
    square.timeline.record(
        t,
        {.actor = square.quokka.member, .verb = Verb::order_recorded, .object_kind = ObjectKind::order, .object = 1});
  });
  square.erase_now(WordsLeft::stay);
  const auto count = [&](const store::Sql& sql) {
    return square.read([&](store::Reader& r) { return *r.one<std::int64_t>(sql); });
  };
  EXPECT_EQ(count("select count(*) from shop_order where member is null and what = '' and cents = 12990"), 1);
  EXPECT_EQ(count("select count(*) from gain where member is null and words = '' and quantity = 12990"), 1);
  EXPECT_EQ(count("select count(*) from activity where object_kind <> 0 and object = 1 and actor is not null"), 0);
}

TEST(Erasure, EmptiesLettersToSegmentsOfWhoTakesTheirWords) {
  Square square;
  constexpr store::Sql kSegment{R"(
    insert into segment (id, slug, name, condition, made_at, changed_at) values (1, 'all', 'All', 'everyone', 1, 1))"};
  constexpr store::Sql kPurpose{"insert into purpose (id, slug, created_at) values (1, 'letters', 1)"};
  constexpr store::Sql kLetter{R"(
    insert into segment_letter (id, segment, purpose, author, subject, body, written_at)
    values (1, 1, 1, $1, 'A sunny subject', 'A sunny body', 1))"};
  square.write([&](store::Transaction& t) {
    t.run(kSegment);
    t.run(kPurpose);
    t.run(kLetter, square.quokka.member);
  });
  square.erase_now(WordsLeft::go);
  EXPECT_THAT(square.rows_with("sunny"), IsEmpty());
}

TEST(Erasure, LeavesNoTraceOfWhoItWas) {
  Square square;
  ASSERT_THAT(square.rows_with("quokka"), Not(IsEmpty())) << "otherwise this test sees nothing";
  square.erase_now(WordsLeft::stay);
  EXPECT_THAT(square.rows_with("quokka"), IsEmpty());
  EXPECT_FALSE(fs::exists(square.folder / "outbox" / "1.eml"));
  EXPECT_TRUE(fs::exists(square.folder / "outbox" / "2.eml")) << "letters to others stay";
}

TEST(Erasure, KeepsWordsUnderNobodysName) {
  Square square;
  square.erase_now(WordsLeft::stay);
  EXPECT_EQ(square.body_of(square.own.post), "My own words.");
  EXPECT_EQ(square.body_of(square.of_paul.post), "Who knows, a former member? Write to a former member.");
  const auto member = square.read([&](store::Reader& r) { return find_member(r, square.quokka.member); });
  ASSERT_TRUE(member);
  EXPECT_EQ(member->status, MemberStatus::former);
}

TEST(Erasure, TakesWordsAwayWhereTheyAskedForIt) {
  Square square;
  square.erase_now(WordsLeft::go);
  EXPECT_THAT(square.rows_with("my own words"), IsEmpty());
  EXPECT_THAT(square.rows_with("my first words"), IsEmpty());
  EXPECT_THAT(square.rows_with("my title"), IsEmpty());
  EXPECT_THAT(square.rows_with("i know."), IsEmpty());
  EXPECT_THAT(square.rows_with("thanks a former member"), Not(IsEmpty())) << "what Paul wrote stays his";
  constexpr store::Sql kDeleted{"select count(*) from thread where id = $1 and deleted_at is not null"};
  const auto is_deleted = [&](ThreadId thread) {
    return square.read([&](store::Reader& r) { return *r.one<std::int64_t>(kDeleted, thread) == 1; });
  };
  EXPECT_TRUE(is_deleted(square.own.thread)) << "nobody else wrote there";
  EXPECT_FALSE(is_deleted(square.shared.thread));
}

TEST(Erasure, BreaksNoCount) {
  for (const auto words : {WordsLeft::stay, WordsLeft::go}) {
    Square square;
    square.erase_now(words);
    EXPECT_THAT(square.wrong_counters(), IsEmpty());
  }
}

TEST(Erasure, IsUndoneByComingBackInTime) {
  Square square;
  square.ask(WordsLeft::go);
  EXPECT_TRUE(square.read([&](store::Reader& r) { return sessions_of(r, square.quokka.member); }).empty())
      << "who asks is signed out everywhere";
  square.write([&](store::Transaction& t) { open_session(t, square.timeline, square.quokka.member, {}); });
  EXPECT_FALSE(square.read([&](store::Reader& r) { return erasure_of(r, square.quokka.member); }));
  erase(square.erasing(), square.quokka.member);
  EXPECT_EQ(square.body_of(square.own.post), "My own words.") << "a job that comes too late does nothing";
}

TEST(Erasure, WaitsForItsDay) {
  Square square;
  square.ask(WordsLeft::stay);
  jobs::Runner runner(*square.store);
  erase_members(runner, square.timeline, square.settings);
  constexpr store::Sql kHurry{"update job set run_at = 0 where kind = 'member.erase'"};
  square.write([&](store::Transaction& t) { t.run(kHurry); });
  runner.run_due();
  EXPECT_THAT(square.rows_with("i am quokka"), Not(IsEmpty()));
}

TEST(Erasure, GoesOnWhereItWasInterrupted) {
  Square square;
  square.ask(WordsLeft::stay);
  // As a process leaves it that died after each of the steps.
  constexpr store::Sql kStep{"update erasure set step = $1"};
  erase(square.erasing(), square.quokka.member);
  for (int step = 0; step < 9; ++step) {
    constexpr store::Sql kAgain{"update erasure set done_at = null"};
    square.write([&](store::Transaction& t) {
      t.run(kAgain);
      t.run(kStep, std::int64_t{step});
    });
    erase(square.erasing(), square.quokka.member);
    EXPECT_TRUE(square.read([&](store::Reader& r) { return erasure_of(r, square.quokka.member)->done_at; })) << step;
    EXPECT_THAT(square.wrong_counters(), IsEmpty()) << step;
  }
}

TEST(Erasure, LeavesSomebodyToManage) {
  Square square;
  const auto max = square.manager("Max");
  const auto ask = [&] {
    square.write([&](store::Transaction& t) { ask_erasure(t, square.account_act(), max.member, WordsLeft::stay); });
  };
  EXPECT_THROW(ask(), Conflict);
  square.manager("Lea");
  ask();
}

TEST(Erasure, KnowsByHandWhatTheRegisterLeavesToIt) {
  for (const auto& holding : holdings()) {
    EXPECT_EQ(is_erased_by_hand(holding.table), holding.is_personal() && holding.at_erasure == AtErasure::by_hand)
        << holding.table << ": erasure_steps.cpp";
  }
}

TEST(ErasureLedger, ErasesAgainWhoComesBackWithABackup) {
  Square before, after;  // two squares with the same people, as a backup and what was erased since
  constexpr store::Sql kRename{"update erasure set member = $1"};
  before.erase_now(WordsLeft::go);
  before.write([&](store::Transaction& t) { t.run(kRename, after.quokka.member); });
  fs::remove(before.folder / kLedgerName);
  fs::remove(before.folder / "backups" / kLedgerName);
  keep_ledger(*before.store, before.settings);
  ASSERT_EQ(read_ledger(before.folder / kLedgerName).size(), 1u);
  ASSERT_EQ(read_ledger(before.folder / "backups" / kLedgerName).size(), 1u) << "beside the backups too";

  EXPECT_EQ(erase_again(after.erasing(), {before.folder / "backups"}), 1);
  EXPECT_THAT(after.rows_with("quokka"), IsEmpty());
  EXPECT_THAT(after.rows_with("my own words"), IsEmpty()) << "as they chose then";
  EXPECT_EQ(erase_again(after.erasing(), {before.folder / "backups"}), 0);
  EXPECT_EQ(read_ledger(after.folder / kLedgerName).size(), 1u) << "and it is kept for the next time";
}

TEST(ErasureLedger, HoldsNothingOfAPersonAndReadsOverWhatIsNotItsOwn) {
  Square square;
  square.erase_now(WordsLeft::stay);
  const auto file = square.folder / kLedgerName;
  std::stringstream content;
  content << std::ifstream(file).rdbuf();
  EXPECT_EQ(content.str().find("uokka"), std::string::npos);
  std::ofstream(file, std::ios::app) << "{}\nnonsense\n{\"member\":\"!\",\"at\":\"x\",\"words\":\"go\"}\n";
  EXPECT_EQ(read_ledger(file).size(), 1u);
}

}  // namespace
}  // namespace parvis::community
