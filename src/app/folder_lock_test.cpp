#include "app/folder_lock.h"

#include <gtest/gtest.h>

#include <optional>

#include "core/errors.h"
#include "core/ids.h"

namespace parvis::app {
namespace {

class FolderLockTest : public ::testing::Test {
 protected:
  ~FolderLockTest() override { std::filesystem::remove_all(folder); }

  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("parvis-lock-" + id_text(next_id()));
};

TEST_F(FolderLockTest, OneProgramAtATimeHoldsAFolder) {
  std::optional<FolderLock> first(folder);
  EXPECT_THROW(FolderLock{folder}, Fault);
  first.reset();
  EXPECT_NO_THROW(FolderLock{folder});
}

TEST_F(FolderLockTest, TwoFoldersAreHeldSideBySide) {
  const FolderLock first(folder / "one");
  EXPECT_NO_THROW(FolderLock{folder / "two"});
}

TEST_F(FolderLockTest, AFolderThatCannotBeMadeIsSaid) { EXPECT_THROW(FolderLock("/proc/nowhere"), Fault); }

TEST_F(FolderLockTest, AFolderMadeForNothingIsTakenAway) {
  { const FolderLock lock(folder); }
  EXPECT_FALSE(std::filesystem::exists(folder));
  std::filesystem::create_directory(folder);
  { const FolderLock lock(folder); }
  EXPECT_TRUE(std::filesystem::exists(folder)) << "it was there before";
}

}  // namespace
}  // namespace parvis::app
