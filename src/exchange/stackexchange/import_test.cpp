#include "exchange/stackexchange/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "exchange/check/check.h"
#include "exchange/testing/content.h"
#include "exchange/testing/dump_folder.h"

namespace parvis::exchange {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The bakers' dump, imported or to be imported into a database of its own, while the clock stands still.
class Import : public ::testing::Test {
 protected:
  Import() {
    testing::write_bakers(folder);
    store::migrate(*store);
  }

  ImportOptions options() const {
    ImportOptions options;
    options.site = "bakers";
    options.report = folder / "report.txt";
    options.batch_rows = 3;
    return options;
  }
  ImportResult run() { return import_stackexchange(*store, folder.path(), options()); }

  template <class Row = std::int64_t, class... Args>
  std::vector<Row> rows(const store::Sql& sql, const Args&... args) {
    return store->read([&](store::Reader& reader) { return reader.all<Row>(sql, args...); });
  }
  template <class... Args>
  std::int64_t number(const store::Sql& sql, const Args&... args) {
    return rows<std::int64_t>(sql, args...).at(0);
  }
  std::vector<std::string> texts(const store::Sql& sql) { return rows<std::string>(sql); }

  FrozenClock clock{*parse_rfc3339("2026-01-01T00:00:00Z")};
  testing::Folder folder;
  std::unique_ptr<store::Store> store = store::open_migrated_test_store();
};

TEST_F(Import, BringsUsersAsMembersWhoMayClaimTheirAccount) {
  run();
  EXPECT_EQ(number("select value from tally where name = 'members'"), 4);
  EXPECT_EQ(number("select count(*) from member where status = 3"), 4);
  EXPECT_EQ(number("select count(*) from member where status = 4"), 1);
  EXPECT_THAT(texts("select handle from member where status = 3 order by created_at"),
              ElementsAre("community-1", "zoe-levain", "zoe-levain-3", "ove"));
  EXPECT_THAT(texts("select biography from member where handle = 'zoe-levain'"), ElementsAre(HasSubstr("**bread**")));
  EXPECT_THAT(texts("select biography_html from member where handle = 'zoe-levain'"),
              ElementsAre(HasSubstr("<strong>bread</strong>")));
  EXPECT_THAT(texts("select website from member where handle = 'ove'"), ElementsAre(""));
  EXPECT_EQ(number("select count(*) from activity where verb = 1 and source = 3"), 4);
}

TEST_F(Import, MakesOneSpaceForQuestions) {
  run();
  EXPECT_THAT(texts("select slug from space"), ElementsAre("bakers"));
  EXPECT_EQ(number("select kind from space"), 2);
  EXPECT_EQ(number("select threads from space"), 3);
  EXPECT_EQ(number("select posts from space"), 7);
}

TEST_F(Import, NumbersAnswersByDateWhateverTheirOrderInTheFile) {
  run();
  EXPECT_THAT(texts(R"(select post.html from post join thread on thread.id = post.thread
                       where thread.slug = 'why-is-my-rye-bread-flat' order by number)"),
              ElementsAre(HasSubstr("flat"), HasSubstr("time"), HasSubstr("Later")));
}

TEST_F(Import, KeepsHtmlAsItLookedAndMarkdownAsItWasTyped) {
  run();
  EXPECT_THAT(texts("select html from post where up = 2"),
              ElementsAre(AllOf(HasSubstr("time"), Not(HasSubstr("script")))));
  EXPECT_THAT(texts("select body from post where up = 2"), ElementsAre("Give it *time*."));
  EXPECT_THAT(texts("select body from post where number = 3"), ElementsAre(HasSubstr("Later answer.")));
  EXPECT_EQ(number("select count(*) from post where body = ''"), 0);
}

TEST_F(Import, AcceptsAnswersWhenTheirVoteSaysButNotBeforeTheyWereWritten) {
  run();
  struct Solved {
    std::string answer;
    Instant at;
    Instant recorded;
  };
  const auto solved = rows<Solved>(R"(
    select post.body, thread.solved_at, activity.at from thread join post on post.id = thread.solution
    join activity on activity.object = post.id and activity.verb = 44 order by thread.created_at)");
  ASSERT_EQ(solved.size(), 2u);
  EXPECT_EQ(to_rfc3339(solved[0].at), "2020-02-02T08:00:00.000Z");
  EXPECT_EQ(solved[0].at, solved[0].recorded);
  EXPECT_EQ(to_rfc3339(solved[1].at), "2020-02-07T08:00:00.000Z") << "no vote tells: accepted when it was written";
}

TEST_F(Import, CountsVotesAndKeepsThoseOfPostsThatAreGone) {
  run();
  EXPECT_EQ(number("select count(*) from vote"), 8);
  EXPECT_EQ(number("select value from tally where name = 'votes'"), 8);
  EXPECT_EQ(number("select count(*) from vote where post is null"), 2);
  EXPECT_EQ(number("select count(*) from tag_text_vote"), 1);
  EXPECT_THAT(rows("select up - down from post order by created_at"), ElementsAre(1, 2, 0, 0, -1, 0, 0));
  EXPECT_EQ(number("select score from thread where slug = 'why-is-my-rye-bread-flat'"), 1);
  EXPECT_THAT(texts("select detail from activity where verb = 42 order by at, id"),
              ElementsAre("up", "up", "up", "down", "favourite", "up", "edit_approved"));
}

TEST_F(Import, FoldsTheHistoryIntoWhatThePostSaidBeforeEachEdit) {
  run();
  struct Revision {
    std::int64_t number;
    std::string editor;
    std::optional<std::string> title, tags;
    std::string body, reason;
  };
  const auto revisions = rows<Revision>(R"(
    select r.number, m.handle, r.title, r.tags, r.body, r.reason from post_revision r
    join member m on m.id = r.editor order by r.number)");
  ASSERT_EQ(revisions.size(), 3u);
  EXPECT_EQ(revisions[0].editor, "zoe-levain");
  EXPECT_EQ(revisions[0].body, "Why is my bread flat?");
  EXPECT_EQ(revisions[0].reason, "it is rye");
  EXPECT_EQ(revisions[0].title, std::nullopt);
  EXPECT_EQ(revisions[1].editor, "zoe-levain-3");
  EXPECT_EQ(revisions[1].title, "Flat bread");
  EXPECT_EQ(revisions[1].tags, "rye");
  EXPECT_EQ(revisions[1].body, "Why is my rye bread flat?\n\nIt is rye.");
  EXPECT_EQ(revisions[2].editor, "former-member");
  EXPECT_EQ(revisions[2].reason, "Rollback");
  EXPECT_THAT(texts("select body from post where number = 1 and revisions = 3"),
              ElementsAre("Why is my rye bread flat?"));
  EXPECT_EQ(number("select count(*) from activity where verb = 23"), 2);  // post_edited
  EXPECT_THAT(texts("select detail from activity where verb = 27"), ElementsAre("Why is my rye bread flat?"));
  EXPECT_THAT(texts("select detail from activity where verb = 28"), ElementsAre("rye oven"));
}

TEST_F(Import, PutsEveryActOnTheTimelineWithItsOwnInstant) {
  run();
  EXPECT_EQ(number("select count(*) from activity where verb = 20"), 3);  // thread_opened
  EXPECT_EQ(number("select count(*) from activity where verb = 21"), 4);  // replied
  EXPECT_EQ(number("select count(*) from activity where verb = 22"), 2);  // commented
  EXPECT_EQ(number("select count(*) from activity where verb = 8"), 3);   // badge_granted
  EXPECT_EQ(number("select count(*) from activity where verb = 34"), 1);  // thread_related
  EXPECT_EQ(number("select count(*) from activity where verb = 30"), 1);  // thread_closed, once
  EXPECT_EQ(number("select count(*) from activity where verb = 60"), 1);  // space_created
  EXPECT_EQ(number("select count(*) from activity where source <> 3"), 0);
  EXPECT_EQ(number("select count(*) from activity"), number("select value from tally where name = 'activities'"));
  EXPECT_THAT(texts(R"(select c.handle from activity a join member c on c.id = a.counterpart
                       where a.verb = 21 order by a.at)"),
              ElementsAre("zoe-levain", "zoe-levain", "former-member", "zoe-levain-3"));
}

TEST_F(Import, DescribesTagsByTheirTexts) {
  run();
  EXPECT_THAT(texts("select description from tag order by name"), ElementsAre("", "About bread of rye."));
  EXPECT_EQ(number("select count(*) from tag_text where tag is not null"), 1);
}

TEST_F(Import, ReportsWhatItRefusedAndWhy) {
  const auto result = run();
  EXPECT_EQ(folder.read("report.txt"),
            "Comments.xml:6: refused: the post 77 is not in the dump\n"
            "Votes.xml:10: remark: the post 66 is not in the dump; the vote is kept without it\n"
            "PostLinks.xml:5: refused: the post 500 is not in the dump\n");
  EXPECT_EQ(result.refused(), 2);
  EXPECT_EQ(result.rows, 4 + 2 + 8 + 3 + 8 + 3 + 2 + 10);
  EXPECT_THAT(import_summary(result, options()), HasSubstr("report.txt"));
}

TEST_F(Import, LeavesASoundDatabase) {
  run();
  EXPECT_THAT(check(*store, community_checks()).problems, IsEmpty());
}

TEST_F(Import, AddsNothingTheSecondTime) {
  run();
  const auto before = testing::content_of(*store);
  const auto second = run();
  EXPECT_EQ(testing::difference(testing::content_of(*store), before), "");
  EXPECT_EQ(second.arrived(), 0);
  EXPECT_FALSE(second.resumed);
  EXPECT_EQ(second.stages[0].there, 4);
}

TEST_F(Import, TakesWhatALaterDumpHasMore) {
  run();
  folder.write("Comments.xml", testing::dump_file("comments", R"(
  <row Id="1" PostId="10" Score="3" Text="How long did it *rise*?" CreationDate="2020-02-01T09:00:00.000" UserId="3" />
  <row Id="9" PostId="10" Score="0" Text="One hour." CreationDate="2020-02-01T10:00:00.000" UserId="2" />
)"));
  EXPECT_EQ(run().arrived(), 1);
  EXPECT_EQ(number("select count(*) from comment"), 3);
  EXPECT_EQ(number("select value from tally where name = 'comments'"), 3);
}

TEST_F(Import, CountsAndChecksWithoutWritingWhenDry) {
  const auto before = testing::content_of(*store);
  auto dry = options();
  dry.dry_run = true;
  const auto counted = import_stackexchange(*store, folder.path(), dry);
  EXPECT_EQ(testing::difference(testing::content_of(*store), before), "");
  const auto report = folder.read("report.txt");
  const auto arrived = run();
  EXPECT_EQ(folder.read("report.txt"), report);
  ASSERT_EQ(counted.stages.size(), arrived.stages.size());
  for (std::size_t stage = 0; stage < counted.stages.size(); ++stage) {
    EXPECT_EQ(counted.stages[stage].read, arrived.stages[stage].read) << counted.stages[stage].stage;
    EXPECT_EQ(counted.stages[stage].arrived, arrived.stages[stage].arrived) << counted.stages[stage].stage;
    EXPECT_EQ(counted.stages[stage].refused, arrived.stages[stage].refused) << counted.stages[stage].stage;
    EXPECT_EQ(counted.stages[stage].remarks, arrived.stages[stage].remarks) << counted.stages[stage].stage;
  }
}

// Every instant that a dump brings, in an order that moving all of them keeps.
constexpr store::Sql kEveryDate{R"(
  select at from (
    select 1 as part, at from activity where verb <> 60
    union all select 2, created_at from member where status = 3
    union all select 4, created_at from thread
    union all select 5, last_activity_at from thread
    union all select 6, closed_at from thread where closed_at is not null
    union all select 7, solved_at from thread where solved_at is not null
    union all select 8, created_at from post
    union all select 9, edited_at from post where edited_at is not null
    union all select 10, created_at from post_revision
    union all select 11, created_at from comment
    union all select 12, created_at from vote
    union all select 13, created_at from tag_text
    union all select 14, granted_at from member_badge
  ) as dates order by part, at)"};

ImportOptions moved(ImportOptions options) {
  options.dates = Dates::moved_to_now;
  return options;
}

TEST_F(Import, MovesEveryDateOnByOneSpanOfWholeWeeks) {
  run();
  const auto kept = rows<Instant>(kEveryDate);
  store = store::open_migrated_test_store();
  const auto result = import_stackexchange(*store, folder.path(), moved(options()));
  const auto span = result.moved_by.value_or(0);
  EXPECT_EQ(span, 304 * 7 * kDay);
  const auto dates = rows<Instant>(kEveryDate);
  ASSERT_EQ(dates.size(), kept.size());
  for (std::size_t one = 0; one < dates.size(); ++one) EXPECT_EQ(dates[one] - kept[one], span) << one;
  EXPECT_LE(*std::ranges::max_element(dates), now());
  EXPECT_GT(*std::ranges::max_element(dates), now() - 7 * kDay);
  EXPECT_LE(rows<Instant>("select max(last_seen_at) from member").at(0), now()) << "who looked in later";
  EXPECT_THAT(import_summary(result, options()), HasSubstr("moved on by 304 weeks"));
  EXPECT_THAT(check(*store, community_checks()).problems, IsEmpty());
}

TEST_F(Import, LeavesADateThatLiesAheadOutOfWhatIsNow) {
  folder.write("Badges.xml", testing::dump_file("badges", R"(
  <row Id="1" UserId="2" Name="Baker" Date="2120-01-01T00:00:00.000" />
)"));
  EXPECT_EQ(import_stackexchange(*store, folder.path(), moved(options())).moved_by, 304 * 7 * kDay);
}

TEST_F(Import, MovesByTheSameSpanWhatComesLaterOfTheSameSite) {
  const auto first = import_stackexchange(*store, folder.path(), moved(options()));
  clock.set(now() + 30 * kDay);
  folder.write("Comments.xml", testing::dump_file("comments", R"(
  <row Id="9" PostId="10" Score="0" Text="One hour." CreationDate="2020-02-01T10:00:00.000" UserId="2" />
)"));
  const auto second = import_stackexchange(*store, folder.path(), options());
  EXPECT_EQ(second.arrived(), 1);
  EXPECT_EQ(second.moved_by, first.moved_by);
  EXPECT_EQ(rows<Instant>("select created_at from comment where body = 'One hour.'").at(0),
            *parse_rfc3339("2020-02-01T10:00:00.000Z") + *first.moved_by);
}

TEST_F(Import, TakesUpAStoppedMoveWithItsOwnSpan) {
  struct Stop {};
  auto stopped = moved(options());
  stopped.on_progress = [](const Progress& progress) {
    if (progress.stage == "votes") throw Stop{};
  };
  EXPECT_THROW(import_stackexchange(*store, folder.path(), stopped), Stop);
  clock.set(now() + 30 * kDay);
  const auto resumed = import_stackexchange(*store, folder.path(), moved(options()));
  EXPECT_TRUE(resumed.resumed);
  EXPECT_EQ(resumed.moved_by, 304 * 7 * kDay);
}

TEST_F(Import, MovesNothingNextToWhatKeptItsDates) {
  run();
  EXPECT_THROW(import_stackexchange(*store, folder.path(), moved(options())), Fault);
}

TEST_F(Import, RefusesABrokenRowAloneWithItsFileLineAndReason) {
  folder.write("Users.xml",
               testing::dump_file("users",
                                  "  <row Id=\"1\" DisplayName=\"One\" CreationDate=\"2020-01-01T00:00:00.000\" />\n"
                                  "  <row Id=\"2\" DisplayName=\"Two\" CreationDate=\"yesterday\" />\n"
                                  "  <row Id=\"3\" DisplayName=\"Three CreationDate=\"2020-01-01\" />\n"
                                  "  <row Id=\"4\" DisplayName=\"Fo\xFFur\" CreationDate=\"2020-01-01\" />\n"
                                  "  <row Id=\"5\" CreationDate=\"2020-01-01\" />\n"
                                  "  <row Id=\"1\" DisplayName=\"Again\" CreationDate=\"2020-01-01\" />\n"
                                  "  <row Id=\"6\" DisplayName=\"Six\" CreationDate=\"2020-01-01\"\n"
                                  "  <row Id=\"7\" DisplayName=\"Seven\"\n CreationDate=\"2020-01-01\" />\n"));
  folder.write("Posts.xml", testing::dump_file("posts", R"(
  <row Id="1" PostTypeId="1" CreationDate="2020-02-01" Body="x" Title="A question" Tags="&lt;rye&gt;" OwnerUserId="1" />
  <row Id="2" PostTypeId="2" ParentId="9" CreationDate="2020-02-01" Body="x" />
  <row Id="3" PostTypeId="12" CreationDate="2020-02-01" Body="x" />
  <row Id="4" PostTypeId="1" CreationDate="2020-02-01" Body="x" />
  <row Id="1" PostTypeId="2" ParentId="1" CreationDate="2020-02-01" Body="x" />
  <row Id="5" PostTypeId="2" ParentId="1" CreationDate="2020-02-02" Body="fine" />
  <row Id="6" PostTypeId="2" ParentId="1" CreationDate="2020-02-30" Body="x" />
)"));
  for (const char* file : {"Tags.xml", "Comments.xml", "Votes.xml", "Badges.xml", "PostLinks.xml", "PostHistory.xml"}) {
    std::filesystem::remove(folder / file);
  }
  run();
  EXPECT_EQ(folder.read("report.txt"),
            "Users.xml:4: refused: CreationDate is not a date: \"yesterday\"\n"
            "Users.xml:5: refused: a quotation mark is missing\n"
            "Users.xml:6: refused: the row is not valid UTF-8\n"
            "Users.xml:7: refused: DisplayName is missing\n"
            "Users.xml:8: refused: Id 1 stands twice\n"
            "Users.xml:9: refused: the row has no end\n"
            "Posts.xml:6: refused: PostTypeId is unknown: 12\n"
            "Posts.xml:7: refused: Title is missing\n"
            "Posts.xml:5: refused: the question 9 is not in the dump\n"
            "Posts.xml:8: refused: Id 1 stands twice\n"
            "Posts.xml:10: refused: CreationDate is not a date: \"2020-02-30\"\n");
  EXPECT_EQ(number("select count(*) from member where status = 3"), 2);
  EXPECT_EQ(number("select count(*) from post"), 2);
  EXPECT_THAT(check(*store, community_checks()).problems, IsEmpty());
}

TEST_F(Import, SaysWhenAFolderHoldsNoDump) {
  EXPECT_THROW(import_stackexchange(*store, "/nowhere", options()), BadRequest);
}

TEST_F(Import, TellsHowFarItIs) {
  auto watched = options();
  std::vector<double> shares;
  std::vector<std::string> stages;
  watched.on_progress = [&](const Progress& progress) {
    shares.push_back(progress.share);
    if (stages.empty() || stages.back() != progress.stage) stages.emplace_back(progress.stage);
  };
  import_stackexchange(*store, folder.path(), watched);
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_EQ(shares.back(), 1);
  EXPECT_THAT(stages, ElementsAre("members", "tags", "questions", "answers", "comments", "votes", "badges", "links",
                                  "history", "edits", "counters"));
}

TEST_F(Import, EndsTheSameWhereverItWasStopped) {
  run();
  const auto whole = testing::content_of(*store);
  const auto report = folder.read("report.txt");
  struct Stop {};
  for (int at = 1;; ++at) {
    store = store::open_migrated_test_store();
    store::migrate(*store);
    auto stopped = options();
    int calls = 0;
    stopped.on_progress = [&](const Progress&) {
      if (++calls == at) throw Stop{};
    };
    try {
      import_stackexchange(*store, folder.path(), stopped);
    } catch (const Stop&) {
    }
    const auto resumed = run();
    EXPECT_EQ(testing::difference(testing::content_of(*store), whole), "") << "stopped after batch " << at;
    if (!resumed.resumed) {
      EXPECT_GT(at, 15) << "there was little to stop";
      break;
    }
    EXPECT_EQ(folder.read("report.txt"), report) << "stopped after batch " << at;
    EXPECT_EQ(resumed.stages[0].arrived, 4);
  }
}

}  // namespace
}  // namespace parvis::exchange
