#include "core/archive/bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/archive/testing/memory_bytes.h"
#include "core/ids.h"

namespace parvis::archive {
namespace {

namespace fs = std::filesystem;

class Bytes : public ::testing::Test {
 protected:
  Bytes() : folder_(fs::temp_directory_path() / ("parvis-bytes-" + id_text(next_id()))) {
    fs::create_directories(folder_);
  }
  ~Bytes() override { fs::remove_all(folder_); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(Bytes, AFileIsThereWholeOrNotAtAll) {
  {
    NewFile file(folder_ / "given-up");
    file.write("half of it");
    EXPECT_FALSE(fs::exists(folder_ / "given-up"));
  }
  EXPECT_EQ(files(), 0U);
  NewFile file(folder_ / "whole");
  file.write("half of it");
  file.write(" and the rest");
  file.finish();
  FileSource source(folder_ / "whole");
  EXPECT_EQ(testing::drain(source), "half of it and the rest");
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(fs::status(folder_ / "whole").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Bytes, NoFileIsWrittenOver) {
  NewFile(folder_ / "one").finish();
  EXPECT_THROW(NewFile(folder_ / "one"), Fault);
  const NewFile under_way(folder_ / "two");
  EXPECT_THROW(NewFile(folder_ / "two"), Fault);
  EXPECT_TRUE(fs::exists(folder_ / "two.part"));
}

TEST_F(Bytes, WhatCannotBeIsSaidInASentence) {
  EXPECT_THROW(FileSource(folder_ / "nothing"), Fault);
  EXPECT_THROW(NewFile(folder_ / "nowhere" / "file"), Fault);
  need_room(folder_, 1, "a test");
  EXPECT_THROW(need_room(folder_, std::uint64_t{1} << 62, "a test"), NoRoom);
}

}  // namespace
}  // namespace parvis::archive
