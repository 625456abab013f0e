// Three whole communities as they are, whose figures are known from elsewhere: shared data, absent on most machines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <map>
#include <pugixml.hpp>

#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/store/testing/test_store.h"
#include "core/testing/shared_data.h"
#include "exchange/check/check.h"
#include "exchange/stackexchange/import.h"
#include "exchange/testing/content.h"
#include "exchange/testing/dump_folder.h"

namespace parvis::exchange {
namespace {

using ::testing::IsEmpty;

struct KnownFigures {
  const char* name;
  std::int64_t users, posts, questions, answers, comments, votes, badges, tags;
  std::int64_t accepted_per_myriad;  // of questions
  std::int64_t unanswered, median_hundredths_of_hours, without_owner, scores, posters, edges;
  std::map<std::string, std::int64_t> by_year;
};

void PrintTo(const KnownFigures& known, std::ostream* out) { *out << known.name; }

const KnownFigures kBeer = {"beer",
                            3948,
                            2106,
                            591,
                            1398,
                            1860,
                            10798,
                            5571,
                            133,
                            6074,
                            15,
                            604,
                            10,
                            8617,
                            708,
                            1266,
                            {{"2014", 1083}, {"2015", 451}, {"2016", 572}}};
const KnownFigures kFrenchMeta = {"french-meta", 1703, 781, 274, 487,  1305, 4349, 4002, 94,
                                  3139,          33,   423, 33,  3470, 149,  303,  {}};
const KnownFigures kConlangMeta = {"conlang-meta", 272, 177, 54, 115, 230, 1119, 612, 71,
                                   2037,           5,   245, 6,  831, 53,  85,   {}};

std::unique_ptr<store::Store> new_store() {
  auto store = store::open_migrated_test_store();
  store::migrate(*store);
  return store;
}

class Figures {
 public:
  explicit Figures(store::Store& store) : store_(store) {}
  std::int64_t operator()(const store::Sql& sql) const { return rows<std::int64_t>(sql).at(0); }
  template <class Row>
  std::vector<Row> rows(const store::Sql& sql) const {
    return store_.read([&](store::Reader& reader) { return reader.all<Row>(sql); });
  }

 private:
  store::Store& store_;
};

// From the acts alone: when each thread was opened, and first answered.
double median_hours_to_first_answer(const Figures& figures) {
  const auto waits = figures.rows<std::int64_t>(R"(
    select min(reply.at) - opening.at as wait from activity opening
    join activity reply on reply.thread = opening.thread and reply.verb = 21
    where opening.verb = 20 group by opening.thread, opening.at order by wait)");
  const auto middle = waits.size() / 2;
  const auto median = waits.size() % 2 ? static_cast<double>(waits[middle])
                                       : static_cast<double>(waits[middle - 1] + waits[middle]) / 2;
  return median / static_cast<double>(kHour);
}

// Up minus down of each post here, by its number in the dump; tag texts included.
std::map<std::int64_t, std::int64_t> scores_here(const Figures& figures) {
  struct Row {
    std::int64_t foreign, score;
  };
  std::map<std::int64_t, std::int64_t> scores;
  for (const auto& row : figures.rows<Row>(R"(
         select i.foreign_id, p.up - p.down from imported i join post p on p.id = i.id where i.kind in (4, 5)
         union all
         select i.foreign_id, coalesce(sum(case v.kind when 2 then 1 when 3 then -1 else 0 end), 0)
         from imported i left join tag_text_vote t on t.tag_text = i.id left join vote v on v.id = t.vote
         where i.kind = 6 group by i.foreign_id)")) {
    scores[row.foreign] = row.score;
  }
  return scores;
}

class RealDump : public ::testing::TestWithParam<KnownFigures> {};

TEST_P(RealDump, ComesOutWithItsKnownFigures) {
  const auto& known = GetParam();
  PARVIS_SHARED_DATA_OR_SKIP(folder, std::string("stackexchange/") + known.name);
  const auto store = new_store();
  const testing::Folder place;
  ImportOptions options;
  options.report = place / "report.txt";
  const auto result = import_stackexchange(*store, folder, options);
  std::cout << import_summary(result, options);
  const Figures figure(*store);

  EXPECT_EQ(figure("select value from tally where name = 'members'"), known.users);
  EXPECT_EQ(figure("select count(*) from member where status = 3"), known.users);
  EXPECT_EQ(figure("select count(*) from thread"), known.questions);
  EXPECT_EQ(figure("select count(*) from post where number > 1"), known.answers);
  EXPECT_EQ(figure("select count(*) from post") + figure("select count(*) from tag_text"), known.posts);
  EXPECT_EQ(figure("select value from tally where name = 'comments'"), known.comments);
  EXPECT_EQ(figure("select value from tally where name = 'votes'"), known.votes);
  EXPECT_EQ(figure("select count(*) from member_badge"), known.badges);
  EXPECT_EQ(figure("select count(*) from tag"), known.tags);

  pugi::xml_document posts;
  ASSERT_TRUE(posts.load_file((folder / "Posts.xml").c_str()));
  const auto scores = scores_here(figure);
  std::int64_t equal = 0, sum = 0;
  for (const auto& row : posts.child("posts").children("row")) {
    const auto here = scores.find(row.attribute("Id").as_llong());
    equal += here != scores.end() && here->second == row.attribute("Score").as_llong();
    sum += here == scores.end() ? 0 : here->second;
  }
  EXPECT_EQ(equal, known.posts);
  EXPECT_EQ(sum, known.scores);

  const auto accepted = figure("select count(*) from thread where solution is not null and solved_at is not null");
  EXPECT_EQ(std::llround(1e4 * static_cast<double>(accepted) / static_cast<double>(known.questions)),
            known.accepted_per_myriad);
  EXPECT_EQ(figure("select count(*) from activity where verb = 44"), accepted);
  EXPECT_EQ(figure("select count(*) from thread where posts = 1"), known.unanswered);
  EXPECT_EQ(std::llround(100 * median_hours_to_first_answer(figure)), known.median_hundredths_of_hours);
  EXPECT_EQ(figure(R"(select count(*) from (select author from post union all select author from tag_text) x
                      join member on member.id = x.author where member.status = 4)"),
            known.without_owner);
  EXPECT_EQ(figure(R"(select count(*) from (select author from post union select author from tag_text) x
                      join member on member.id = x.author where member.status <> 4)"),
            known.posters);
  EXPECT_EQ(figure(R"(select count(*) from (
                        select distinct a.actor, a.counterpart from activity a
                        join member m on m.id = a.actor and m.status <> 4
                        join member c on c.id = a.counterpart and c.status <> 4
                        where a.verb = 21 and a.actor <> a.counterpart) edges)"),
            known.edges);
  std::map<std::string, std::int64_t> by_year;
  for (const auto& at : figure.rows<Instant>("select created_at from post union all select created_at from tag_text")) {
    ++by_year[to_rfc3339(at).substr(0, 4)];
  }
  if (!known.by_year.empty()) {
    EXPECT_EQ(by_year, known.by_year);
  }
  EXPECT_THAT(check(*store, community_checks()).problems, IsEmpty());
}

TEST_P(RealDump, AddsNothingTheSecondTime) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, std::string("stackexchange/") + GetParam().name);
  const auto store = new_store();
  const FrozenClock clock(*parse_rfc3339("2026-01-01T00:00:00Z"));
  import_stackexchange(*store, folder, {});
  const auto before = testing::content_of(*store);
  EXPECT_EQ(import_stackexchange(*store, folder, {}).arrived(), 0);
  EXPECT_EQ(testing::difference(testing::content_of(*store), before), "");
}

