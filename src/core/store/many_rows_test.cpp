#include "core/store/many_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

using ::testing::ElementsAre;

constexpr Sql kInto{"insert into note (id, words)"};

struct Note {
  std::int64_t id;
  std::optional<std::string> words;
  bool operator==(const Note&) const = default;
};

class ManyRowsTest : public ::testing::Test {
 protected:
  ManyRowsTest() {
    store->write([](Transaction& transaction) {
      transaction.run("create table note (id bigint not null primary key, words text)");
    });
  }
  std::vector<Note> notes() {
    return store->read([](Reader& reader) { return reader.all<Note>("select id, words from note order by id"); });
  }

  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(ManyRowsTest, PutsInHoweverManyThereAre) {
  for (const int many : {0, 1, 31, 32, 33, 100}) {
    store->write([&](Transaction& transaction) {
      transaction.run("delete from note");
      ManyRows rows(transaction, kInto, 2);
      for (int id = 1; id <= many; ++id) rows.add(id, "word");
      rows.put_in();
    });
    const auto found = notes();
    ASSERT_EQ(found.size(), static_cast<std::size_t>(many));
    if (many > 0) {
      EXPECT_EQ(found.back(), (Note{many, "word"}));
    }
  }
}

TEST_F(ManyRowsTest, KeepsEachValueInItsPlace) {
  store->write([](Transaction& transaction) {
    ManyRows rows(transaction, kInto, 2);
    for (int id = 1; id <= 40; ++id) {
      id % 2 ? rows.add(id, std::optional<std::string_view>()) : rows.add(id, std::string_view("even"));
    }
    rows.put_in();
  });
  const auto found = notes();
  ASSERT_EQ(found.size(), 40u);
  for (const auto& note : found) EXPECT_EQ(note.words.has_value(), note.id % 2 == 0) << note.id;
}

TEST_F(ManyRowsTest, DoesWithRowsThatAreThereWhatItsEndSays) {
  store->write([](Transaction& transaction) {
    ManyRows rows(transaction, kInto, 2, "on conflict (id) do update set words = excluded.words");
    rows.add(1, "first");
    rows.put_in();
    rows.add(1, "second");
    rows.put_in();
  });
  EXPECT_THAT(notes(), ElementsAre(Note{1, "second"}));
}

TEST_F(ManyRowsTest, UndoesEverythingWhenARowCannotGoIn) {
  const auto put_twice = [&](Transaction& transaction) {
    ManyRows rows(transaction, kInto, 2);
    for (int id = 1; id <= 50; ++id) rows.add(id == 50 ? 1 : id, "word");
    rows.put_in();
  };
  EXPECT_THROW(store->write(put_twice), Duplicate);
  EXPECT_TRUE(notes().empty());
}

TEST_F(ManyRowsTest, ChangesNoTextThatTheDatabaseCannotKeep) {
  for (const std::string_view text : {std::string_view("\xff no UTF-8"), std::string_view("a\0zero", 6)}) {
    try {
      store->write([&](Transaction& transaction) {
        transaction.run("delete from note");
        ManyRows rows(transaction, kInto, 2);
        rows.add(1, text);
        rows.put_in();
      });
      EXPECT_THAT(notes(), ElementsAre(Note{1, std::string(text)}));
    } catch (const Fault&) {
      EXPECT_TRUE(notes().empty());
    }
  }
}

TEST_F(ManyRowsTest, SaysAtOnceWhichRowCannotGoIn) {
  int at = 0;
  const auto put_twice = [&](Transaction& transaction) {
    ManyRows rows(transaction, kInto, 2, "", Failures::at_once);
    for (at = 1; at <= 9; ++at) rows.add(at == 5 ? 1 : at, "word");
  };
  EXPECT_THROW(store->write(put_twice), Duplicate);
  EXPECT_EQ(at, 5);
}

}  // namespace
}  // namespace parvis::store
