#include "core/archive/zip.h"

#include <gtest/gtest.h>

#include "core/archive/testing/unzip.h"
#include "core/errors.h"

namespace parvis::archive {
namespace {

TEST(Zip, GivesBackWhatWasPutIn) {
  ZipWriter zip(now());
  const std::string large(3'000'000, 'a');
  zip.add("readme.txt", "Été");
  zip.add("post.json", large);
  zip.add("empty.json", "");
  const auto bytes = zip.finish();
  EXPECT_LT(bytes.size(), large.size() / 10) << "it is packed";
  const auto files = testing::unzip(bytes);
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files.at("readme.txt"), "Été");
  EXPECT_EQ(files.at("post.json"), large);
  EXPECT_EQ(files.at("empty.json"), "");
}

TEST(Zip, TakesNoNameThatLeadsElsewhere) {
  ZipWriter zip(now());
  for (const char* name : {"../post.json", "/etc/passwd", ".hidden", ""}) EXPECT_THROW(zip.add(name, "x"), Fault);
}

}  // namespace
}  // namespace parvis::archive
