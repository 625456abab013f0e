#include "backup/upgrade.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/ids.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Upgrade : public ::testing::Test {
 protected:
  Upgrade() {
    settings_.data_dir = fs::temp_directory_path() / ("parvis-upgrade-" + id_text(next_id()));
    fs::create_directories(settings_.data_dir);
  }
  ~Upgrade() override { fs::remove_all(settings_.data_dir); }

  std::unique_ptr<store::Store> open() { return store::open_sqlite({.path = settings_.database_file()}); }
  static void act(store::Store& store) {
    store.write([](store::Transaction& t) {
      t.run("insert into activity (id, at, verb, object_kind, object, source) values ($1, $2, 1, 0, 0, 0)", next_id(),
            now());
    });
  }
  // A community of the version before, with one act.
  std::unique_ptr<store::Store> older() {
    auto store = open();
    store::migrate_up_to(*store, before_newest());
    act(*store);
    return store;
  }
  static int before_newest() {
    const auto known = store::carried_migrations(store::Database::sqlite);
    return known[known.size() - 2].version;
  }
  static int newest() { return store::carried_migrations(store::Database::sqlite).back().version; }
  std::vector<std::string> backups() const {
    std::vector<std::string> names;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(settings_.data_dir / "backups", absent)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  config::Settings settings_;
};

TEST_F(Upgrade, BeginsWithABackup) {
  const auto store = older();
  const auto before = store->read([](store::Reader& r) { return r.all<std::int64_t>("select id from activity"); });
  back_up_before_upgrade(*store, settings_);
  EXPECT_THAT(backups(),
              ::testing::ElementsAre(::testing::StartsWith("before-upgrade-to-" + std::to_string(newest()))));
  store::migrate(*store);
  back_up_before_upgrade(*store, settings_);
  EXPECT_EQ(backups().size(), 1U) << "there is nothing to upgrade any more";
}

TEST_F(Upgrade, OfNothingNeedsNoBackup) {
  const auto store = open();
  back_up_before_upgrade(*store, settings_);
  EXPECT_THAT(backups(), ::testing::IsEmpty());
}

TEST_F(Upgrade, OfWhatWasHalfMadeNeedsNoBackup) {
  const auto store = open();
  for (const int version : {1, before_newest()}) {
    store::migrate_up_to(*store, version);
    back_up_before_upgrade(*store, settings_);
    EXPECT_THAT(backups(), ::testing::IsEmpty()) << "after migration " << version;
  }
}

TEST_F(Upgrade, IsUndoneAndTheNewerDatabaseSetAside) {
  {
    const auto store = older();
    back_up_before_upgrade(*store, settings_);
    store::migrate(*store);
  }
  const auto result = roll_back(settings_, last_before_upgrade(settings_), {}, WhatFollowed::keep);
  EXPECT_EQ(result.lost, 0);
  EXPECT_EQ(store::schema_version(*open()), before_newest());
  EXPECT_EQ(store::schema_version(*store::open_sqlite({.path = result.set_aside / "community.db"})), newest());
}

TEST_F(Upgrade, IsNotUndoneOverWhatFollowedUnlessItMayBeLost) {
  {
    const auto store = older();
    back_up_before_upgrade(*store, settings_);
    store::migrate(*store);
    act(*store);
    act(*store);
  }
  const auto archive = last_before_upgrade(settings_);
  try {
    roll_back(settings_, archive, {}, WhatFollowed::keep);
    FAIL() << "it went back";
  } catch (const Fault& fault) {
    EXPECT_THAT(fault.what(), HasSubstr("2 acts"));
  }
  EXPECT_EQ(store::schema_version(*open()), newest());
  const auto result = roll_back(settings_, archive, {}, WhatFollowed::lose);
  EXPECT_EQ(result.lost, 2);
  EXPECT_EQ(open()->read([](store::Reader& r) { return *r.one<int>("select count(*) from activity"); }), 1);
  const auto aside = store::open_sqlite({.path = result.set_aside / "community.db"});
  EXPECT_EQ(aside->read([](store::Reader& r) { return *r.one<int>("select count(*) from activity"); }), 3);
}

TEST_F(Upgrade, CannotBeUndoneWithoutItsBackup) {
  EXPECT_THROW(last_before_upgrade(settings_), Fault);
  EXPECT_THROW(roll_back(settings_, settings_.data_dir / "absent", {}, WhatFollowed::lose), Fault);
}

}  // namespace
}  // namespace parvis::backup
