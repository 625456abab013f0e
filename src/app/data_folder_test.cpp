#include "app/data_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/errors.h"
#include "core/ids.h"

namespace parvis::app {
namespace {

class DataFolder : public ::testing::Test {
 protected:
  DataFolder() { std::filesystem::create_directories(folder); }
  ~DataFolder() override { std::filesystem::remove_all(folder); }
  void put(const char* name) { std::ofstream(folder / name) << "x"; }
  bool is_taken() const {
    try {
      expect_data_folder(folder);
      return true;
    } catch (const Fault&) {
      return false;
    }
  }
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("parvis-folder-" + id_text(next_id()));
};

TEST_F(DataFolder, MayBeMissingOrEmpty) {
  EXPECT_TRUE(is_taken());
  std::filesystem::remove(folder);
  EXPECT_TRUE(is_taken());
}

TEST_F(DataFolder, MayBeADiskJustMounted) {
  std::filesystem::create_directory(folder / "lost+found");
  put(".hidden");
  EXPECT_TRUE(is_taken());
}

TEST_F(DataFolder, MayHoldSecretsBesideItsConfiguration) {
  put("mail-password");
  EXPECT_FALSE(is_taken());
  put("parvis.toml");
  EXPECT_TRUE(is_taken());
}

TEST_F(DataFolder, IsNotAFolderOfOtherThings) {
  put("shopping.txt");
  EXPECT_FALSE(is_taken());
  put("community.db");
  EXPECT_TRUE(is_taken());
}

TEST_F(DataFolder, NeedsAName) { EXPECT_THROW(expect_data_folder(""), Fault); }

}  // namespace
}  // namespace parvis::app
