// Files of a community from their coming to their going: brought within their owner's share, kept as blobs, seen, swept
// when nothing uses them.
#include "community/files/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/testing/whole_site.h"
#include "community/files/bringing.h"
#include "community/files/file_check.h"
#include "community/files/file_sweep.h"
#include "community/files/member_picture.h"
#include "community/files/own_files.h"
#include "community/members/viewer_of.h"
#include "community/threads/draft.h"
#include "core/blobs/testing/scratch_folder.h"
#include "core/media/testing/pictures.h"

namespace parvis::app {
namespace {

using namespace community;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::WholeSite;

config::Settings settings_in(const std::filesystem::path& folder) {
  config::Settings settings;
  settings.data_dir = folder;
  return settings;
}

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    site.add_space("talk", SpaceKind::discussion);
    ana = site.add("ana");
    max = site.add("max", Role::manager);
  }
  Viewer viewer(MemberId member) {
    return store().read([&](store::Reader& reader) { return viewer_of(reader, member, now())->viewer; });
  }
  Outcome<File> bring(MemberId member, std::string_view bytes, FileKind as = FileKind::picture) {
    return bring_file(site.community(), viewer(member), Source::page,
                      {.name = "chain.png", .alt = "A chain", .bytes = bytes, .as = as});
  }
  void set_rules(const FileRules& rules) {
    store().write([&](store::Transaction& transaction) { save_file_rules(transaction, rules); });
  }
  std::int64_t count(const store::Sql& sql) {
    return store().read([&](store::Reader& reader) { return reader.one<std::int64_t>(sql).value_or(0); });
  }
  std::int64_t blob_count() {
    std::int64_t count = 0;
    blobs().list([&](const blobs::Blob&) { return ++count, true; });
    return count;
  }
  // As if all were brought, and every blob put, two days ago.
  void age() {
    store().write([&](store::Transaction& transaction) {
      transaction.run({"update file set created_at = created_at - $1"}, 2 * kDay);
    });
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path() / "blobs")) {
      if (!entry.is_regular_file()) continue;
      std::filesystem::last_write_time(entry, std::filesystem::file_time_type::clock::now() - std::chrono::hours(48));
    }
  }
  FilesSwept sweep() { return sweep_files(store(), blobs(), now()); }
  std::string post_with(const File& file) {
    const auto token = site.personal_token(file.member, Scope::write);
    const auto reply = site.call(http::Method::post, "/threads", token,
                                 R"({"space":"talk","title":"Look","body":")" + markdown_of(file) + "\"}");
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.body;
  }
  store::Store& store() { return site.community().store(); }
  blobs::Blobs& blobs() { return site.community().files().blobs(); }

  blobs::testing::ScratchFolder folder;
  WholeSite site{settings_in(folder.path())};
  MemberId ana, max;
  const std::string picture = media::testing::png(80, 60);
};

TEST_F(FilesTest, AreKeptAsCopiesThatTheRowsName) {
  const auto file = bring(ana, picture);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->width, 80);
  EXPECT_EQ(file->alt, "A chain");
  EXPECT_EQ(blob_count(), 2);
  EXPECT_EQ(count({"select count(*) from file_copy"}), 2);
  EXPECT_EQ(count({"select count(*) from activity where verb = 130"}), 1);
  EXPECT_THAT(store().read([&](store::Reader& reader) { return check_file_copies(reader, blobs()); }), IsEmpty());
  blobs().list([&](const blobs::Blob& blob) { return blobs().remove(blob.sum), false; });
  EXPECT_THAT(store().read([&](store::Reader& reader) { return check_file_copies(reader, blobs()); }), SizeIs(1));
}

TEST_F(FilesTest, HaveTheirOwnersShare) {
  set_rules({.newcomer = {.per_day = 1, .megabytes = 1}});
  EXPECT_TRUE(bring(ana, picture));
  const auto second = bring(ana, picture);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.mistakes().front().field, "file");
  EXPECT_TRUE(bring(max, picture)) << "who manages has no limit of files";
  set_rules({.newcomer = {.per_day = 10, .megabytes = 0}});
  EXPECT_FALSE(bring(ana, picture));
  set_rules({.megabytes = 0});
  EXPECT_FALSE(bring(max, picture)) << "but that of one file";
}

TEST_F(FilesTest, AreOthersThanPicturesWhereTheCommunityTakesThem) {
  EXPECT_FALSE(bring(ana, "%PDF-1.7"));
  set_rules({.others = OtherFiles::taken});
  const auto file = bring(ana, "%PDF-1.7");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->kind, FileKind::other);
  EXPECT_EQ(file->type, "application/pdf");
  EXPECT_EQ(bring(ana, "<svg><script/></svg>")->type, "text/plain; charset=utf-8");
  EXPECT_FALSE(bring(ana, "\x89PNG\r\n\x1a\n broken")) << "what begins like a picture is one or nothing";
  EXPECT_FALSE(bring(ana, "%PDF-1.7", FileKind::face));
}

