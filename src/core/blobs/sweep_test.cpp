#include "core/blobs/sweep.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "core/blobs/directory_blobs.h"
#include "core/blobs/testing/contract.h"
#include "core/blobs/testing/scratch_folder.h"

namespace parvis::blobs {
namespace {

namespace fs = std::filesystem;

class Rows : public References {
 public:
  bool give_up(const Sum& sum) override {
    if (referred.contains(sum)) return false;
    if (when_giving_up) when_giving_up(sum);
    given_up.insert(sum);
    return true;
  }
  void gone(const Sum& sum) override { given_up.erase(sum); }

  std::set<Sum> referred;
  std::set<Sum> given_up;
  std::function<void(const Sum&)> when_giving_up;
};

class SweepTest : public ::testing::Test {
 protected:
  Sum put_old(std::string_view bytes) {
    const auto sum = blobs_.put(bytes).sum;
    fs::last_write_time(scratch_.path() / "blobs" / sum.place(),
                        fs::file_time_type::clock::now() - std::chrono::hours(25));
    return sum;
  }

  testing::ScratchFolder scratch_;
  DirectoryBlobs blobs_{{.folder = scratch_.path() / "blobs"}};
  Rows rows_;
};

TEST_F(SweepTest, RemovesWhatIsOldAndUnused) {
  const auto unused = put_old("unused");
  const auto used = put_old("used");
  rows_.referred = {used};
  const auto young = blobs_.put("young").sum;
  const auto swept = sweep(blobs_, rows_);
  EXPECT_EQ(swept.seen, 3);
  EXPECT_EQ(swept.removed, 1);
  EXPECT_EQ(swept.bytes, 6u);
  EXPECT_FALSE(blobs_.head(unused));
  EXPECT_TRUE(blobs_.head(used));
  EXPECT_TRUE(blobs_.head(young));
  EXPECT_TRUE(rows_.given_up.empty());
}

TEST_F(SweepTest, WaitsExactlyADay) {
  const auto sum = blobs_.put("waiting").sum;
  const auto at = blobs_.head(sum)->at;
  FrozenClock clock(at + kLeastAge - 1);
  EXPECT_EQ(sweep(blobs_, rows_).removed, 0);
  clock.set(at + kLeastAge);
  EXPECT_EQ(sweep(blobs_, rows_).removed, 1);
}

TEST_F(SweepTest, KeepsWhatIsPutAgainWhileItSweeps) {
  const auto sum = put_old("again");
  rows_.when_giving_up = [&](const Sum&) { blobs_.put("again"); };
  EXPECT_EQ(sweep(blobs_, rows_).removed, 0);
  EXPECT_EQ(blobs_.get(sum), "again");
  EXPECT_TRUE(rows_.given_up.empty());
}

TEST_F(SweepTest, GoesOnAfterOneThatDied) {
  put_old("first");
  put_old("second");
  rows_.when_giving_up = [&](const Sum&) {
    if (!rows_.given_up.empty()) return;
    rows_.when_giving_up = {};
    throw Fault("the database went away");
  };
  EXPECT_THROW(sweep(blobs_, rows_), Fault);
  EXPECT_EQ(sweep(blobs_, rows_).removed, 2);
}

TEST_F(SweepTest, IsHarmlessWhereThereIsNothing) { EXPECT_EQ(sweep(blobs_, rows_).seen, 0); }

}  // namespace
}  // namespace parvis::blobs
