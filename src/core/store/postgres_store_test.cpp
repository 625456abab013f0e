// What only a server can do to a store: other processes that write, connections that end, collisions. These run when
// PARVIS_TEST_DATABASE is an address of PostgreSQL, and are skipped otherwise.
#include "core/store/postgres_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "core/store/postgres_error.h"
#include "core/store/statement_time.h"
#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

class PostgresStores : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!tests_use_postgres()) GTEST_SKIP() << "PARVIS_TEST_DATABASE is no address of PostgreSQL";
    options.address = parse_postgres_address(std::getenv("PARVIS_TEST_DATABASE"));
    options.address.schema = "nodes_" + std::to_string(getpid());
    options.times.lock = std::chrono::seconds(60);
    drop_schema(options);
    first = open_postgres(options);
    second = open_postgres(options);
    first->write([](Transaction& t) {
      t.run("create table counter(id bigint primary key, value bigint not null)");
      t.run("create table act(id bigint primary key, writer bigint not null)");
      t.run("insert into counter values (1, 0)");
    });
  }
  void TearDown() override {
    first.reset();
    second.reset();
    if (tests_use_postgres()) drop_schema(options);
  }

  // Reads, adds one and writes: what loses an update when two do it at once.
  static void count_one(Store& store, int writer) {
    store.write([&](Transaction& t) {
      const auto value = *t.one<std::int64_t>("select value from counter where id = 1");
      t.run("update counter set value = $1 where id = 1", value + 1);
      t.run("insert into act values ($1, $2)", next_id(), writer);
    });
  }
  // Ends all other sessions of this schema's stores, as a restart of the server does.
  void end_sessions() {
    PostgresConnection administrator(options.address, options.times);
    administrator.run_script(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = "
        "'parvis' and backend_type = 'client backend'");
  }
  std::int64_t value() {
    return first->read([](Reader& r) { return *r.one<std::int64_t>("select value from counter where id = 1"); });
  }

  PostgresOptions options{.connections = 4};
  std::unique_ptr<Store> first, second;
};

TEST_F(PostgresStores, NodesThatReadBeforeTheyWriteLoseNothing) {
  constexpr int kThreads = 4, kEach = 20;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < kEach; ++n) count_one(i % 2 == 0 ? *first : *second, i);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(value(), kThreads * kEach);
}

// A reader that goes on after the greatest identifier it saw meets every act, whichever node wrote it.
TEST_F(PostgresStores, IdentifiersComeInTheOrderOfCommits) {
  std::atomic<bool> done{false};
  std::int64_t seen = 0;
  std::thread reader([&] {
    std::int64_t last = 0;
    for (bool more = true; more;) {
      more = !done;
      const auto ids = second->read(
          [&](Reader& r) { return r.all<std::int64_t>("select id from act where id > $1 order by id", last); });
      seen += static_cast<std::int64_t>(ids.size());
      if (!ids.empty()) last = ids.back();
    }
  });
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      for (int n = 0; n < 20; ++n) count_one(i % 2 == 0 ? *first : *second, i);
    });
  }
  for (auto& writer : writers) writer.join();
  done = true;
  reader.join();
  EXPECT_EQ(seen, 80);
}

TEST_F(PostgresStores, MakeIdentifiersAfterThoseOfAProcessWhoseClockIsAhead) {
  const auto ahead = next_id() + (std::int64_t{2000} << 22);  // two seconds: this process stays ahead for so long
  first->write([&](Transaction& t) {
    t.run("insert into store_writer (writer, batch, last_id, at) values (0, 1, $1, 0)", ahead);
  });
  const auto made = second->write([](Transaction&) { return next_id(); });
  EXPECT_GT(made, ahead);
}

TEST_F(PostgresStores, GoOnAfterTheServerEndedTheirSessions) {
  count_one(*first, 1);
  EXPECT_EQ(value(), 1);
  end_sessions();
  count_one(*first, 1);
  EXPECT_EQ(value(), 2);
}