TEST_F(FilesTest, AreSweptWhenNothingUsesThem) {
  const auto unused = bring(ana, picture), used = bring(ana, media::testing::png(90, 60));
  ASSERT_TRUE(unused && used);
  post_with(*used);
  EXPECT_EQ(sweep().files, 0) << "they are young";
  age();
  const auto swept = sweep();
  EXPECT_EQ(swept.files, 1);
  EXPECT_EQ(swept.blobs.removed, 2);
  EXPECT_EQ(blob_count(), 2);
  EXPECT_EQ(count({"select count(*) from sum_given_up"}), 0);
  EXPECT_TRUE(store().read([&](store::Reader& reader) { return find_file(reader, used->id); }));
  EXPECT_FALSE(store().read([&](store::Reader& reader) { return find_file(reader, unused->id); }));
}

TEST_F(FilesTest, AreUsedByADraft) {
  const auto file = bring(ana, picture);
  ASSERT_TRUE(file);
  const auto place = *parse_draft_place("space:0");
  store().write([&](store::Transaction& transaction) {
    keep_draft(transaction, ana, place, {.body = "Look: " + markdown_of(*file)}, now());
  });
  age();
  EXPECT_EQ(sweep().files, 0);
  store().write([&](store::Transaction& transaction) { drop_draft(transaction, ana, place); });
  EXPECT_EQ(sweep().files, 1);
}

TEST_F(FilesTest, ShareTheBytesThatAreTheSame) {
  const auto one = bring(ana, picture), other = bring(max, picture);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(blob_count(), 2);
  post_with(*other);
  age();
  const auto swept = sweep();
  EXPECT_EQ(swept.files, 1);
  EXPECT_EQ(swept.blobs.removed, 0);
  EXPECT_EQ(blob_count(), 2);
}

TEST_F(FilesTest, ComeAgainAfterASweepThatDiedOverThem) {
  const auto first = bring(ana, picture);
  ASSERT_TRUE(first);
  store().write([&](store::Transaction& transaction) {
    remove_files_of(transaction, ana);
    constexpr store::Sql kDied{"insert into sum_given_up (sum, given_up_at) values ($1, $2)"};
    blobs().list([&](const blobs::Blob& blob) {
      transaction.run(kDied, blob.sum.hex(), now() - kDay);
      return true;
    });
  });
  EXPECT_TRUE(bring(ana, picture));
  EXPECT_EQ(count({"select count(*) from sum_given_up"}), 0);
}

TEST_F(FilesTest, LeaveNothingOfWhatNeverArrivedWhole) {
  constexpr store::Sql kHalf{R"(
    insert into file (id, member, created_at, kind, name, type, bytes) values (7, $1, 1, 1, 'half', 'image/png', 1))"};
  store().write([&](store::Transaction& transaction) { transaction.run(kHalf, ana); });
  EXPECT_FALSE(store().read([&](store::Reader& reader) { return find_file(reader, FileId{7}); }));
  EXPECT_EQ(sweep().files, 1);
}

TEST_F(FilesTest, BecomeAFaceThatIsShownAndTakenOutAgain) {
  const auto drawn = viewer(ana).hue;
  const auto file = bring(ana, picture, FileKind::face);
  ASSERT_TRUE(file);
  const auto& timeline = site.community().timeline();
  store().write([&](store::Transaction& transaction) { choose_picture(transaction, timeline, *file); });
  EXPECT_NE(viewer(ana).hue, drawn);
  const auto page = site.ask(http::Method::get, "/members/ana");
  const auto at = page.body.find("src=\"/faces/");
  ASSERT_NE(at, std::string::npos);
  const auto address = page.body.substr(at + 5, page.body.find('"', at + 5) - at - 5);
  const auto face = site.ask(http::Method::get, address);
  EXPECT_EQ(face.status, 200);
  EXPECT_EQ(face.type, "image/jpeg");
  age();
  EXPECT_EQ(sweep().files, 0) << "it is in use";
  store().write([&](store::Transaction& transaction) { end_picture(transaction, timeline, ana, FileKind::face); });
  EXPECT_EQ(viewer(ana).hue, drawn);
  EXPECT_EQ(site.ask(http::Method::get, address).status, 404);
}

TEST_F(FilesTest, AreTakenAwayByTheirOwnerAlone) {
  const auto file = bring(ana, picture);
  ASSERT_TRUE(file);
  const auto yves = viewer(site.add("yves"));
  const auto spaces = site.community().spaces().list();
  const Act by_yves{site.community().timeline(), yves, *spaces, now()};
  const auto remove = [&](const Act& act) {
    store().write([&](store::Transaction& transaction) { remove_file(transaction, act, file->id); });
  };
  EXPECT_THROW(remove(by_yves), NotFound);
  const auto owner = viewer(ana);
  remove({site.community().timeline(), owner, *spaces, now()});
  EXPECT_EQ(count({"select count(*) from file"}), 0);
}

}  // namespace
}  // namespace parvis::app
