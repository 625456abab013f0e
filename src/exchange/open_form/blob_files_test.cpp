#include "exchange/open_form/blob_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/blobs/directory_blobs.h"
#include "exchange/open_form/open_export.h"
#include "exchange/open_form/open_import.h"
#include "exchange/open_form/testing/sample.h"

namespace parvis::exchange {
namespace {

using ::testing::HasSubstr;

class OpenFormFiles : public ::testing::Test {
 protected:
  ExportResult leave() {
    return export_community(*testing::store_of(testing::sample_lines()), folder / "export", {.blobs = &here});
  }

  testing::Folder folder;
  blobs::DirectoryBlobs here{{.folder = folder / "here"}};
  blobs::DirectoryBlobs there{{.folder = folder / "there"}};
};

TEST_F(OpenFormFiles, LeaveUnderTheirSumsAndArrive) {
  const auto picture = here.put("test");
  const auto empty = here.put("");
  leave();
  const std::string line =
      "{\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\",\"bytes\":4}\n";
  EXPECT_THAT(folder.read("export/files.jsonl"), HasSubstr(line));
  EXPECT_EQ(folder.read("export/files/" + picture.sum.place()), "test");
  verify_export(folder / "export");
  const auto first = import_files(there, folder / "export");
  EXPECT_EQ(first.arrived, 2);
  EXPECT_EQ(there.get(picture.sum), "test");
  EXPECT_TRUE(there.head(empty.sum));
  const auto again = import_files(there, folder / "export");
  EXPECT_EQ(again.arrived, 0);
  EXPECT_EQ(again.there, 2);
}

TEST_F(OpenFormFiles, AreHeldAgainstTheirNamesBeforeAnythingArrives) {
  const auto picture = here.put("test");
  leave();
  folder.write("export/files/" + picture.sum.place(), "tost");
  EXPECT_THROW(verify_export(folder / "export"), Fault);
  std::filesystem::remove(folder / ("export/files/" + picture.sum.place()));
  EXPECT_THROW(verify_export(folder / "export"), Fault);
}

TEST_F(OpenFormFiles, StayBehindWhenDamagedAndThatIsSaid) {
  const auto good = here.put("good");
  const auto damaged = here.put("damaged");
  folder.write("here/" + damaged.sum.place(), "Damaged");
  const auto result = leave();
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_THAT(export_summary(result, {}), HasSubstr("Stays behind: "));
  verify_export(folder / "export");
  EXPECT_EQ(import_files(there, folder / "export").arrived, 1);
  EXPECT_TRUE(there.head(good.sum));
}

TEST_F(OpenFormFiles, MayBeNone) {
  leave();
  verify_export(folder / "export");
  EXPECT_EQ(import_files(there, folder / "export").read, 0);
}

}  // namespace
}  // namespace parvis::exchange
