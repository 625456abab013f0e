
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "backup/make.h"
#include "backup/restore.h"
#include "backup/unpack.h"
#include "community/testing/test_community.h"
#include "core/archive/sealed.h"
#include "core/archive/tar.h"
#include "core/blobs/open_blobs.h"
#include "core/crypto/crypto.h"
#include "core/ids.h"
#include "core/jobs/jobs.h"
#include "core/mail/post.h"
#include "core/store/sqlite_store.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;
using community::testing::TestCommunity;
using ::testing::HasSubstr;

constexpr std::size_t kBeforePaths = 40;  // of a sentence

template <class Action>
std::string complaint(const Action& action) {
  try {
    action();
    return "";
  } catch (const Fault& fault) {
    return fault.what();
  }
}

class Backup : public ::testing::Test {
 protected:
  Backup() : folder_(fs::temp_directory_path() / ("parvis-backup-" + id_text(next_id()))) {
    fs::create_directories(folder_ / "place");
    const auto ana = square_.member("Ana");
    const auto thread = square_.thread(ana, square_.questions, "Which chain for a tandem?");
    square_.reply(ana, thread.thread, "A chain of 11 speeds.");
  }
  ~Backup() override { fs::remove_all(folder_); }

  Made make() { return make_backup(*square_.store, settings_, folder_ / file_name("backup", now(), false), Secret()); }
  config::Settings place() const {
    config::Settings settings;
    settings.data_dir = folder_ / "place";
    return settings;
  }
  std::vector<std::string> files_in(const fs::path& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      names.push_back(entry.path().lexically_relative(folder).string());
    }
    std::ranges::sort(names);
    return names;
  }

  // The archive taken apart and put together again as a stranger may: with another manifest, fewer files, more.
  using Files = std::vector<std::pair<std::string, std::string>>;
  Files taken_apart(const fs::path& file) {
    archive::FileSource source(file);
    archive::TarReader tar(source);
    Files files;
    while (const auto entry = tar.next()) {
      std::string text(entry->size, '\0');
      std::size_t got = 0;
      while (const auto count = tar.read(text.data() + got, text.size() - got)) got += count;
      files.emplace_back(entry->name, text);
    }
    return files;
  }
  fs::path put_together(const Files& files) {
    const auto path = folder_ / ("made-" + id_text(next_id()));
    archive::NewFile out(path);
    archive::TarWriter tar(out, Instant{});
    for (const auto& [name, text] : files) {
      tar.begin(name, text.size());
      tar.write(text);
    }
    tar.end();
    out.finish();
    return path;
  }
  Files with_manifest(Files files, const std::function<void(Manifest&)>& change) {
    auto manifest = parse_manifest(files.at(0).second);
    change(manifest);
    files.at(0).second = to_json(manifest);
    files.at(1).second = crypto::sha256_hex(files.at(0).second) + "\n";
    return files;
  }
  // What is said of an archive, by verifying it and by restoring it, which must leave nothing behind.
  std::string told(const fs::path& file, const Secret& passphrase = {}) {
    const auto verified = complaint([&] { verify(file, passphrase); });
    const auto restored = complaint([&] { restore(file, passphrase, place()); });
    EXPECT_EQ(verified.substr(0, kBeforePaths), restored.substr(0, kBeforePaths));
    EXPECT_THAT(files_in(place().data_dir), ::testing::IsEmpty());
    return verified;
  }

  TestCommunity square_;
  config::Settings settings_;
  fs::path folder_;
};

TEST_F(Backup, ComesBackRowForRow) {
  settings_.server.public_address = "https://square.example";
  settings_.mail.password = Secret("not to be seen");
  const auto made = make();
  EXPECT_EQ(made.bytes, fs::file_size(made.file));
  EXPECT_EQ(made.manifest.rows.at("post"), 2);
  EXPECT_EQ(verify(made.file, {}), made.manifest);
  const auto restored = restore(made.file, {}, place());
  EXPECT_EQ(restored.manifest, made.manifest);
  EXPECT_THAT(files_in(place().data_dir), ::testing::ElementsAre("community.db", "parvis.toml"));
  const auto store = store::open_sqlite({.path = place().database_file()});
  const auto titles = [](store::Reader& reader) { return reader.all<std::string>("select title from thread"); };
  EXPECT_EQ(store->read(titles), square_.read(titles));
  std::stringstream configuration;
  configuration << std::ifstream(place().data_dir / "parvis.toml").rdbuf();
  EXPECT_THAT(configuration.str(), HasSubstr("public_address = \"https://square.example\""));
  EXPECT_THAT(configuration.str(), ::testing::Not(HasSubstr("not to be seen")));
  EXPECT_EQ(config::load_settings(place().data_dir, {}, {}, {}).server.public_address, "https://square.example");
}

