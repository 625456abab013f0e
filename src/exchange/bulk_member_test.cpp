#include "exchange/bulk_member.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/store/testing/test_store.h"

namespace parvis::exchange {
namespace {

using community::MemberId;
using ::testing::ElementsAre;

class BulkMembers : public ::testing::Test {
 protected:
  struct Wish {
    std::string wish;
    std::int64_t distinction;
  };
  // The members of one transaction; their wishes are looked up before, or not.
  void arrive(const std::vector<Wish>& wishes, bool look_up = true) {
    store->write([&](store::Transaction& transaction) {
      store::BulkRows rows(transaction);
      Handles handles;
      std::vector<std::string> texts;
      for (const auto& [wish, distinction] : wishes) texts.push_back(wish);
      if (look_up) handles.look_up(transaction, texts);
      for (const auto& [wish, distinction] : wishes) {
        insert_member_row(rows, handles,
                          {.id = make_id<MemberId>(),
                           .display_name = "Somebody",
                           .handle_wish = wish,
                           .distinction = distinction,
                           .created_at = Instant{1},
                           .last_seen_at = Instant{1}});
      }
      rows.put_in();
    });
  }
  std::vector<std::string> handles() {
    return store->read(
        [](store::Reader& reader) { return reader.all<std::string>("select handle from member order by id"); });
  }

  std::unique_ptr<store::Store> store = store::open_migrated_test_store();
};

TEST_F(BulkMembers, GetTheHandleTheyWishFor) {
  arrive({{"ana", 1}, {"lea_k", 2}});
  EXPECT_THAT(handles(), ElementsAre("ana", "lea_k"));
}

TEST_F(BulkMembers, OfOneTransactionDoNotTakeEachOthersHandle) {
  arrive({{"ana", 1}, {"ana", 2}, {"ana", 3}, {"ana-2", 4}});
  EXPECT_THAT(handles(), ElementsAre("ana", "ana-2", "ana-3", "ana-2-4"));
}

TEST_F(BulkMembers, DoNotTakeTheHandleOfWhoWasThereBefore) {
  for (const bool look_up : {true, false}) {
    arrive({{"ana", 1}}, look_up);
    arrive({{"ana", look_up ? 5 : 6}}, look_up);
  }
  EXPECT_THAT(handles(), ElementsAre("ana", "ana-5", "ana-1", "ana-6"));
}

TEST_F(BulkMembers, AreNumberedOnWhenEvenTheirDistinctionIsTaken) {
  arrive({{"ana", 1}, {"ana-7", 2}, {"ana", 7}});
  const auto given = handles();
  ASSERT_EQ(given.size(), 3u);
  EXPECT_NE(given[2], "ana-7");
  EXPECT_THAT(given[2], ::testing::StartsWith("ana-7"));
}

TEST_F(BulkMembers, WhoWishForNothingUsableAreMembers) {
  arrive({{"", 4}, {"admin", 5}});
  EXPECT_THAT(handles(), ElementsAre("member-4", "admin-5"));
}

}  // namespace
}  // namespace parvis::exchange
