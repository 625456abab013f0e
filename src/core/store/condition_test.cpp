#include "core/store/condition.h"

#include <gtest/gtest.h>

#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

TEST(Condition, OfADatabaseThatIsWellIsToTakeWrites) {
  const auto store = open_test_store();
  store->write([](Transaction& t) { t.run("create table note(id bigint primary key)"); });
  EXPECT_TRUE(store->read(takes_writes));
  EXPECT_GT(store->read(bytes_on_disk), 0);
}

}  // namespace
}  // namespace parvis::store
