#include "core/blobs/open_blobs.h"

#include <gtest/gtest.h>

#include "core/blobs/testing/scratch_folder.h"

namespace parvis::blobs {
namespace {

class OpenBlobsTest : public ::testing::Test {
 protected:
  std::unique_ptr<Blobs> opened(const config::Overrides& overrides) {
    return open_blobs(config::load_settings(scratch_.path(), {}, overrides, {}));
  }
  testing::ScratchFolder scratch_;
};

TEST_F(OpenBlobsTest, KeepsThemInTheDataDirectoryUnlessToldOtherwise) {
  const auto blobs = opened({});
  EXPECT_EQ(blobs->place(), "the folder " + (scratch_.path() / "blobs").string());
  EXPECT_FALSE(std::filesystem::exists(scratch_.path() / "blobs")) << "opening touches nothing";
  EXPECT_EQ(blobs->get(blobs->put("kept").sum), "kept");
}

TEST_F(OpenBlobsTest, OpensABucket) {
  const config::Overrides bucket{
      {"blobs.store", "s3://square/uploads"}, {"blobs.access_key", "k"}, {"blobs.secret_key", "s"}};
  EXPECT_EQ(opened(bucket)->place(), "the bucket square at https://s3.us-east-1.amazonaws.com");
  auto elsewhere = bucket;
  elsewhere.emplace_back("blobs.endpoint", "https://S3.example/");
  EXPECT_EQ(opened(elsewhere)->place(), "the bucket square at https://s3.example");
}

TEST_F(OpenBlobsTest, WantsBothKeysOfABucket) {
  EXPECT_THROW(opened({{"blobs.store", "s3://square"}, {"blobs.access_key", "k"}}), config::ConfigurationError);
  EXPECT_THROW(opened({{"blobs.store", "s3://square"}, {"blobs.secret_key", "s"}}), config::ConfigurationError);
  EXPECT_THROW(opened({{"blobs.store", "ftp://square"}}), config::ConfigurationError);
}

}  // namespace
}  // namespace parvis::blobs
