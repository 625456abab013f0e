#include "core/store/id_list.h"

#include <gmock/gmock.h>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using ThingId = Id<struct ThingTag>;

class IdList : public ::testing::Test {
 protected:
  void SetUp() override {
    store->write([](Transaction& transaction) {
      transaction.run("create table thing (id bigint not null primary key)");
      for (const auto id : {1LL, 2LL, 3LL, 1LL << 61}) transaction.run("insert into thing (id) values ($1)", id);
    });
  }
  std::vector<ThingId> among(const std::vector<ThingId>& ids) {
    return store->read([&](Reader& reader) {
      return reader.all<ThingId>(Sql("select id from thing where id") + in_list(reader, "$1"), id_list(ids));
    });
  }

  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(IdList, FindsThoseThatAreInIt) {
  EXPECT_THAT(among({ThingId{3}, ThingId{1LL << 61}, ThingId{7}}),
              UnorderedElementsAre(ThingId{3}, ThingId{1LL << 61}));
  EXPECT_THAT(among({ThingId{2}, ThingId{2}}), UnorderedElementsAre(ThingId{2}));
}

TEST_F(IdList, FindsNothingWhenItIsEmpty) { EXPECT_THAT(among({}), IsEmpty()); }

TEST_F(IdList, FindsWordsToo) {
  store->write([](Transaction& transaction) {
    transaction.run("create table handle (word text not null)");
    for (const auto* word : {"ana", "lea-7", "o_neill"}) transaction.run("insert into handle (word) values ($1)", word);
  });
  const auto among_words = [&](const std::vector<std::string>& words) {
    return store->read([&](Reader& reader) {
      return reader.all<std::string>(Sql("select word from handle where word") + in_word_list(reader, "$1"),
                                     word_list(words));
    });
  };
  EXPECT_THAT(among_words({"ana", "lea-7", "bob"}), UnorderedElementsAre("ana", "lea-7"));
  EXPECT_THAT(among_words({"o_neill", "Ana", "a\"b", "{ana}", "", "a,b"}), UnorderedElementsAre("o_neill"));
  EXPECT_THAT(among_words({}), IsEmpty());
}

}  // namespace
}  // namespace parvis::store
