#include "community/sharing/share_visits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "community/testing/test_community.h"
#include "core/store/migrations.h"

namespace parvis::community {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

struct ShareVisits : ::testing::Test {
  store::Database database() {
    return square.read([](store::Reader& reader) { return reader.connection().database(); });
  }
  ShareId share(const Viewer& by) {
    const auto thread = square.thread(by, square.talk).thread;
    return square.write([&](store::Transaction& t) { return share_thread(t, square.act(by), thread); });
  }

  testing::TestCommunity square;
  Viewer ana = square.member("Ana"), ben = square.member("Ben");
};

TEST_F(ShareVisits, SayTheSameByAddressAndByDay) {
  const auto one = share(ana), other = share(ben);
  const auto check = [&] { return square.read(check_share_visits); };
  square.write([&](store::Transaction& t) {
    add_share_visits(t, one, 100, 3);
    add_share_visits(t, one, 101, 4);
    add_share_visits(t, one, 101, 1);
    add_share_visits(t, other, 101, 2);
  });
  EXPECT_THAT(check(), IsEmpty());
  square.write([](store::Transaction& t) { t.run("update share set visits = visits + 1"); });
  EXPECT_THAT(check(), SizeIs(1));
}

// As they were kept by day alone: no day loses what came on it, and none is given to an address of later.
TEST_F(ShareVisits, AreSharedOutByDayWhenTheyWereKeptByDayAlone) {
  const auto much = share(ana), little = share(ben), later = share(ben);
  std::vector<const assets::Carried*> until_then;
  for (const auto& migration : store::carried_migrations(database())) {
    if (migration.version > 110) break;
    until_then.insert(until_then.end(), migration.files.begin(), migration.files.end());
  }
  square.write([&](store::Transaction& t) {
    t.run("drop table share_visit");
    t.run("create table share_day (day bigint not null primary key, visits bigint not null)");
    t.run("delete from schema_version where version >= 110");
    t.run("insert into share_day (day, visits) values (100, 10), (105, 7)");
    t.run("update share set visits = 11, created_at = $2 where id = $1", much, 99 * kDay);
    t.run("update share set visits = 4, created_at = $2 where id = $1", little, 99 * kDay);
    t.run("update share set visits = 2, created_at = $2 where id = $1", later, 104 * kDay);
  });
  EXPECT_EQ(store::migrate(*square.store, until_then), 1);
  struct Row {
    std::int64_t day;
    ShareId share;
    std::int64_t visits;
  };
  std::map<std::int64_t, std::int64_t> by_day;
  for (const auto& row : square.read(
           [](store::Reader& reader) { return reader.all<Row>("select day, share, visits from share_visit"); })) {
    by_day[row.day] += row.visits;
    EXPECT_GT(row.visits, 0);
    EXPECT_TRUE(row.share != later || row.day == 105) << "not before it was there";
  }
  EXPECT_THAT(by_day, ElementsAre(Pair(100, 10), Pair(105, 7)));
  EXPECT_THAT(square.read(check_share_visits), IsEmpty());
}

}  // namespace
}  // namespace parvis::community
