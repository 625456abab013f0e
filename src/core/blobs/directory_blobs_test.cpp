#include "core/blobs/directory_blobs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "core/blobs/testing/contract.h"
#include "core/blobs/testing/scratch_folder.h"

namespace parvis::blobs {
namespace {

namespace fs = std::filesystem;
using testing::all_of;

constexpr std::size_t kMost = 1024 * 1024;

class DirectoryBlobsTest : public ::testing::Test {
 protected:
  fs::path root() const { return scratch_.path() / "blobs"; }
  // Not to be moved, so by pointer.
  std::unique_ptr<DirectoryBlobs> opened(FailAt fail_at = {}) const {
    return std::make_unique<DirectoryBlobs>(
        DirectoryOptions{.folder = root(), .most_bytes = kMost, .fail_at = std::move(fail_at)});
  }
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root())) count += entry.is_regular_file() ? 1 : 0;
    return count;
  }
  // A day and an hour ago.
  static void make_old(const fs::path& path) {
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(25));
  }

  testing::ScratchFolder scratch_;
  std::unique_ptr<DirectoryBlobs> opened_ = opened();
  DirectoryBlobs& blobs_ = *opened_;
};

TEST_F(DirectoryBlobsTest, GivesBackWhatWasPut) { testing::expect_gives_back_what_was_put(blobs_); }
TEST_F(DirectoryBlobsTest, TakesTheSameBytesTwice) { testing::expect_putting_twice_is_harmless(blobs_); }
TEST_F(DirectoryBlobsTest, GivesRanges) { testing::expect_gives_ranges(blobs_); }
TEST_F(DirectoryBlobsTest, TellsWhatIsMissing) { testing::expect_tells_what_is_missing(blobs_); }
TEST_F(DirectoryBlobsTest, RemovesAndTakesAgain) { testing::expect_removes(blobs_); }
TEST_F(DirectoryBlobsTest, ListsInTheOrderOfSums) { testing::expect_lists_in_order(blobs_, 40); }
TEST_F(DirectoryBlobsTest, StreamsInPieces) { testing::expect_streams_in_pieces(blobs_, kMost - 5); }

TEST_F(DirectoryBlobsTest, LeavesNothingOfAFailingSource) {
  testing::expect_a_failing_source_leaves_nothing(blobs_);
  EXPECT_EQ(files(), 0u);
}

TEST_F(DirectoryBlobsTest, RefusesWhatIsTooLong) {
  testing::expect_refuses_what_is_too_long(blobs_, kMost);
  EXPECT_EQ(files(), 0u);
}

TEST_F(DirectoryBlobsTest, GivesNothingOfAnEmptyBlob) {
  EXPECT_EQ(blobs_.get(blobs_.put("").sum, {.first = 0, .count = 5}), "");
}

