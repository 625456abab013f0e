#include "core/store/transfer.h"

#include <gmock/gmock.h>

#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

std::unique_ptr<Store> migrated_sqlite() {
  auto store = open_memory_store();
  migrate(*store);
  return store;
}

void fill(Store& store) {
  store.write([](Transaction& t) {
    t.run("insert into setting (key, value) values ('name', $1)", "Vélos — 'quoted' ☂");
    t.run("insert into tally (name, value) values ('posts', $1)", INT64_MIN);
    for (int id = 1; id <= 2500; ++id) {
      t.run("insert into job (id, kind, payload, run_at, last_error, created_at) values ($1, 'letter', $2, $3, $4, 1)",
            id, std::string(static_cast<std::size_t>(id % 7), 'x'), id * kSecond,
            id % 2 == 0 ? std::optional<std::string>("no") : std::nullopt);
    }
  });
}

// One of them is PostgreSQL when the tests run there.
TEST(Transfer, BringsEverythingThereAndBack) {
  const auto home = migrated_sqlite(), away = open_migrated_test_store(), back = migrated_sqlite();
  fill(*home);
  const auto sums = transfer(*home, *away);
  EXPECT_EQ(sums, sums_of(*home));
  EXPECT_EQ(transfer(*away, *back), sums);
  EXPECT_THAT(sums, ::testing::Contains(::testing::Field(&TableSum::rows, 2500)));
  EXPECT_FALSE(is_half_moved(*back));
}

TEST(Transfer, RefusesAPlaceThatIsNotEmpty) {
  const auto home = migrated_sqlite(), away = open_migrated_test_store();
  fill(*home);
  away->write([](Transaction& t) { t.run("insert into tally (name, value) values ('posts', 1)"); });
  EXPECT_THROW(transfer(*home, *away), Fault);
  EXPECT_EQ(away->read([](Reader& r) { return *r.one<std::int64_t>("select count(*) from job"); }), 0);
}

TEST(Transfer, BeginsAnewAfterAnInterruption) {
  const auto home = migrated_sqlite(), away = open_migrated_test_store();
  fill(*home);
  EXPECT_THROW(transfer(*home, *away,
                        [](std::int64_t rows, std::int64_t) {
                          if (rows > 1500) throw Fault("stopped");
                        }),
               Fault);
  EXPECT_TRUE(is_half_moved(*away));
  EXPECT_EQ(transfer(*home, *away), sums_of(*home));
  EXPECT_FALSE(is_half_moved(*away));
}

TEST(Transfer, NoticesARowThatDiffers) {
  const auto one = migrated_sqlite(), other = migrated_sqlite();
  fill(*one);
  fill(*other);
  EXPECT_EQ(sums_of(*one), sums_of(*other));
  other->write([](Transaction& t) { t.run("update job set payload = 'y' where id = 7"); });
  EXPECT_NE(sums_of(*one), sums_of(*other));
}

}  // namespace
}  // namespace parvis::store
