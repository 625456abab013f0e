// What the store does when the disk fails it: a file layer that counts syncs and fails them, or refuses to grow.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "core/store/sqlite_connection.h"
#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

std::atomic<int> syncs{0};
std::atomic<bool> sync_fails{false};
std::atomic<bool> disk_is_full{false};

// SQLite's own file layer with two of its functions replaced. Of the process while one lives, one at a time.
class FailingDisk {
 public:
  FailingDisk() {
    sqlite3_initialize();
    real_ = sqlite3_vfs_find(nullptr);
    layer_ = *real_;
    layer_.zName = "failing";
    layer_.pNext = nullptr;
    layer_.xOpen = open;
    sqlite3_vfs_register(&layer_, 1);
    syncs = 0;
    sync_fails = disk_is_full = false;
  }
  ~FailingDisk() {
    sync_fails = disk_is_full = false;
    sqlite3_vfs_unregister(&layer_);
    sqlite3_vfs_register(real_, 1);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

 private:
  static int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
    const int code = real_->xOpen(real_, name, file, flags, out);
    if (code != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0) return code;
    real_methods_ = file->pMethods;
    methods_ = *real_methods_;
    methods_.xSync = sync;
    methods_.xWrite = write;
    file->pMethods = &methods_;
    return code;
  }
  static int sync(sqlite3_file* file, int flags) {
    ++syncs;
    return sync_fails ? SQLITE_IOERR_FSYNC : real_methods_->xSync(file, flags);
  }
  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    return disk_is_full ? SQLITE_FULL : real_methods_->xWrite(file, bytes, count, at);
  }

  static inline sqlite3_vfs* real_ = nullptr;
  static inline const sqlite3_io_methods* real_methods_ = nullptr;
  static inline sqlite3_io_methods methods_{};
  sqlite3_vfs layer_{};
};

class SqliteFaults : public ::testing::Test {
 protected:
  SqliteFaults() {
    store->write([](Transaction& t) { t.run("create table note(id bigint primary key)"); });
  }
  ~SqliteFaults() override {
    store.reset();
    unsetenv(kParent);
    for (const char* end : {"", "-wal", "-shm"}) {
      std::filesystem::remove(path.string() + end);
      std::filesystem::remove(path.string() + kDying + end);
    }
  }
  void add(std::int64_t id) {
    store->write([id](Transaction& t) { t.run("insert into note(id) values ($1)", id); });
  }
  std::int64_t count() {
    return store->read([](Reader& r) { return *r.one<std::int64_t>("select count(*) from note"); });
  }

  // A death test starts this program again, and what dies takes nothing away: its file has a name that its parent
  // knows.
  static constexpr const char* kParent = "PARVIS_FAULTS_PARENT";
  static constexpr const char* kDying = "-dying";
  static std::filesystem::path new_path() {
    if (const char* parent = std::getenv(kParent)) return std::string(parent) + kDying;
    const auto path = std::filesystem::temp_directory_path() / ("parvis-faults-" + id_text(next_id()) + ".db");
    setenv(kParent, path.c_str(), 1);
    return path;
  }

  FailingDisk disk;
  std::filesystem::path path = new_path();
  std::unique_ptr<Store> store = open_sqlite({.path = path});
};

TEST_F(SqliteFaults, AWriteReturnsOnlyAfterItsSync) {
  for (int id = 1; id <= 5; ++id) {
    const int before = syncs;
    add(id);
    EXPECT_GT(syncs, before);
  }
}

TEST_F(SqliteFaults, AReadOrAWriteThatChangesNothingDoesNotSync) {
  const int before = syncs;
  count();
  store->write([](Transaction& t) { t.run("delete from note where id = 99"); });
  EXPECT_EQ(syncs, before);
}

TEST_F(SqliteFaults, AFullDiskRefusesWritesAndIsForgottenWhenThereIsRoomAgain) {
  add(1);
  disk_is_full = true;
  std::vector<std::thread> threads;
  std::atomic<int> refused{0};
  for (int id = 10; id < 18; ++id) {
    threads.emplace_back([&, id] {
      EXPECT_THROW(add(id), DiskFull);
      ++refused;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(refused, 8);
  EXPECT_EQ(count(), 1) << "reading goes on";
  disk_is_full = false;
  add(2);
  EXPECT_EQ(count(), 2);
}

using SqliteFaultsDeathTest = SqliteFaults;

TEST_F(SqliteFaultsDeathTest, AFailedSyncEndsTheProcess) {
  ::testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_DEATH(
      {
        sync_fails = true;
        add(1);
      },
      "the database cannot be trusted to be on the disk");
}

// As without memory for the undoing: what is left of the failed write must not be committed with the next.
TEST_F(SqliteFaultsDeathTest, AWriteThatCannotBeUndoneEndsTheProcess) {
  ::testing::GTEST_FLAG(death_test_style) = "threadsafe";
  const auto refuse_undoing = [](void*, int action, const char* what, const char*, const char*, const char*) {
    const bool undoes = action == SQLITE_TRANSACTION && std::string_view(what) == "ROLLBACK";
    return undoes ? SQLITE_DENY : SQLITE_OK;
  };
  EXPECT_DEATH(
      {
        store->write([&](Transaction& t) {
          t.run("insert into note(id) values (1)");
          sqlite3_set_authorizer(dynamic_cast<SqliteConnection&>(t.connection()).handle(), refuse_undoing, nullptr);
          throw Fault("after half of it");
        });
      },
      "could not be undone");
}

}  // namespace
}  // namespace parvis::store