TEST_F(Backup, HoldsOneInstantWhateverIsWrittenMeanwhile) {
  const auto before =
      square_.read([](store::Reader& r) { return *r.one<std::int64_t>("select max(id) from activity"); });
  const auto made = make();
  square_.thread(square_.member("Bo"), square_.talk);
  EXPECT_EQ(made.manifest.last_activity, before);
  EXPECT_EQ(verify(made.file, {}).last_activity, before);
}

TEST_F(Backup, EndsSessionsAndLinksAndLettersOfThen) {
  square_.write([&](store::Transaction& t) {
    const auto member = *t.one<std::int64_t>("select min(id) from member");
    t.run(
        "insert into session (token_hash, id, member, created_at, last_seen_at, expires_at, address, agent) values "
        "('h', $1, $2, 1, 1, 2, '', '')",
        next_id(), member);
    jobs::enqueue(t, mail::kSendJob, "{}");
    jobs::enqueue(t, "other", "{}");
  });
  const auto restored = restore(make().file, {}, place());
  EXPECT_EQ(restored.sessions, 1);
  EXPECT_EQ(restored.letters, 1);
  const auto store = store::open_sqlite({.path = place().database_file()});
  store->read([](store::Reader& r) {
    EXPECT_EQ(*r.one<int>("select count(*) from session"), 0);
    EXPECT_THAT(r.all<std::string>("select kind from job"), ::testing::ElementsAre("other"));
  });
}

TEST_F(Backup, SendsNoMonthOnPaperTwice) {
  square_.write([](store::Transaction& t) {
    t.run("insert into setting (key, value) values ('report_plan', '{\"day\":5,\"from\":1}')");
  });
  restore(make().file, {}, place());
  const auto store = store::open_sqlite({.path = place().database_file()});
  EXPECT_FALSE(store->read([](store::Reader& r) {
    return r.one<std::string>("select value from setting where key = 'report_plan'");
  })) << "it may have gone after the backup: somebody switches it on again";
}

TEST_F(Backup, IsSealedWithItsPassphraseAlone) {
  const Secret passphrase("three words and more");
  const auto made = make();
  const auto file = folder_ / "made.sealed";
  {
    archive::FileSource plain(made.file);
    archive::NewFile out(file);
    archive::SealedSink sealed(out, passphrase, crypto::Strength::cheap);
    std::string piece(1000, '\0');
    while (const auto count = plain.read(piece.data(), piece.size())) sealed.write(piece.substr(0, count));
    sealed.finish();
  }
  EXPECT_EQ(verify(file, passphrase), made.manifest);
  EXPECT_THAT(told(file, Secret("another")), HasSubstr("passphrase"));
  EXPECT_THAT(told(file), HasSubstr("sealed"));
  fs::resize_file(file, fs::file_size(file) / 2);
  EXPECT_THAT(told(file, passphrase), HasSubstr("cut"));
}

TEST_F(Backup, LeavesNothingBehindWhenItCannotBeMade) {
  EXPECT_THROW(make_backup(*square_.store, settings_, folder_ / "nowhere" / "file", {}), Fault);
  square_.store.reset();
  EXPECT_THAT(files_in(folder_), ::testing::ElementsAre("place"));
}

TEST_F(Backup, ThatWasCutIsRefusedWhereverItWasCut) {
  const auto made = make();
  for (const auto part : {0.0, 0.01, 0.5, 0.9, 0.999}) {
    const auto cut = folder_ / "cut";
    fs::copy_file(made.file, cut, fs::copy_options::overwrite_existing);
    fs::resize_file(cut, static_cast<std::uintmax_t>(static_cast<double>(made.bytes) * part));
    EXPECT_NE(told(cut), "") << part;
  }
}

TEST_F(Backup, ThatHoldsOtherFilesThanItSaysIsRefused) {
  const auto files = taken_apart(make().file);
  ASSERT_EQ(files.size(), 4U);
  EXPECT_EQ(complaint([&] { verify(put_together(files), {}); }), "");
  EXPECT_THAT(told(put_together({files[0], files[1], files[3]})), HasSubstr("lies"));
  EXPECT_THAT(told(put_together({files[0], files[1], files[2]})), HasSubstr("parvis.toml is missing"));
  EXPECT_THAT(told(put_together({files[1], files[0], files[2], files[3]})), HasSubstr("manifest"));
  EXPECT_THAT(told(put_together({files[2], files[3]})), HasSubstr("manifest"));
  auto more = files;
  more.emplace_back("more", "text");
  EXPECT_THAT(told(put_together(more)), HasSubstr("says nothing"));
  auto other = files;
  other[0].second += " ";
  EXPECT_THAT(told(put_together(other)), HasSubstr("not the one"));
  auto changed = files;
  changed[3].second[0] = '!';
  EXPECT_THAT(told(put_together(changed)), HasSubstr("sum"));
}

