#include "core/blobs/check_blobs.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/blobs/directory_blobs.h"
#include "core/blobs/testing/scratch_folder.h"

namespace parvis::blobs {
namespace {

class CheckBlobsTest : public ::testing::Test {
 protected:
  void overwrite(const Sum& sum, std::string_view bytes) {
    std::ofstream(scratch_.path() / "blobs" / sum.place(), std::ios::binary) << bytes;
  }
  BlobsChecked check(const std::vector<Blob>& rows) {
    return check_known(blobs_, [&](const Visit& visit) {
      for (const auto& row : rows) visit(row);
    });
  }

  testing::ScratchFolder scratch_;
  DirectoryBlobs blobs_{{.folder = scratch_.path() / "blobs"}};
};

TEST_F(CheckBlobsTest, FindsNothingWrongWithWhatWasPut) {
  const std::vector<Blob> rows{blobs_.put("one"), blobs_.put("three")};
  const auto checked = check(rows);
  EXPECT_EQ(checked.blobs, 2);
  EXPECT_EQ(checked.bytes, 8u);
  EXPECT_TRUE(checked.problems.empty());
  EXPECT_TRUE(check_kept(blobs_).problems.empty());
}

TEST_F(CheckBlobsTest, NamesWhatIsMissingDamagedOrOfAnotherSize) {
  const auto missing = Blob{Sum::of("missing"), 7};
  auto longer = blobs_.put("longer");
  longer.size = 60;
  const auto damaged = blobs_.put("damaged");
  overwrite(damaged.sum, "Damaged");
  const auto checked = check({missing, longer, damaged, blobs_.put("good")});
  ASSERT_EQ(checked.problems.size(), 3u);
  EXPECT_EQ(checked.problems[0], std::string(missing.sum.hex()) + " is missing in " + blobs_.place() + ".");
  EXPECT_EQ(checked.problems[1], std::string(longer.sum.hex()) + " holds 6 bytes, and its row says 60.");
  EXPECT_NE(checked.problems[2].find("is damaged"), std::string::npos);
  EXPECT_EQ(check_kept(blobs_).problems.size(), 1u);
}

TEST_F(CheckBlobsTest, StopsNamingWhenThereAreTooMany) {
  std::vector<Blob> rows;
  for (int i = 0; i < 130; ++i) rows.push_back({Sum::of(std::to_string(i)), 1});
  const auto checked = check(rows);
  ASSERT_EQ(checked.problems.size(), kMostProblems + 1);
  EXPECT_EQ(checked.problems.back(), "30 further files are missing or damaged.");
}

}  // namespace
}  // namespace parvis::blobs
