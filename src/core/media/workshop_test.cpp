// The real media process over good, odd and hostile pictures. Each failure is that process's alone: this one goes on.
#include "core/media/workshop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/blobs/testing/scratch_folder.h"
#include "core/media/process.h"
#include "core/media/testing/pictures.h"
#include "core/sanitised.h"
#include "core/testing/shared_data.h"

namespace parvis::media {
namespace {

using namespace testing;
using ::testing::ElementsAre;

WorkshopOptions real() { return workshop_options({}); }

Outcome made(std::string_view bytes, Shape shape = Shape::words) { return Workshop(real()).make(bytes, shape); }

const Picture& picture_of(const Outcome& outcome) {
  static const Picture none;
  const auto* picture = std::get_if<Picture>(&outcome);
  EXPECT_TRUE(picture) << "trouble " << (picture ? 0 : static_cast<int>(std::get<Trouble>(outcome)));
  return picture ? *picture : none;
}
std::optional<Trouble> trouble_of(const Outcome& outcome) {
  const auto* trouble = std::get_if<Trouble>(&outcome);
  return trouble ? std::optional(*trouble) : std::nullopt;
}

std::vector<std::string> labels(const Picture& picture) {
  std::vector<std::string> labels;
  for (const auto& copy : picture.copies) labels.push_back(copy.label);
  return labels;
}

const Copy& copy_of(const Picture& picture, std::string_view type) {
  for (const auto& copy : picture.copies) {
    if (copy.type == type) return copy;
  }
  throw std::runtime_error("no such copy");
}

std::string jpeg(int width, int height) { return copy_of(picture_of(made(png(width, height))), "image/jpeg").bytes; }

TEST(Workshop, MakesTheSizesThatFit) {
  const auto large = picture_of(made(png(2400, 1200)));
  EXPECT_EQ(large.width, 1920);
  EXPECT_EQ(large.height, 960);
  EXPECT_THAT(labels(large), ElementsAre("480.webp", "960.webp", "1920.webp", "960.jpg"));
  const auto small = picture_of(made(png(64, 48)));
  EXPECT_THAT(labels(small), ElementsAre("64.webp", "64.jpg"));
  for (const auto& copy : large.copies) EXPECT_EQ(copy.height * 2, copy.width) << copy.label;
}

TEST(Workshop, CutsFacesAndCovers) {
  const auto face = picture_of(made(png(300, 700), Shape::face));
  EXPECT_THAT(labels(face), ElementsAre("96.jpg", "256.jpg"));
  EXPECT_EQ(face.width, face.height);
  const auto cover = picture_of(made(png(900, 900), Shape::cover));
  EXPECT_THAT(labels(cover), ElementsAre("720.webp", "1440.webp"));
  EXPECT_EQ(cover.width, cover.height * kCoverProportion);
}

TEST(Workshop, TurnsPicturesUprightAndForgetsWhereTheyWereTaken) {
  const auto turned = with_exif(jpeg(320, 160), 6);
  ASSERT_TRUE(tells_of_itself(turned));
  const auto upright = picture_of(made(turned));
  EXPECT_EQ(upright.width, 160);
  EXPECT_EQ(upright.height, 320);
  for (const auto& copy : upright.copies) EXPECT_FALSE(tells_of_itself(copy.bytes)) << copy.label;
}

TEST(Workshop, KeepsNothingThatHidesInAPicture) {
  const auto page = with_comment(jpeg(40, 40), "<script>alert(1)</script>");
  const auto archive = gif() + std::string("PK\x03\x04", 4) + "META-INF/MANIFEST.MF";
  for (const auto& bytes : {page, archive}) {
    const auto picture = picture_of(made(bytes));
    for (const auto& copy : picture.copies) {
      EXPECT_EQ(copy.bytes.find("script"), std::string::npos);
      EXPECT_EQ(copy.bytes.find("META-INF"), std::string::npos);
    }
  }
}

TEST(Workshop, RefusesWhatIsNoPicture) {
  EXPECT_EQ(trouble_of(made("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")),
            Trouble::unknown);
  EXPECT_EQ(trouble_of(made("%PDF-1.7 and so on")), Trouble::unknown);
  EXPECT_EQ(trouble_of(made("")), Trouble::unknown);
  EXPECT_EQ(trouble_of(made("\x89PNG\r\n\x1a\nrubbish")), Trouble::damaged);
  EXPECT_EQ(trouble_of(made("GIF89a")), Trouble::damaged);
  EXPECT_EQ(trouble_of(made("\xff\xd8\xff\xe0 no more")), Trouble::damaged);
}

TEST(Workshop, ReadsOnlyTheKindThatTheBytesBeginWith) {
  // What begins like one kind is never handed to the reader of another, whatever follows.
  EXPECT_EQ(trouble_of(Workshop(real()).make(png(40, 40), PictureKind::jpeg, Shape::words)), Trouble::damaged);
  EXPECT_EQ(trouble_of(Workshop(real()).make("<svg/>", PictureKind::webp, Shape::words)), Trouble::damaged);
}

TEST(Workshop, RefusesPicturesThatAreCutShort) {
  const auto whole = png(200, 200), photograph = jpeg(400, 400);
  EXPECT_EQ(trouble_of(made(whole.substr(0, whole.size() / 2))), Trouble::damaged);
  EXPECT_EQ(trouble_of(made(photograph.substr(0, photograph.size() / 2))), Trouble::damaged);
}

TEST(Workshop, RefusesBombsBeforeReadingThem) {
  EXPECT_EQ(trouble_of(made(png_of_claims(50'000, 50'000))), Trouble::too_large);
  EXPECT_EQ(trouble_of(made(png_of_claims(29'000, 3'000))), Trouble::too_large);
  EXPECT_TRUE(trouble_of(made(png_of_claims(4'000'000'000U, 4'000'000'000U))));
}

TEST(Workshop, ReadsWhatIsLargeAndNearlyEmptyWithinItsBounds) {
  auto options = real();
  options.memory_bytes = std::size_t{512} * 1024 * 1024;
  const auto outcome = Workshop(options).make(png_of_nothing(8000, 7900), Shape::words);
  EXPECT_EQ(picture_of(outcome).width, kMostWidth);
}

TEST(Workshop, TakesTheFirstPictureOfAnEndlessOne) {
  const auto first = made(endless_gif(1024 * 1024));
  if (const auto trouble = trouble_of(first)) {
    EXPECT_EQ(*trouble, Trouble::damaged);
  } else {
    EXPECT_EQ(picture_of(first).width, 4);
  }
}

TEST(Workshop, IsOverWhenItsMemoryIs) {
  if (kSanitised) GTEST_SKIP() << "the memory of a sanitised process has no bound";
  auto options = real();
  options.memory_bytes = std::size_t{160} * 1024 * 1024;
  EXPECT_TRUE(trouble_of(Workshop(options).make(png_of_nothing(8000, 7900), Shape::words)));
}

// What it may still do once it has confined itself: nothing but reading what it was given and writing what it made.
TEST(Workshop, IsConfined) {
  const auto ran = run_process(real().program, {"probe"}, {}, "x", std::chrono::seconds(30), 10'000);
  if (kSanitised) GTEST_SKIP() << "a sanitised process cannot be confined";
  if (ran.output.find("filtered: no") != std::string::npos) GTEST_SKIP() << "no filter of system calls here";
  EXPECT_EQ(ran.output,
            "filtered: yes\nopens a file: no\nwrites a file: no\nmakes a socket: no\nstarts a process: no\n"
            "makes memory that runs: no\ntakes a gigabyte: no\n");
}

// A photograph by somebody else: as it comes from a camera, turned in each of the eight ways.
TEST(Workshop, TurnsRealPhotographsUpright) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, "images/exif-orientation");
  for (const auto* name : {"Landscape_", "Portrait_"}) {
    for (int way = 0; way <= 8; ++way) {
      const auto bytes = parvis::testing::read_file(folder / (name + std::to_string(way) + ".jpg"));
      const auto picture = picture_of(made(bytes, Shape::words));
      EXPECT_EQ(picture.width > picture.height, std::string_view(name) == "Landscape_") << name << way;
    }
  }
}

TEST(Workshop, LeavesNoPositionInRealPhotographs) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, "images/exif-gps");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".jpg") continue;
    const auto bytes = parvis::testing::read_file(entry.path());
    ASSERT_TRUE(tells_of_itself(bytes)) << entry.path();
    const auto picture = picture_of(made(bytes));
    for (const auto& copy : picture.copies) EXPECT_FALSE(tells_of_itself(copy.bytes)) << entry.path();
  }
}