// Acts by the day of the week and the hour.
std::map<std::int64_t, std::int64_t> acts_by_hour(const Figures& figures) {
  std::map<std::int64_t, std::int64_t> hours;
  for (const auto& at : figures.rows<Instant>("select at from activity where verb <> 60")) {
    ++hours[at.microseconds / kHour % (7 * 24)];
  }
  return hours;
}

TEST_P(RealDump, KeepsItsRhythmWhenItIsMovedToNow) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, std::string("stackexchange/") + GetParam().name);
  const FrozenClock clock(*parse_rfc3339("2026-01-01T00:00:00Z"));
  const auto kept = new_store(), moved = new_store();
  import_stackexchange(*kept, folder, {});
  ImportOptions options;
  options.dates = Dates::moved_to_now;
  import_stackexchange(*moved, folder, options);
  const Figures there(*kept), here(*moved);
  EXPECT_EQ(acts_by_hour(here), acts_by_hour(there));
  EXPECT_EQ(median_hours_to_first_answer(here), median_hours_to_first_answer(there));
  const auto newest = here.rows<Instant>("select max(at) from activity where verb <> 60").at(0);
  EXPECT_LE(newest, now());
  EXPECT_GT(newest, now() - 7 * kDay);
}

// A child process imports; after `batches` batches it is killed as a power switch would.
void import_and_kill(const std::filesystem::path& database, const std::filesystem::path& folder, int batches) {
  int told[2];
  ASSERT_EQ(pipe(told), 0);
  const auto child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) try {
      const auto store = store::open_sqlite({.path = database});
      store::migrate(*store);
      ImportOptions options;
      options.batch_rows = 300;
      options.on_progress = [&](const Progress&) { [[maybe_unused]] const auto put = write(told[1], ".", 1); };
      import_stackexchange(*store, folder, options);
      _exit(0);
    } catch (const std::exception&) {
      _exit(1);  // not on into the tests that follow
    }
  close(told[1]);
  char dot = 0;
  while (batches > 0 && read(told[0], &dot, 1) == 1) --batches;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(told[0]);
}

TEST(KilledImport, EndsTheSameAsOneThatWasNot) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, "stackexchange/conlang-meta");
  const FrozenClock clock(*parse_rfc3339("2026-01-01T00:00:00Z"));
  const auto whole = [&] {
    const auto store = new_store();
    import_stackexchange(*store, folder, {});
    return testing::content_of(*store);
  }();
  const testing::Folder place;
  const auto database = place / "parvis.db";
  for (const int batches : {1, 2, 4, 3, 5}) import_and_kill(database, folder, batches);
  const auto store = store::open_sqlite({.path = database});
  store::migrate(*store);
  const auto resumed = import_stackexchange(*store, folder, {});
  EXPECT_TRUE(resumed.resumed);
  EXPECT_EQ(testing::difference(testing::content_of(*store), whole), "");
}

INSTANTIATE_TEST_SUITE_P(Whole, RealDump, ::testing::Values(kConlangMeta, kFrenchMeta, kBeer), [](const auto& info) {
  std::string name = info.param.name;
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace parvis::exchange
