#include "core/store/query_record.h"

#include <gtest/gtest.h>

#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

using std::chrono::milliseconds;

TEST(QueryRecord, KeepsTheLongestOnOneLine) {
  QueryRecord record;
  record.note("select 1", milliseconds(0));
  for (int i = 1; i <= 7; ++i) record.note("select\n    " + std::to_string(i), milliseconds(i));
  EXPECT_EQ(record.count(), 8);
  EXPECT_EQ(record.total(), milliseconds(28));
  ASSERT_EQ(record.longest().size(), 5);
  EXPECT_EQ(record.longest().front().sql, "select 7");
  EXPECT_EQ(record.longest().back().sql, "select 3");
}

TEST(QueryRecord, IsToldOfTheQueriesOfItsThreadWhileItLives) {
  const auto store = open_memory_store();
  const auto ask = [&] { store->read([](Reader& reader) { return reader.one<std::int64_t>("select 1"); }); };
  ask();
  const QueryRecord outer;
  ask();
  {
    const QueryRecord inner;
    ask();
    EXPECT_EQ(inner.count(), 1);
  }
  EXPECT_EQ(outer.count(), 1);
}

TEST(QueryRecord, NotesAWriteAsOne) {
  const auto store = open_memory_store();
  const QueryRecord record;
  store->write([](Transaction& t) { t.run("create table note(id bigint primary key)"); });
  EXPECT_EQ(record.count(), 1);
}

}  // namespace
}  // namespace parvis::store
