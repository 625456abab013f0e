#include "core/store/footprint.h"

#include <gtest/gtest.h>

namespace parvis::store {
namespace {

// Whether it is known that the second cannot answer otherwise after the first.
bool disturbs(std::string_view change, std::string_view question) {
  return Footprint(change).disturbs(Footprint(question));
}

TEST(AFootprint, IsOfTheTableThatIsChanged) {
  EXPECT_TRUE(disturbs("insert into note (id) values ($1)", "select id from note"));
  EXPECT_TRUE(disturbs("\n  update note set words = $1 where id = $2", "select id from note where id = $1"));
  EXPECT_TRUE(disturbs("delete from note where id = $1", "select id from note"));
  EXPECT_FALSE(disturbs("insert into note (id) values ($1)", "select id from notes"));
  EXPECT_FALSE(disturbs("insert into note (id) select id from page", "select id from page"));
}

TEST(AFootprint, IsOfNothingWhereNothingIsChanged) {
  EXPECT_FALSE(disturbs("select id from note", "select id from note"));
  EXPECT_FALSE(Footprint("select id from note").changes());
  EXPECT_TRUE(Footprint("update note set id = 1").changes());
}

TEST(AFootprint, FindsEveryTableThatIsNamed) {
  const std::string_view change = "update note set words = ''";
  for (const auto* question : {
           "select a.id from page a join note on note.page = a.id",
           "select a.id from page a, note where note.page = a.id",
           "select a.id from page as a, (select page from line where id in (select 1)) as b, note where a.id = 1",
           "select a.id from page a join line b on b.page = a.id, note",
           "select id from page where exists (select 1 from note where note.page = page.id)",
           "select id, (select count(*) from note) from page order by id, words",
           "insert into page (id) select id from note",
           "select id from page where words = 'it''s' and id in (select page from note)",
           "select id -- 'of the page\nfrom note",
       }) {
    EXPECT_TRUE(disturbs(change, question)) << question;
  }
}

TEST(AFootprint, TakesNoColumnForATable) {
  const std::string_view change = "update note set words = ''";
  for (const auto* question : {
           "select id, note from page where page.note = $1 order by id, note",
           "select id from page where words = 'from note'",
           "insert into page (id, note) values ($1, $2) on conflict (id, note) do update set note = excluded.note",
       }) {
    EXPECT_FALSE(disturbs(change, question)) << question;
  }
}

TEST(AFootprint, OfWhatIsNotUnderstoodIsEverywhere) {
  const std::string_view question = "select id from page";
  EXPECT_TRUE(disturbs("with gone as (delete from page) select 1", question));
  EXPECT_TRUE(disturbs("do $$ begin end $$", question));
  EXPECT_TRUE(disturbs("UPDATE note set words = ''", question));
  EXPECT_TRUE(disturbs("update \"note\" set words = ''", question));
  EXPECT_TRUE(disturbs("update note set words = ''", "select id FROM note"));
  EXPECT_TRUE(disturbs("", question));
}

}  // namespace
}  // namespace parvis::store