// The corners of PNG, all whole; and pictures that brought programs down.
TEST(Workshop, ReadsEveryCornerOfPngAndOutlivesWhatCrashedOthers) {
  PARVIS_SHARED_DATA_OR_SKIP(folder, "images/pngsuite/contrib");
  const auto each = [](const std::filesystem::path& from, const auto& take) {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
      if (entry.path().extension() != ".png") continue;
      take(entry.path(), made(parvis::testing::read_file(entry.path())));
      ++count;
    }
    return count;
  };
  EXPECT_GT(each(folder / "pngsuite",
                 [](const auto& path, const Outcome& outcome) { EXPECT_FALSE(trouble_of(outcome)) << path; }),
            40);
  EXPECT_GT(each(folder / "testpngs" / "crashers",
                 [](const auto& path, const Outcome& outcome) {
                   EXPECT_NE(trouble_of(outcome), Trouble::absent) << path;
                   EXPECT_NE(trouble_of(outcome), Trouble::too_slow) << path;
                 }),
            1);
}

// A stand-in for the process that does what a bug in a decoder might make it do.
class StandIn {
 public:
  explicit StandIn(const std::string& script) {
    const auto file = folder_.path() / "stand-in";
    std::ofstream(file) << "#!/bin/sh\n" << script << "\n";
    ::chmod(file.c_str(), 0755);
    options_.program = file;
    options_.time = std::chrono::milliseconds(300);
    options_.patience = std::chrono::milliseconds(1);
  }
  Outcome make() { return Workshop(options_).make(gif(), Shape::words); }