TEST_F(DirectoryBlobsTest, KeepsFilesForItselfOnly) {
  const auto sum = blobs_.put("private").sum;
  struct stat about {};
  ASSERT_EQ(::stat((root() / sum.place()).c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat(root().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0700u);
}

// The n-th step of a put fails, for every n: either the blob is there, whole, or nothing is; and the next put works.
TEST_F(DirectoryBlobsTest, SurvivesEachStepFailingOnce) {
  const auto bytes = testing::some_bytes(2 * kPiece + 1);
  const auto sum = Sum::of(bytes);
  int failed = 0;
  for (int at = 1;; ++at) {
    int step = 0;
    bool was_reached = false;
    auto faulty = opened([&](std::string_view name) {
      if (++step != at) return 0;
      was_reached = true;
      return name == "write" ? ENOSPC : EIO;
    });
    try {
      faulty->put(bytes);
      EXPECT_FALSE(was_reached);
    } catch (const Unavailable&) {
      ++failed;
    }
    if (blobs_.head(sum)) {
      EXPECT_EQ(blobs_.get(sum), bytes);
    }
    EXPECT_EQ(files(), blobs_.head(sum) ? 1u : 0u) << "step " << at;
    if (!was_reached) break;
    blobs_.remove(sum);
  }
  EXPECT_EQ(failed, 8);  // two folders, three writes, the sync, the name, the folder
  EXPECT_EQ(blobs_.get(blobs_.put(bytes).sum), bytes);
}

TEST_F(DirectoryBlobsTest, SaysThatTheDiskIsFull) {
  auto full = opened([](std::string_view step) { return step == "write" ? ENOSPC : 0; });
  try {
    full->put("no room");
    FAIL();
  } catch (const Unavailable& fault) {
    EXPECT_EQ(std::string(fault.what()),
              "The disk of " + (root() / "incoming").string() + " is full: make room there.");
  }
}

TEST_F(DirectoryBlobsTest, NoticesAFileThatLiesAboutItsSum) {
  const auto bytes = testing::some_bytes(kPiece + 10);
  const auto sum = blobs_.put(bytes).sum;
  const auto path = root() / sum.place();
  auto lie = bytes;
  lie[kPiece] ^= 1;
  std::ofstream(path, std::ios::binary) << lie;
  EXPECT_THROW(blobs_.get(sum), DamagedBlob);
  fs::resize_file(path, 5);
  EXPECT_THROW(blobs_.get(sum), DamagedBlob);
  fs::resize_file(path, 0);
  EXPECT_THROW(blobs_.get(sum), DamagedBlob);
  EXPECT_EQ(blobs_.get(blobs_.put(bytes).sum), bytes) << "putting again mends it";
}

TEST_F(DirectoryBlobsTest, FollowsNoLinkAndPassesOverOtherNames) {
  const auto sum = blobs_.put("bytes").sum;
  const auto path = root() / sum.place();
  const auto outside = scratch_.path() / "outside";
  std::ofstream(outside) << "bytes";
  fs::remove(path);
  fs::create_symlink(outside, path);
  EXPECT_FALSE(blobs_.head(sum));
  EXPECT_THROW(blobs_.get(sum), MissingBlob);
  std::ofstream(path.parent_path() / "README") << "x";
  std::ofstream(path.parent_path() / Sum::of("of another folder").hex()) << "x";
  fs::create_directory(path.parent_path() / (std::string(path.parent_path().filename()) + std::string(62, '0')));
  EXPECT_TRUE(all_of(blobs_).empty());
  blobs_.put("bytes");
  EXPECT_EQ(all_of(blobs_).size(), 1u);
  EXPECT_TRUE(fs::exists(outside));
}

TEST_F(DirectoryBlobsTest, MakesABlobYoungAgainWhenItIsPutAgain) {
  const auto sum = blobs_.put("old").sum;
  make_old(root() / sum.place());
  EXPECT_GT(now() - blobs_.head(sum)->at, kDay);
  EXPECT_LT(now() - blobs_.put("old").at, kMinute);
  EXPECT_LT(now() - blobs_.head(sum)->at, kMinute);
}

TEST_F(DirectoryBlobsTest, TidiesWhatAKilledProcessLeft) {
  blobs_.verify();
  const auto old = root() / "incoming" / "1-2.part";
  const auto young = root() / "incoming" / "3-4.part";
  std::ofstream(old) << "half";
  std::ofstream(young) << "half";
  make_old(old);
  blobs_.verify();
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(young));
}

TEST_F(DirectoryBlobsTest, SaysWhichFolderCannotBeMade) {
  std::ofstream(scratch_.path() / "file") << "x";
  DirectoryBlobs inside({.folder = scratch_.path() / "file" / "blobs"});
  EXPECT_THROW(inside.verify(), Misconfigured);
  EXPECT_THROW(inside.put("x"), Misconfigured);
  EXPECT_THROW(all_of(inside), Unavailable);
}

}  // namespace
}  // namespace parvis::blobs