TEST_F(PostgresStores, TakeUpABatchThatLostItsSessionBeforeTheCommit) {
  int runs = 0;
  first->write([&](Transaction& t) {
    t.run("update counter set value = value + 1 where id = 1");
    if (++runs == 1) end_sessions();
    EXPECT_TRUE(t.one<std::int64_t>("select value from counter where id = 1"));
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(value(), 1);
}

TEST_F(PostgresStores, RunAWriteAgainThatCollided) {
  int runs = 0;
  first->write([&](Transaction& t) {
    t.run("update counter set value = value + 1 where id = 1");
    if (++runs < 3) t.run("do $$ begin raise exception using errcode = '40001'; end $$");
    t.one<std::int64_t>("select 1");
  });
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(value(), 1);
}

TEST_F(PostgresStores, GiveUpAWriteThatCollidesForEver) {
  EXPECT_THROW(
      first->write([](Transaction& t) { t.run("do $$ begin raise exception using errcode = '40P01'; end $$"); }),
      Collision);
  count_one(*first, 1);
  EXPECT_EQ(value(), 1);
}

TEST_F(PostgresStores, ReadOnAfterAStatementWasPreparedAnewForOtherTypes) {
  constexpr Sql kOfAnyType{"select 1 where $1 is not null"};
  first->read([&](Reader& r) {
    r.one<std::int64_t>(kOfAnyType, std::int64_t{1});
    r.one<std::int64_t>(kOfAnyType, std::string("one"));
  });
  EXPECT_EQ(first->read([](Reader& r) { return r.one<std::int64_t>("select 2"); }), 2);
}

TEST_F(PostgresStores, BoundTheTimeOfAStatement) {
  options.times.statement = std::chrono::seconds(1);
  const auto hasty = open_postgres(options);
  EXPECT_THROW(hasty->read([](Reader& r) { r.one<std::string>("select pg_sleep(30)::text"); }), Unavailable);
  EXPECT_EQ(hasty->read([](Reader& r) { return *r.one<int>("select 1"); }), 1);
}

TEST_F(PostgresStores, LetABackgroundTaskReadLonger) {
  options.times.statement = std::chrono::seconds(30);
  const auto store = open_postgres(options);
  const auto most = [&] {
    return store->read([](Reader& r) { return *r.one<std::string>("show statement_timeout"); });
  };
  {
    const StatementTime longer(std::chrono::hours(6));
    EXPECT_EQ(most(), "6h");
    const StatementTime still_longer(std::chrono::hours(7));
    EXPECT_EQ(most(), "7h");
  }
  EXPECT_EQ(most(), "30s");
}

TEST_F(PostgresStores, SayWhatIsWrongWithAnAddress) {
  const auto complaint = [&](const std::string& address) -> std::string {
    auto wrong = options;
    wrong.address.address = address;
    try {
      open_postgres(wrong);
    } catch (const Fault& fault) {
      return fault.what();
    }
    return "nothing";
  };
  EXPECT_NE(complaint("postgresql://parvis@127.0.0.1:1/parvis").find("cannot be reached"), std::string::npos);
  const auto unknown = complaint(options.address.address + "_not_there");
  EXPECT_NE(unknown.find("does not exist"), std::string::npos) << unknown;
}

TEST_F(PostgresStores, TakeAStatementOfOtherTypesAnew) {
  const Sql sql = "select coalesce($1, 'none')";
  first->read([&](Reader& r) {
    EXPECT_EQ(r.one<std::string>(sql, std::optional<std::string>()), "none");
    EXPECT_EQ(r.one<std::string>(sql, "a text"), "a text");
  });
}

TEST_F(PostgresStores, FetchLongResultsPieceByPiece) {
  first->write([](Transaction& t) { t.run("insert into act select n, n from generate_series(1, 1700) n"); });
  std::int64_t rows = 0;
  first->read([&](Reader& r) {
    r.each<std::int64_t>("select id from act order by id", [&](std::int64_t id) {
      EXPECT_EQ(id, ++rows);
      if (rows == 600) EXPECT_EQ(r.one<int>("select 1"), 1) << "another statement in between";
    });
  });
  EXPECT_EQ(rows, 1700);
}

}  // namespace
}  // namespace parvis::store
