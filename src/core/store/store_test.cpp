#include "core/store/store.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "core/store/sqlite_store.h"
#include "core/store/testing/test_store.h"

namespace parvis::store {
namespace {

constexpr int kNoRow = -1;

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() {
    store->write([](Transaction& t) {
      t.run("create table note(id bigint primary key, text text not null)");
      t.run(
          "create table page(id bigint primary key, note bigint not null references note(id) deferrable initially "
          "deferred)");
    });
  }

  void add(std::int64_t id) {
    store->write([id](Transaction& t) { t.run("insert into note(id, text) values ($1, 'a')", id); });
  }
  std::int64_t count() {
    return store->read([](Reader& r) { return *r.one<std::int64_t>("select count(*) from note"); });
  }

  // Runs the writes as one batch: they queue while the writer is held by a first one.
  void write_together(const std::vector<std::function<void()>>& writes) {
    std::promise<void> holding, release;
    std::thread holder([&] {
      store->write([&](Transaction&) {
        holding.set_value();
        release.get_future().wait();
      });
    });
    holding.get_future().wait();
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < writes.size(); ++i) {
      threads.emplace_back(writes[i]);
      while (store->figures().waiting < i + 1) std::this_thread::yield();
    }
    release.set_value();
    holder.join();
    for (auto& thread : threads) thread.join();
  }

  std::unique_ptr<Store> store = open_test_store();
};

TEST_F(StoreTest, ReadsWhatWasWritten) {
  store->write([](Transaction& t) { t.run("insert into note(text, id) values ($2, $1)", 7, "seven"); });
  const auto text = store->read([](Reader& r) { return r.one<std::string>("select text from note where id = $1", 7); });
  EXPECT_EQ(text, "seven");
}

TEST_F(StoreTest, AnswersHowManyRowsChanged) {
  add(1);
  add(2);
  EXPECT_EQ(2, store->write([](Transaction& t) { return t.run("update note set text = 'b'"); }));
  EXPECT_EQ(0, store->write([](Transaction& t) { return t.run("delete from note where id = 9"); }));
}

TEST_F(StoreTest, RollsBackOnlyWhatThrewInABatch) {
  const auto commits = store->figures().commits;
  std::atomic<int> refused{0};
  const auto fail = [&](std::int64_t id) {
    return [this, &refused, id] {
      EXPECT_THROW(store->write([id](Transaction& t) {
        t.run("insert into note(id, text) values ($1, 'a')", id);
        throw NotFound();
      }),
                   NotFound);
      ++refused;
    };
  };
  write_together({fail(1), [this] { add(2); }, fail(3), [this] { add(4); }, fail(5)});
  EXPECT_EQ(refused, 3);
  const auto ids = store->read([](Reader& r) { return r.all<std::int64_t>("select id from note order by id"); });
  EXPECT_EQ(ids, (std::vector<std::int64_t>{2, 4}));
  if (tests_use_postgres()) return;  // a batch over a slow server may be cut by time
  EXPECT_LE(store->figures().commits - commits, 2u) << "the holder's and the batch's";
}

TEST_F(StoreTest, RunsAfterCommitInCommitOrderAndOnlyForWhatWasKept) {
  std::vector<int> order;  // touched by the writer thread only, and read after all writes returned
  std::vector<std::function<void()>> writes;
  for (int i = 0; i < 6; ++i) {
    writes.push_back([this, i, &order] {
      try {
        store->write([i, &order](Transaction& t) {
          t.after_commit([i, &order] { order.push_back(i); });
          if (i % 3 == 1) throw Fault("not this one");
        });
      } catch (const Fault&) {
      }
    });
  }
  write_together(writes);
  EXPECT_EQ(order, (std::vector<int>{0, 2, 3, 5}));
}

TEST_F(StoreTest, RunsAfterCommitWhenTheWriteCanBeReadAndBeforeItReturns) {
  std::int64_t seen = kNoRow;
  store->write([&](Transaction& t) {
    t.run("insert into note(id, text) values (1, 'a')");
    t.after_commit([&] { seen = count(); });
  });
  EXPECT_EQ(seen, 1);
}

TEST_F(StoreTest, ShowsAWriteToEveryThreadOnceItReturned) {
  constexpr int kThreads = 8;
  for (int round = 1; round <= 50; ++round) {
    add(round);
    std::vector<std::future<std::int64_t>> counts;
    for (int i = 0; i < kThreads; ++i) counts.push_back(std::async(std::launch::async, [this] { return count(); }));
    for (auto& one : counts) EXPECT_EQ(one.get(), round);
  }
}

TEST_F(StoreTest, KeepsASnapshotWhileOthersWrite) {
  add(1);
  store->read([&](Reader& r) {
    EXPECT_EQ(r.one<std::int64_t>("select count(*) from note"), 1);
    add(2);
    EXPECT_EQ(r.one<std::int64_t>("select count(*) from note"), 1);
    EXPECT_EQ(count(), 2) << "a nested read takes a newer snapshot";
  });
}

