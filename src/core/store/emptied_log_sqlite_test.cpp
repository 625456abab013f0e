#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "core/store/emptied_log.h"
#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

namespace fs = std::filesystem;

constexpr char kName[] = "quokkavalier";

class EmptiedLog : public ::testing::Test {
 protected:
  EmptiedLog() {
    std::string name = (fs::temp_directory_path() / "parvis-log-XXXXXX").string();
    folder = mkdtemp(name.data());
    store = open_sqlite({.path = folder / "test.db", .reader_connections = 2, .sync = Sync::off});
    store->write([](Transaction& t) { t.run("create table note(id bigint primary key, text text not null)"); });
    store->write([](Transaction& t) { t.run("insert into note(id, text) values (1, $1)", std::string_view(kName)); });
  }
  ~EmptiedLog() override {
    store.reset();
    fs::remove_all(folder);
  }
  void forget() {
    store->write([](Transaction& t) { t.run("delete from note where id = 1"); });
  }
  bool has_name(const char* file) const {
    std::ifstream in(folder / file, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str().find(kName) != std::string::npos;
  }

  fs::path folder;
  std::unique_ptr<Store> store;
};

TEST_F(EmptiedLog, HoldsNothingOfWhatWasDeletedWhileTheStoreGoesOn) {
  forget();
  EXPECT_TRUE(has_name("test.db-wal")) << "where what was written stands by itself";
  empty_log(*store);
  EXPECT_FALSE(has_name("test.db-wal"));
  EXPECT_FALSE(has_name("test.db"));
}

TEST_F(EmptiedLog, WaitsForAReaderWithoutHoldingWritesAndIsEmptiedOnceItHasGone) {
  std::promise<void> reading, release;
  std::thread reader([&] {
    store->read([&](Reader& r) {
      EXPECT_EQ(r.one<std::string>("select text from note where id = 1"), kName);
      reading.set_value();
      release.get_future().wait();
    });
  });
  reading.get_future().wait();
  forget();
  empty_log(*store);
  EXPECT_TRUE(has_name("test.db-wal")) << "somebody still reads it";
  store->write([](Transaction& t) { t.run("insert into note(id, text) values (2, 'a')"); });
  release.set_value();
  reader.join();
  empty_log(*store);
  EXPECT_FALSE(has_name("test.db-wal"));
  EXPECT_FALSE(has_name("test.db"));
  EXPECT_EQ(store->read([](Reader& r) { return r.one<std::int64_t>("select count(*) from note"); }), 1);
}

}  // namespace
}  // namespace parvis::store