 private:
  blobs::testing::ScratchFolder folder_;
  WorkshopOptions options_;
};

TEST(Workshop, EndsAProcessThatDoesNotEnd) {
  EXPECT_EQ(trouble_of(StandIn("exec sleep 1000").make()), Trouble::too_slow);
  EXPECT_EQ(trouble_of(StandIn("exec yes").make()), Trouble::damaged);
}

TEST(Workshop, OutlivesAProcessThatDies) {
  EXPECT_EQ(trouble_of(StandIn("kill -SEGV $$").make()), Trouble::damaged);
  EXPECT_EQ(trouble_of(StandIn("echo made 4 4 1; kill -ABRT $$").make()), Trouble::damaged);
  EXPECT_EQ(trouble_of(StandIn("kill -XCPU $$").make()), Trouble::too_slow);
}

TEST(Workshop, BelievesNothingItIsTold) {
  EXPECT_EQ(trouble_of(StandIn("echo made 4 4 1; echo 4.webp image/svg+xml 4 4 6; echo '<svg/>'; echo end").make()),
            Trouble::damaged);
  EXPECT_EQ(trouble_of(StandIn("echo made 4 4 1; echo 4.webp image/webp 4 4 6; echo '<svg/>'; echo end").make()),
            Trouble::damaged);
  EXPECT_EQ(trouble_of(StandIn("echo made 4 4 1; echo ../4 image/webp 4 4 0; echo end").make()), Trouble::damaged);
}

TEST(Workshop, SaysWhenThereIsNoProcess) {
  EXPECT_EQ(trouble_of(Workshop({.program = {}}).make(gif(), Shape::words)), Trouble::absent);
  EXPECT_EQ(trouble_of(Workshop({.program = "/nonexistent/parvis-media"}).make(gif(), Shape::words)), Trouble::absent);
}

TEST(Workshop, SendsAwayWhoWaitsTooLong) {
  auto options = real();
  options.at_once = 0;
  options.patience = std::chrono::milliseconds(1);
  EXPECT_EQ(trouble_of(Workshop(options).make(gif(), Shape::words)), Trouble::busy);
}

}  // namespace
}  // namespace parvis::media
