#include "core/store/migrations.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/store/integrity.h"
#include "core/store/schema_snapshot.h"
#include "core/store/sqlite_store.h"
#include "core/store/testing/test_store.h"
#include "source_dir.h"  // generated: where this checkout is

namespace parvis::store {
namespace {

assets::Carried file(const char* name, std::string_view text) {
  return {name, "", text.data(), text.data() + text.size()};
}

std::string fault_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Fault& fault) {
    return fault.what();
  }
  return "no fault";
}

const auto kFirst = file("schema/0001_note.sql", "-- notes\ncreate table note(id bigint primary key);\n");
const auto kSecond =
    file("schema/0002_title.sql", "alter table note add column title text;\ninsert into note values (1, 'a;b');\n");
const auto kSecondSqlite = file("schema/0002_title.sqlite.sql",
                                "create trigger t after insert on note begin\n  update note set title = 'x';\nend;\n");
const auto kSecondPostgres =
    file("schema/0002_title.postgres.sql",
         "create function name_it() returns trigger language plpgsql as $$ begin new.title = 'x'; return new; end $$;\n"
         "create trigger t before insert on note for each row execute function name_it();\n");
const auto kBroken = file("schema/0003_broken.sql", "create table extra(id bigint);\nselect nothing from nowhere;\n");

TEST(Migrations, ApplyInOrderOnce) {
  const auto store = open_test_store();
  EXPECT_EQ(schema_version(*store), 0);
  EXPECT_EQ(migrate(*store, {&kFirst}), 1);
  EXPECT_EQ(migrate(*store, {&kSecondSqlite, &kSecond, &kSecondPostgres, &kFirst}), 1);
  EXPECT_EQ(migrate(*store, {&kFirst, &kSecond, &kSecondSqlite, &kSecondPostgres}), 0);
  EXPECT_EQ(schema_version(*store), 2);
  store->write([](Transaction& t) { t.run("insert into note(id) values (2)"); });
  EXPECT_EQ(store->read([](Reader& r) { return r.one<std::string>("select title from note where id = 2"); }), "x");
  EXPECT_EQ(
      store->read([](Reader& r) { return r.one<std::string>("select name from schema_version where version = 2"); }),
      "title");
}

TEST(Migrations, LeaveNothingBehindWhenTheyFail) {
  const auto store = open_test_store();
  EXPECT_NE(fault_of([&] { migrate(*store, {&kFirst, &kSecond, &kBroken}); }).find("0003_broken"), std::string::npos);
  EXPECT_EQ(schema_version(*store), 2);
  EXPECT_THROW(store->read([](Reader& r) { return r.one<int>("select count(*) from extra"); }), Fault);
}

TEST(Migrations, RefuseDataOfANewerProgram) {
  const auto store = open_test_store();
  migrate(*store, {&kFirst, &kSecond});
  EXPECT_EQ(fault_of([&] { migrate(*store, {&kFirst}); }),
            "This data was written by a newer Parvis (schema 2, this program knows 1). Install that version or restore "
            "a backup.");
}

TEST(Migrations, RefuseNamesThatCouldBeMistaken) {
  const auto same_number = file("schema/0001_other.sql", "");
  EXPECT_NE(fault_of([&] { migrations_in({&kFirst, &same_number}, Database::sqlite); }), "no fault");
  for (const char* name :
       {"schema/1_note.sql", "schema/note.sql", "schema/0001note.sql", "schema/0000_note.sql", "schema/-001_a.sql"}) {
    const auto wrong = file(name, "");
    EXPECT_NE(fault_of([&] { migrations_in({&wrong}, Database::sqlite); }), "no fault") << name;
  }
}

// The schema changed on purpose: run this test with PARVIS_WRITE_SNAPSHOT=1, over both databases, and commit the files.
TEST(Migrations, GiveTheSchemaThatWasReviewed) {
  const auto store = open_test_store();
  migrate(*store);
  const auto snapshot = store->read([](Reader& r) { return schema_snapshot(r); });
  const std::string path = std::string(PARVIS_SOURCE_DIR) +
                           (tests_use_postgres() ? "/schema/snapshot.postgres.txt" : "/schema/snapshot.txt");
  if (std::getenv("PARVIS_WRITE_SNAPSHOT") != nullptr) std::ofstream(path) << snapshot;
  std::ostringstream reviewed;
  reviewed << std::ifstream(path).rdbuf();
  EXPECT_EQ(snapshot, reviewed.str()) << "run with PARVIS_WRITE_SNAPSHOT=1 and commit schema/snapshot.txt";
  EXPECT_EQ(store->read([](Reader& r) { return check_integrity(r); }), std::vector<std::string>{});
}

TEST(SchemaSnapshot, DoesNotDependOnLayout) {
  const auto tidy = file("schema/0001_a.sql", "create table a(id bigint, text text default 'x  y');");
  const auto loose =
      file("schema/0001_a.sql", "create table a (\n  id bigint , -- the key\n  text text default 'x  y'\n) ;");
  std::string snapshots[2];
  for (const auto* one : {&tidy, &loose}) {
    const auto store = open_test_store();
    migrate(*store, {one});
    snapshots[one == &loose] = store->read([](Reader& r) { return schema_snapshot(r); });
  }
  EXPECT_EQ(snapshots[0], snapshots[1]);
  if (tests_use_postgres()) return;
  EXPECT_NE(snapshots[0].find("CREATE TABLE a(id bigint, text text default 'x  y');\n"), std::string::npos)
      << snapshots[0];
}

TEST(Integrity, NamesRowsWhoseParentIsGone) {
  const auto path = std::filesystem::temp_directory_path() / ("parvis-integrity-" + id_text(next_id()) + ".db");
  {
    SqliteConnection connection(path, Access::write, Sync::off, 256);
    for (const Sql& sql : {Sql("create table a(id bigint primary key)"),
                           Sql("create table b(id bigint primary key, a bigint references a(id))")}) {
      connection.must(sql);
    }
    Reader reader(connection);
    EXPECT_TRUE(check_integrity(reader).empty());
    connection.must("pragma foreign_keys = off");  // one database only: SQLite lets an orphan be made this way
    connection.must("insert into b(id, a) values (1, 9)");
    EXPECT_EQ(check_integrity(reader), std::vector<std::string>{"row 1 of b refers to a row of a that does not exist"});
  }
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
}

}  // namespace
}  // namespace parvis::store
