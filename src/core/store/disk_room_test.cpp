#include "core/store/disk_room.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/store/sqlite_store.h"

namespace parvis::store {
namespace {

constexpr std::int64_t kBallast = 64 * 1024;

// A store whose writes fail for want of room when told to.
class FullStore : public Store {
 public:
  explicit FullStore(const bool& full) : full_(full) {}
  Figures figures() const override { return {}; }

 protected:
  void run_read(const std::function<void(Reader&)>& action) override { inner_->read(action); }
  void run_write(const std::function<void(Transaction&)>& action) override {
    if (full_) throw DiskFull("database or disk is full");
    inner_->write(action);
  }

 private:
  const bool& full_;
  std::unique_ptr<Store> inner_ = open_memory_store();
};

class DiskRoomOfAStore : public ::testing::Test {
 protected:
  DiskRoomOfAStore() {
    std::filesystem::create_directories(folder);
    auto made = std::make_unique<DiskRoom>(DiskRoomOptions{.folder = folder, .ballast_bytes = kBallast});
    room = made.get();
    room->look();
    store = guard_room(std::make_unique<FullStore>(full), std::move(made));
    store->write([](Transaction& t) { t.run("create table note(id bigint primary key)"); });
  }
  ~DiskRoomOfAStore() override { std::filesystem::remove_all(folder); }

  void add(std::int64_t id) {
    store->write([id](Transaction& t) { t.run("insert into note(id) values ($1)", id); });
  }
  bool has_ballast() const { return std::filesystem::file_size(folder / "ballast") > 0; }

  bool full = false;
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("parvis-room-" + id_text(next_id()));
  DiskRoom* room = nullptr;
  std::unique_ptr<Store> store;
};

TEST_F(DiskRoomOfAStore, KeepsABallastOfTheSizeAskedFor) {
  EXPECT_EQ(room_for(*store), Room::ample);
  EXPECT_EQ(std::filesystem::file_size(folder / "ballast"), static_cast<std::uintmax_t>(kBallast));
}

TEST_F(DiskRoomOfAStore, GivesTheBallastBackAtTheFirstWriteThatFindsNoRoomAndRefusesTheNextBeforeTheyBegin) {
  full = true;
  EXPECT_THROW(add(1), DiskFull);
  EXPECT_EQ(room_for(*store), Room::none);
  EXPECT_FALSE(has_ballast());
  full = false;
  EXPECT_THROW(add(2), DiskFull) << "what the ballast gave back is for deletions";
  EXPECT_EQ(store->read([](Reader& r) { return *r.one<std::int64_t>("select count(*) from note"); }), 0);
}

TEST_F(DiskRoomOfAStore, LeavesTheLastRoomToWhatMakesRoom) {
  add(1);
  full = true;
  EXPECT_THROW(add(2), DiskFull);
  full = false;
  const LastRoom last_room;
  store->write([](Transaction& t) { t.run("delete from note"); });
  EXPECT_EQ(store->read([](Reader& r) { return *r.one<std::int64_t>("select count(*) from note"); }), 0);
}

TEST_F(DiskRoomOfAStore, TakesTheBallastUpAgainAndWritesGoOn) {
  full = true;
  EXPECT_THROW(add(1), DiskFull);
  full = false;
  room->look();
  EXPECT_EQ(room_for(*store), Room::ample);
  EXPECT_TRUE(has_ballast());
  add(1);
}

TEST_F(DiskRoomOfAStore, StartsFullWhereItEndedFull) {
  room->ran_out();
  const DiskRoom next({.folder = folder, .ballast_bytes = std::int64_t{1} << 60});
  EXPECT_EQ(next.room(), Room::none);
}

TEST_F(DiskRoomOfAStore, ChangesNothingBeforeItWatches) {
  std::filesystem::remove(folder / "ballast");
  const DiskRoom next({.folder = folder, .ballast_bytes = kBallast});
  EXPECT_EQ(next.room(), Room::ample);
  EXPECT_FALSE(std::filesystem::exists(folder / "ballast"));
}

TEST_F(DiskRoomOfAStore, ShrinksABallastThatWasLarger) {
  DiskRoom smaller({.folder = folder, .ballast_bytes = kBallast / 2});
  smaller.look();
  EXPECT_EQ(std::filesystem::file_size(folder / "ballast"), static_cast<std::uintmax_t>(kBallast / 2));
}

TEST(DiskRoom, WarnsOfLittleRoomAndGoesOn) {
  const auto folder = std::filesystem::temp_directory_path();
  DiskRoom room({.folder = folder, .warn_below_bytes = INT64_MAX});
  room.look();
  EXPECT_EQ(room.room(), Room::low);
}

TEST(DiskRoom, OfAStoreWithoutAGuardIsAmple) { EXPECT_EQ(room_for(*open_memory_store()), Room::ample); }

}  // namespace
}  // namespace parvis::store