TEST_F(Backup, WhoseManifestLiesIsRefused) {
  const auto files = taken_apart(make().file);
  const auto lie = [&](const std::function<void(Manifest&)>& change) {
    return told(put_together(with_manifest(files, change)));
  };
  EXPECT_THAT(lie([](Manifest& m) { ++m.rows["post"]; }), HasSubstr("post has 2 rows, not 3"));
  EXPECT_THAT(lie([](Manifest& m) { m.rows["riches"] = 0; }), HasSubstr("lies"));
  EXPECT_THAT(lie([](Manifest& m) { m.rows.erase("vote"); }), HasSubstr("lies"));
  EXPECT_THAT(lie([](Manifest& m) { ++m.last_activity; }), HasSubstr("instant"));
  EXPECT_THAT(lie([](Manifest& m) { --m.schema; }), HasSubstr("instant"));
  EXPECT_THAT(lie([](Manifest& m) { m.schema = 9999; }), HasSubstr("newer Parvis"));
  EXPECT_THAT(lie([](Manifest& m) { ++m.entries[0].size; }), HasSubstr("size"));
  EXPECT_THAT(lie([](Manifest& m) { m.entries[0].size = std::uint64_t{1} << 49; }), HasSubstr("room"));
  EXPECT_THAT(lie([](Manifest& m) { m.entries[0].sha256 = std::string(64, '0'); }), HasSubstr("sum"));
  EXPECT_THAT(lie([](Manifest& m) { m.entries[1].name = "another"; }), HasSubstr("lies"));
}

TEST_F(Backup, WhoseDatabaseIsNoneOfOursIsRefused) {
  const auto files = taken_apart(make().file);
  const auto holding = [&](const std::string& database) {
    auto other = files;
    other[2].second = database;
    return told(put_together(with_manifest(other, [&](Manifest& manifest) {
      manifest.entries[0].size = database.size();
      manifest.entries[0].sha256 = crypto::sha256_hex(database);
    })));
  };
  EXPECT_NE(holding("no database at all"), "");
  auto damaged = files[2].second;
  damaged.replace(damaged.size() / 2, 3000, std::string(3000, '\x55'));
  EXPECT_NE(holding(damaged), "");
  EXPECT_NE(holding(files[2].second.substr(0, files[2].second.size() / 2)), "");
}

TEST_F(Backup, BringsTheFilesOfMembersBack) {
  settings_.data_dir = folder_ / "source";
  const auto files = blobs::open_blobs(settings_);
  const std::string large(300'000, 'x');
  const auto one = files->put("a picture"), other = files->put(large);
  const auto made = make();
  EXPECT_EQ(made.manifest.entries.size(), 4U);
  EXPECT_EQ(verify(made.file, {}), made.manifest);
  restore(made.file, {}, place());
  const auto restored = blobs::open_blobs(place());
  EXPECT_EQ(restored->get(one.sum), "a picture");
  EXPECT_EQ(restored->get(other.sum), large);
  settings_.backup.files = false;
  EXPECT_EQ(make_backup(*square_.store, settings_, folder_ / "without", {}).manifest.entries.size(), 2U);
  settings_.backup.files = true;
  EXPECT_EQ(make_backup(*square_.store, settings_, folder_ / "upgrade", {}, Extent::database).manifest.entries.size(),
            2U);
}

TEST_F(Backup, RefusesABlobUnderAnotherName) {
  settings_.data_dir = folder_ / "source";
  blobs::open_blobs(settings_)->put("a picture");
  const auto files = taken_apart(make().file);
  ASSERT_EQ(files.size(), 5U);
  auto changed = files;
  changed[4].second = "a_picture";
  EXPECT_THAT(told(put_together(changed)), HasSubstr("sum"));
  auto renamed = with_manifest(files, [](Manifest& manifest) { manifest.entries[2].name.back() = 'g'; });
  EXPECT_THAT(told(put_together(renamed)), HasSubstr("named by its sum"));
}

TEST_F(Backup, GoesIntoAnEmptyPlaceOnly) {
  const auto made = make();
  std::ofstream(place().data_dir / "parvis.toml") << "[server]\nport = 8081\n";
  EXPECT_FALSE(restore(made.file, {}, place()).took_configuration);
  std::stringstream configuration;
  configuration << std::ifstream(place().data_dir / "parvis.toml").rdbuf();
  EXPECT_THAT(configuration.str(), HasSubstr("8081"));
  EXPECT_THAT(complaint([&] { restore(made.file, {}, place()); }), HasSubstr("There is a community in"));
  EXPECT_THAT(complaint([&] { verify(folder_ / "nothing", {}); }), HasSubstr("There is no backup"));
}

TEST_F(Backup, SaysItsInstantInItsName) {
  const auto at = *parse_rfc3339("2026-11-22T03:30:05Z");
  EXPECT_EQ(file_name("before-upgrade-to-9", at, true), "before-upgrade-to-9-2026-11-22t03-30-05z.tar.zst.sealed");
  EXPECT_EQ(instant_in(file_name("backup", at, false)), at);
  for (const char* name : {"", "z.tar.zst", "backup.tar.zst", "backup-2026-11-22x03-30-05z.tar.zst"}) {
    EXPECT_FALSE(instant_in(name)) << name;
  }
}

}  // namespace
}  // namespace parvis::backup
