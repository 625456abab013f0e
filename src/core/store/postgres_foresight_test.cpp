// What is sent to a server and when. Skipped where PARVIS_TEST_DATABASE is no address of PostgreSQL.
#include "core/store/postgres_foresight.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_store.h"
#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

constexpr Sql kValue{"select value from counter where id = $1"};
constexpr Sql kSet{"update counter set value = $2 where id = $1"};

class ForesightOverPostgres : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!tests_use_postgres()) GTEST_SKIP() << "PARVIS_TEST_DATABASE is no address of PostgreSQL";
    options.address = parse_postgres_address(std::getenv("PARVIS_TEST_DATABASE"));
    options.address.schema = "foresight_" + std::to_string(getpid());
    drop_schema(options);
    open_postgres(options)->write([](Transaction& t) {
      t.run("create table counter(id bigint primary key, value bigint not null)");
      t.run("insert into counter values (1, 10), (2, 20)");
      t.run("create table other(id bigint)");
    });
    connection = std::make_unique<PostgresConnection>(options.address, options.times);
    connection->start("begin");
  }
  void TearDown() override {
    connection.reset();
    if (tests_use_postgres()) drop_schema(options);
  }
  std::int64_t value(std::int64_t id) { return Reader(*connection).one<std::int64_t>(kValue, id).value_or(0); }
  void foresee(std::int64_t id) {
    Reader reader(*connection);
    store::foresee(reader, kValue, id);
  }

  PostgresOptions options;
  std::unique_ptr<PostgresConnection> connection;
};

TEST_F(ForesightOverPostgres, WhatIsForeseenIsAnsweredWithWhatIsAskedBefore) {
  foresee(1);
  EXPECT_EQ(value(2), 20);
  const auto sent = connection->sent();
  EXPECT_EQ(value(1), 10);
  EXPECT_EQ(value(1), 10) << "as often as it is asked";
  foresee(1);
  EXPECT_EQ(value(1), 10);
  EXPECT_EQ(connection->sent(), sent);
}

TEST_F(ForesightOverPostgres, WhatIsForeseenMayBeAskedFirst) {
  foresee(2);
  foresee(1);
  EXPECT_EQ(value(1), 10);
  EXPECT_EQ(value(2), 20);
}

TEST_F(ForesightOverPostgres, OfSomethingElseIsNoAnswer) {
  foresee(1);
  EXPECT_EQ(value(2), 20);
}

TEST_F(ForesightOverPostgres, DoesNotOutliveAChange) {
  foresee(1);
  Transaction(*connection).run(kSet, std::int64_t{1}, std::int64_t{11});
  EXPECT_EQ(value(1), 11);
}

TEST_F(ForesightOverPostgres, OutlivesAChangeOfAnotherTable) {
  foresee(1);
  EXPECT_EQ(value(1), 10);
  const auto sent = connection->sent();
  Transaction(*connection).run("insert into other values (1)");
  EXPECT_EQ(value(1), 10);
  EXPECT_EQ(connection->sent(), sent + 2) << "prepared and run, and nothing asked";
}

TEST_F(ForesightOverPostgres, OutlivesAChangeByAWriteAboutSomethingElse) {
  connection->turn_to(1);
  foresee(1);
  connection->turn_to(2);
  foresee(2);
  EXPECT_EQ(value(2), 20);
  Transaction(*connection).run(kSet, std::int64_t{2}, std::int64_t{21});
  EXPECT_EQ(value(2), 21);
  const auto sent = connection->sent();
  connection->turn_to(1);
  EXPECT_EQ(value(1), 10);
  EXPECT_EQ(connection->sent(), sent);
}

TEST_F(ForesightOverPostgres, DoesNotOutliveAChangeByAWriteThatPromisesNothing) {
  connection->turn_to(1);
  foresee(1);
  connection->turn_to(0);
  Transaction(*connection).run(kSet, std::int64_t{1}, std::int64_t{11});
  connection->turn_to(1);
  EXPECT_EQ(value(1), 11);
}

TEST_F(ForesightOverPostgres, DoesNotOutliveItsTransaction) {
  foresee(1);
  connection->roll_back();
  connection->start("begin");
  Transaction(*connection).run(kSet, std::int64_t{1}, std::int64_t{12});
  connection->commit();
  connection->start("begin");
  EXPECT_EQ(value(1), 12);
}

TEST_F(ForesightOverPostgres, AFailureOfItComesOutWithTheNextAnswer) {
  Reader reader(*connection);
  store::foresee(reader, "select value from counters where id = $1", std::int64_t{1});
  EXPECT_THROW(value(1), Fault);
  EXPECT_TRUE(connection->spoiled());
}

TEST_F(ForesightOverPostgres, ATransactionThatAsksNothingIsNotBegun) {
  const auto sent = connection->sent();
  connection->finish("commit");
  EXPECT_EQ(connection->sent(), sent);
  connection->start("begin");
  connection->roll_back();
  EXPECT_EQ(connection->sent(), sent);
}

}  // namespace
}  // namespace parvis::store
