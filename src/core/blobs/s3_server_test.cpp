// The bucket against a real S3-speaking server that verifies signatures, when one is named by the environment:
// tests/black_box/blobs.test.mjs starts one and runs these. PARVIS_TEST_S3 is its address, PARVIS_TEST_S3_SECRET the
// secret key to sign with, which that test also gives wrongly.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/blobs/check_blobs.h"
#include "core/blobs/s3_blobs.h"
#include "core/blobs/testing/contract.h"
#include "core/blobs/testing/scratch_folder.h"

namespace parvis::blobs {
namespace {

constexpr std::size_t kMost = 6 * 1024 * 1024;

class S3ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* endpoint = std::getenv("PARVIS_TEST_S3");
    if (!endpoint) GTEST_SKIP() << "PARVIS_TEST_S3 names no server: tests/black_box/blobs.test.mjs starts one";
    const char* secret = std::getenv("PARVIS_TEST_S3_SECRET");
    options_.server = {.endpoint = endpoint,
                       .bucket = "square",
                       .access_key = "S3RVER",
                       .secret_key = Secret(secret ? secret : "S3RVER"),
                       .stall_time = std::chrono::seconds(10)};
    options_.prefix = "uploads";
    options_.staging = scratch_.path();
    options_.most_bytes = kMost;
    options_.attempts = 1;  // it is on this machine and has no reason to fail
    options_.page_size = 7;
    blobs_ = std::make_unique<S3Blobs>(options_);
  }

  testing::ScratchFolder scratch_;
  S3Options options_;
  std::unique_ptr<S3Blobs> blobs_;
};

TEST_F(S3ServerTest, GivesBackWhatWasPut) { testing::expect_gives_back_what_was_put(*blobs_); }
TEST_F(S3ServerTest, TakesTheSameBytesTwice) { testing::expect_putting_twice_is_harmless(*blobs_); }
TEST_F(S3ServerTest, GivesRanges) { testing::expect_gives_ranges(*blobs_); }
TEST_F(S3ServerTest, TellsWhatIsMissing) { testing::expect_tells_what_is_missing(*blobs_); }
TEST_F(S3ServerTest, RemovesAndTakesAgain) { testing::expect_removes(*blobs_); }
TEST_F(S3ServerTest, ListsInTheOrderOfSums) { testing::expect_lists_in_order(*blobs_, 40); }
TEST_F(S3ServerTest, StreamsInPieces) { testing::expect_streams_in_pieces(*blobs_, kMost - 5); }
TEST_F(S3ServerTest, LeavesNothingOfAFailingSource) { testing::expect_a_failing_source_leaves_nothing(*blobs_); }
TEST_F(S3ServerTest, RefusesWhatIsTooLong) { testing::expect_refuses_what_is_too_long(*blobs_, kMost); }

TEST_F(S3ServerTest, WorksWithoutAPrefix) {
  options_.prefix.clear();
  S3Blobs blobs(options_);
  testing::expect_gives_back_what_was_put(blobs);
  testing::expect_lists_in_order(blobs, 10);
}

TEST_F(S3ServerTest, IsVerifiedAndChecked) {
  EXPECT_NO_THROW(blobs_->verify());
  const auto sum = blobs_->put("whole").sum;
  EXPECT_TRUE(check_kept(*blobs_).problems.empty());
  EXPECT_EQ(check_kept(*blobs_).blobs, 1);
  blobs_->remove(sum);
}

TEST_F(S3ServerTest, SaysThatTheKeyIsUnknown) {
  options_.server.access_key = "nobody";
  EXPECT_THROW(S3Blobs(options_).verify(), Misconfigured);
}

TEST_F(S3ServerTest, SaysThatThereIsNoBucket) {
  options_.server.bucket = "elsewhere";
  S3Blobs blobs(options_);
  EXPECT_THROW(blobs.verify(), Misconfigured);
  EXPECT_THROW(blobs.head(Sum::of("x")), Misconfigured);
  EXPECT_THROW(blobs.put("x"), Misconfigured);
  EXPECT_THROW(blobs.get(Sum::of("x")), Misconfigured);
}

// Run with a wrong PARVIS_TEST_S3_SECRET, all others fail and this alone passes.
TEST_F(S3ServerTest, SaysThatTheSecretIsWrong) {
  options_.server.secret_key = Secret("wrong");
  try {
    S3Blobs(options_).verify();
    FAIL();
  } catch (const Misconfigured& fault) {
    EXPECT_NE(std::string(fault.what()).find("refuses the signature: check [blobs] secret_key"), std::string::npos);
  }
}

}  // namespace
}  // namespace parvis::blobs