TEST_F(StoreTest, NestsReadsDeeperThanItHasConnections) {
  std::function<int(int)> descend = [&](int depth) -> int {
    if (depth == 0) return 0;
    return store->read([&](Reader& r) { return *r.one<int>("select 1") + descend(depth - 1); });
  };
  EXPECT_EQ(descend(40), 40);
}

TEST_F(StoreTest, SharesFewConnectionsAmongManyThreads) {
  std::vector<std::thread> threads;
  std::atomic<int> total{0};
  for (int i = 0; i < 32; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n) total += store->read([](Reader& r) { return *r.one<int>("select 1"); });
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(total, 32 * 50);
}

TEST_F(StoreTest, ReadsInsideAWriteSeeItsOwnChanges) {
  store->write([this](Transaction& t) {
    t.run("insert into note(id, text) values (1, 'a')");
    EXPECT_EQ(t.one<std::int64_t>("select count(*) from note"), 1);
    EXPECT_EQ(count(), 0) << "another snapshot does not";
  });
}

TEST_F(StoreTest, RefusesAWriteInsideAWrite) {
  EXPECT_THROW(store->write([this](Transaction&) { add(1); }), Fault);
  EXPECT_EQ(count(), 0);
}

TEST_F(StoreTest, RefusesToChangeAnythingInARead) {
  EXPECT_THROW(store->read([](Reader& r) { r.one<int>("insert into note(id, text) values (1, 'a') returning id"); }),
               Fault);
  EXPECT_EQ(count(), 0);
}

TEST_F(StoreTest, TellsADuplicateFromOtherFaults) {
  add(1);
  EXPECT_THROW(add(1), Duplicate);
  try {
    store->write([](Transaction& t) { t.run("insert into note(id, text) values (2, null)"); });
    FAIL() << "a null was kept";
  } catch (const Duplicate&) {
    FAIL() << "a null is no duplicate";
  } catch (const Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("insert into note"), std::string::npos) << fault.what();
  }
}

TEST_F(StoreTest, DoesNotCommitPastAFailedStatement) {
  add(1);
  EXPECT_THROW(store->write([](Transaction& t) {
    t.run("insert into note(id, text) values (2, 'kept?')");
    try {
      t.run("insert into note(id, text) values (1, 'again')");
    } catch (const Duplicate&) {
    }
  }),
               Fault);
  EXPECT_EQ(count(), 1);
  add(3);
  EXPECT_EQ(count(), 2) << "the next write is not concerned";
}

TEST_F(StoreTest, AWriteThatBreaksTheCommitFailsAlone) {
  std::atomic<int> failed{0};
  const auto orphan = [&] {
    EXPECT_THROW(store->write([](Transaction& t) { t.run("insert into page(id, note) values (1, 99)"); }), Fault);
    ++failed;
  };
  write_together({[this] { add(1); }, orphan, [this] { add(2); }});
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(count(), 2);
}

TEST_F(StoreTest, AFullDatabaseRefusesWhatDoesNotFitAndKeepsTheRest) {
  if (tests_use_postgres()) GTEST_SKIP() << "a server's disk is not filled by a test";
  // one database only: how SQLite is made to believe that the disk is full
  store->write([](Transaction& t) { t.one<std::int64_t>("pragma max_page_count = 40"); });
  const auto hog = [this] {
    EXPECT_THROW(store->write([](Transaction& t) {
      const std::string big(1'000'000, 'x');
      t.run("insert into note(id, text) values (9, $1)", big);
    }),
                 DiskFull);
  };
  write_together({[this] { add(1); }, hog, [this] { add(2); }, hog, [this] { add(3); }});
  EXPECT_EQ(count(), 3);
}

TEST_F(StoreTest, CommitsWhatWaitsWhenClosed) {
  SqliteOptions options{.path =
                            std::filesystem::temp_directory_path() / ("parvis-close-" + id_text(next_id()) + ".db")};
  for (int round = 0; round < 2; ++round) {
    const auto on_disk = open_sqlite(options);
    on_disk->write([](Transaction& t) { t.run("create table if not exists note(id bigint primary key)"); });
    on_disk->write([round](Transaction& t) { t.run("insert into note(id) values ($1)", round); });
    EXPECT_EQ(on_disk->read([](Reader& r) { return *r.one<int>("select count(*) from note"); }), round + 1);
  }
  EXPECT_FALSE(std::filesystem::exists(options.path.string() + "-wal")) << "a clean close leaves one file";
  std::filesystem::remove(options.path);
}

TEST_F(StoreTest, RefusesAFileThatIsNoDatabase) {
  const auto path = std::filesystem::temp_directory_path() / ("parvis-text-" + id_text(next_id()));
  {
    std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
    std::fputs(std::string(5000, 'x').c_str(), file.get());
  }
  EXPECT_THROW(open_sqlite({.path = path}), Fault);
  EXPECT_THROW(open_sqlite({.path = path / "below" / "a.db"}), Fault);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace parvis::store
