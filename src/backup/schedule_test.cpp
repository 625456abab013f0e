#include "backup/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>

#include "backup/unpack.h"
#include "core/alarm.h"
#include "core/ids.h"
#include "core/log/log.h"
#include "core/metrics/metrics.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/store/statement_time.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;

// Keeps how long the statements of a read were allowed at most.
class TimedStore : public store::Store {
 public:
  TimedStore(std::unique_ptr<store::Store> store, std::atomic<std::int64_t>& longest)
      : store_(std::move(store)), longest_(longest) {}
  Figures figures() const override { return store_->figures(); }

 protected:
  void run_read(const std::function<void(store::Reader&)>& action) override {
    const auto most = store::StatementTime::here().value_or(std::chrono::seconds(0)).count();
    if (most > longest_) longest_ = most;
    store_->read(action);
  }
  void run_write(const std::function<void(store::Transaction&)>& action) override { store_->write(action); }

 private:
  std::unique_ptr<store::Store> store_;
  std::atomic<std::int64_t>& longest_;
};

class ScheduleTest : public ::testing::Test {
 protected:
  ScheduleTest() : folder_(fs::temp_directory_path() / ("parvis-schedule-" + id_text(next_id()))) {
    fs::create_directories(folder_);
    settings_.backup.every = std::chrono::hours(24);
    settings_.data_dir = folder_;
    open();
  }
  ~ScheduleTest() override {
    set_alarm(Alarm::backup, false);
    community_.reset();
    fs::remove_all(folder_);
  }
  // Anew, with other settings.
  void open() {
    community_.reset();
    auto store = store::open_sqlite({.path = settings_.database_file()});
    store::migrate(*store);
    community_ = std::make_unique<community::Community>(settings_, std::move(store));
  }
  std::vector<fs::path> archives() const {
    std::vector<fs::path> found;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder_ / "backups", absent)) found.push_back(entry.path());
    return found;
  }
  State state() { return community_->store().read(read_state); }

  fs::path folder_;
  config::Settings settings_;
  std::unique_ptr<community::Community> community_;
};

TEST_F(ScheduleTest, MakesOneWhenItIsDueAndThenNotBeforeTheNext) {
  FrozenClock clock(*parse_rfc3339("2026-11-22T12:00:00Z"));
  Schedule schedule(*community_);
  schedule.look();
  schedule.wait();
  ASSERT_EQ(archives().size(), 1U);
  EXPECT_EQ(verify(archives().front(), {}).made_at, now());
  EXPECT_EQ(state().made, 1);
  EXPECT_THAT(community_->metrics().text(), ::testing::HasSubstr("parvis_backup_age_seconds 0"));
  schedule.look();
  schedule.wait();
  clock.set(*parse_rfc3339("2026-11-23T03:29:00Z"));
  schedule.look();
  schedule.wait();
  EXPECT_EQ(archives().size(), 1U);
  clock.set(*parse_rfc3339("2026-11-23T03:31:00Z"));
  schedule.look();
  schedule.wait();
  EXPECT_EQ(archives().size(), 2U);
}

TEST_F(ScheduleTest, TellsOfOneThatFailsAndTriesAgain) {
  FrozenClock clock(*parse_rfc3339("2026-11-22T12:00:00Z"));
  const auto in_the_way = folder_ / "backups";
  std::ofstream(in_the_way) << "no folder";
  const log::Capture log;
  Schedule schedule(*community_);
  schedule.look();
  schedule.wait();
  EXPECT_TRUE(log.has("The backup failed"));
  EXPECT_TRUE(rings(Alarm::backup));
  EXPECT_EQ(state().failed, 1);
  fs::remove(in_the_way);
  schedule.look();
  schedule.wait();
  EXPECT_THAT(archives(), ::testing::IsEmpty()) << "not at once";
  clock.set(now() + kHour);
  schedule.look();
  schedule.wait();
  EXPECT_EQ(archives().size(), 1U);
  EXPECT_FALSE(rings(Alarm::backup));
}

TEST_F(ScheduleTest, ReadsForAsLongAsABackupTakes) {
  std::atomic<std::int64_t> longest = 0;
  community_.reset();
  auto store = std::make_unique<TimedStore>(store::open_sqlite({.path = settings_.database_file()}), longest);
  community_ = std::make_unique<community::Community>(settings_, std::move(store));
  Schedule schedule(*community_);
  EXPECT_EQ(longest, 0) << "what looks whether one is due is short";
  schedule.look();
  schedule.wait();
  EXPECT_EQ(longest, 6 * kHour);
  EXPECT_EQ(state().made, 1);
}

TEST_F(ScheduleTest, LeavesItToTheNodeThatBeganIt) {
  Schedule here(*community_), there(*community_);
  here.look();
  there.look();
  here.wait();
  there.wait();
  EXPECT_EQ(archives().size(), 1U);
}

TEST_F(ScheduleTest, TakesAwayWhatRetentionDoesNotKeepAndNothingElse) {
  FrozenClock clock(*parse_rfc3339("2026-11-22T12:00:00Z"));
  settings_.backup.keep_daily = 2;
  settings_.backup.keep_weekly = settings_.backup.keep_monthly = 0;
  open();
  fs::create_directories(folder_ / "backups");
  for (const char* name :
       {"scheduled-2026-11-20t03-30-00z.tar.zst", "scheduled-2026-11-21t03-30-00z.tar.zst",
        "scheduled-2026-11-01t03-30-00z.tar.zst.part", "backup-2026-11-20t03-30-00z.tar.zst", "notes.txt"}) {
    std::unique_ptr<FILE, int (*)(FILE*)>(std::fopen((folder_ / "backups" / name).c_str(), "w"), std::fclose);
  }
  Schedule schedule(*community_);
  schedule.look();
  schedule.wait();
  std::vector<std::string> names;
  for (const auto& path : archives()) names.push_back(path.filename().string());
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("scheduled-2026-11-21t03-30-00z.tar.zst",
                                                     "scheduled-2026-11-22t12-00-00z.tar.zst",
                                                     "backup-2026-11-20t03-30-00z.tar.zst", "notes.txt"));
}

TEST_F(ScheduleTest, NeverByItselfUnlessItIsAskedTo) {
  settings_.backup.every = std::chrono::hours(0);
  open();
  Schedule schedule(*community_);
  EXPECT_THAT(community_->metrics().text(), ::testing::Not(::testing::HasSubstr("parvis_backup")));
}

TEST(LastSlot, IsOfTheTimeOfDayOrAtADistanceOfIt) {
  const auto at = [](const char* text) { return *parse_rfc3339(text); };
  EXPECT_EQ(last_slot(at("2026-11-22T03:30:00Z"), kDay, "03:30"), at("2026-11-22T03:30:00Z"));
  EXPECT_EQ(last_slot(at("2026-11-22T03:29:59Z"), kDay, "03:30"), at("2026-11-21T03:30:00Z"));
  EXPECT_EQ(last_slot(at("2026-11-22T12:00:00Z"), 6 * kHour, "03:30"), at("2026-11-22T09:30:00Z"));
  EXPECT_EQ(last_slot(at("2026-11-22T00:10:00Z"), kHour, "00:15"), at("2026-11-21T23:15:00Z"));
}

}  // namespace
}  // namespace parvis::backup
