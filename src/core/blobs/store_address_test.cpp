#include "core/blobs/store_address.h"

#include <gtest/gtest.h>

namespace parvis::blobs {
namespace {

TEST(StoreAddress, NamesAFolderOrABucket) {
  ASSERT_TRUE(parse_store_address("directory"));
  EXPECT_FALSE(parse_store_address("directory")->is_bucket);
  const auto bucket = parse_store_address("s3://my-square.example");
  ASSERT_TRUE(bucket);
  EXPECT_TRUE(bucket->is_bucket);
  EXPECT_EQ(bucket->bucket, "my-square.example");
  EXPECT_EQ(bucket->prefix, "");
  EXPECT_EQ(parse_store_address("s3://square/uploads/Main_1")->prefix, "uploads/Main_1");
  EXPECT_EQ(parse_store_address("s3://square/uploads/")->prefix, "uploads");
}

TEST(StoreAddress, RefusesWhatWouldReadDifferentlyElsewhere) {
  for (const char* wrong :
       {"", "folder", "s3:", "s3://", "s3://ab", "s3://Square", "s3://square/a//b", "s3://square/../other",
        "s3://square/.", "s3://square/a b", "s3://square/é", "s3://square/%2e", "s3://square?x", "s3://-square",
        "s3://square.", "s3://sq..are", "S3://square", "s3://key:secret@square", "s3://square//"}) {
    EXPECT_FALSE(parse_store_address(wrong)) << wrong;
  }
  EXPECT_FALSE(parse_store_address("s3://square/" + std::string(201, 'a')));
}

TEST(StoreAddress, KnowsARegion) {
  EXPECT_TRUE(is_region("eu-west-3"));
  for (const char* wrong : {"", "eu west", "eu/west", "eu:west"}) EXPECT_FALSE(is_region(wrong)) << wrong;
}

}  // namespace
}  // namespace parvis::blobs
