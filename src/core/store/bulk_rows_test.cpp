#include "core/store/bulk_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

constexpr Insert kShelf{"insert into shelf (id, name)", "", Turn::first};
constexpr Insert kBook{"insert into book (id, shelf, title)", "on conflict (id) do nothing"};

class BulkRowsTest : public ::testing::Test {
 protected:
  BulkRowsTest() {
    store->write([](Transaction& transaction) {
      transaction.run("create table shelf (id bigint not null primary key, name text not null)");
      transaction.run(
          "create table book (id bigint not null primary key, shelf bigint not null references shelf (id), title "
          "text)");
    });
  }
  template <class Action>
  void load(const Action& action) {
    store->write([&](Transaction& transaction) {
      BulkRows rows(transaction);
      action(rows);
      rows.put_in();
    });
  }
  std::vector<std::string> told(const Sql& sql) {
    return store->read([&](Reader& reader) { return reader.all<std::string>(sql); });
  }

  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(BulkRowsTest, PutInWhatOthersPointToFirst) {
  load([](BulkRows& rows) {
    rows.add(kShelf, std::int64_t{1}, "old");
    rows.add(kBook, std::int64_t{1}, std::int64_t{1}, "of the old shelf");
  });
  load([](BulkRows& rows) {
    rows.add(kBook, std::int64_t{2}, std::int64_t{1}, "of the old shelf");
    for (std::int64_t shelf = 2; shelf < 50; ++shelf) {
      rows.add(kShelf, shelf, "new");
      rows.add(kBook, shelf + 1, shelf, "of a new shelf");
    }
  });
  EXPECT_EQ(told("select name from shelf").size(), 49u);
  EXPECT_EQ(told("select title from book").size(), 50u);
}

TEST_F(BulkRowsTest, CopyTheirTexts) {
  load([](BulkRows& rows) {
    for (std::int64_t shelf = 0; shelf < 40; ++shelf) {
      std::string name = "a name that is longer than fits into an object, of shelf " + std::to_string(shelf);
      rows.add(kShelf, shelf, name);
      name.assign(name.size(), 'x');
    }
  });
  const auto names = told("select name from shelf order by id");
  ASSERT_EQ(names.size(), 40u);
  EXPECT_EQ(names[39], "a name that is longer than fits into an object, of shelf 39");
}

TEST_F(BulkRowsTest, KeepWhatStandsBehindTheValues) {
  load([](BulkRows& rows) {
    rows.add(kShelf, std::int64_t{1}, "");
    for (int i = 0; i < 40; ++i) rows.add(kBook, std::int64_t{i / 2}, std::int64_t{1}, i % 2 == 0 ? "first" : "again");
  });
  EXPECT_EQ(told("select title from book").size(), 20u);
  EXPECT_THAT(told("select title from book"), ::testing::Each("first"));
}

TEST_F(BulkRowsTest, MayBePutInMoreThanOnce) {
  load([](BulkRows& rows) {
    rows.add(kShelf, std::int64_t{1}, "one");
    rows.put_in();
    EXPECT_EQ(rows.transaction().one<std::string>("select name from shelf where id = 1"), "one");
    rows.add(kShelf, std::int64_t{2}, "two");
  });
  EXPECT_EQ(told("select name from shelf").size(), 2u);
}

}  // namespace
}  // namespace parvis::store
