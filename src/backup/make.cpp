#include "backup/make.h"

#include <fmt/format.h>

#include <algorithm>

#include "community/identity.h"
#include "community/privacy/erasure_ledger.h"
#include "community/search/indexer.h"
#include "core/archive/sealed.h"
#include "core/archive/tar.h"
#include "core/blobs/open_blobs.h"
#include "core/config/table.h"
#include "core/crypto/sha256.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/store/transfer.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 256 * 1024;
// Of the database: its copy, and the archive, which is smaller.
constexpr std::uint64_t kRoomFactor = 2;

// Of a database that is no file: the same rows in a file with the same tables. One archive goes into either.
void copy_rows(store::Store& from, const fs::path& file) {
  const auto to = store::open_sqlite({.path = file, .reader_connections = 2, .sync = store::Sync::off});
  store::migrate_up_to(*to, store::schema_version(from));
  store::transfer(from, *to);
  to->write([](store::Transaction& transaction) { community::queue_everything(transaction); });
}

// The copy of the database beside the archive, for as long as it takes to put it in.
class Copy {
 public:
  Copy(store::Store& store, fs::path file, const store::GoesOn& goes_on) : file_(std::move(file)) {
    try {
      store.read([&](store::Reader& reader) {
        archive::need_room(file_.parent_path(), kRoomFactor * store::size_of_copy(reader), "a backup");
        made_at_ = {now().microseconds / 1000 * 1000};  // as precise as the manifest says it
        if (reader.connection().database() == store::Database::sqlite) store::copy_snapshot(reader, file_, goes_on);
      });
      if (!fs::exists(file_)) copy_rows(store, file_);
    } catch (const store::DiskFull&) {
      remove();
      throw archive::NoRoom("There is no room left for a backup in " + file_.parent_path().string() + ".");
    } catch (...) {
      remove();
      throw;
    }
  }
  ~Copy() { remove(); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  const fs::path& file() const { return file_; }
  Instant made_at() const { return made_at_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(file_.string() + end, ignored);
  }
  fs::path file_;
  Instant made_at_;
};

template <class Take>
void each_piece(const fs::path& file, const Take& take) {
  archive::FileSource source(file);
  std::string piece(kPiece, '\0');
  while (const auto count = source.read(piece.data(), piece.size())) take(std::string_view(piece).substr(0, count));
}

Entry entry_of_file(const char* name, const fs::path& file) {
  crypto::Sha256 sum;
  Entry entry{.name = name};
  each_piece(file, [&](std::string_view piece) {
    sum.add(piece);
    entry.size += piece.size();
  });
  entry.sha256 = sum.finish_hex();
  return entry;
}

void write_text(archive::TarWriter& tar, std::string_view name, std::string_view text) {
  tar.begin(name, text.size());
  tar.write(text);
}

struct Content {
  const Manifest& manifest;
  blobs::Blobs& files;
  const fs::path& database;
  std::string_view settings;
  const store::GoesOn& goes_on;
};

void write_archive(archive::Sink& out, const Content& content) {
  const auto& manifest = content.manifest;
  archive::TarWriter tar(out, manifest.made_at);
  const auto json = to_json(manifest);
  write_text(tar, kManifestName, json);
  write_text(tar, kManifestSumName, crypto::sha256_hex(json) + "\n");
  tar.begin(kDatabaseName, manifest.entries.front().size);
  const auto write = [&](std::string_view piece) {
    if (content.goes_on && !content.goes_on()) throw Fault("it was stopped");
    tar.write(piece);
    return true;
  };
  each_piece(content.database, write);
  write_text(tar, kConfigurationName, content.settings);
  for (const auto& entry : manifest.entries) {
    if (!entry.name.starts_with(kBlobFolder)) continue;
    tar.begin(entry.name, entry.size);
    content.files.read(*blobs::Sum::parse(entry.sha256), {}, write);  // verifies it on the way
  }
  tar.end();
  out.finish();
}

// Listed after the snapshot was taken: whatever its rows refer to is there.
void add_blobs(blobs::Blobs& files, std::vector<Entry>& entries) {
  files.list([&](const blobs::Blob& blob) {
    const std::string sum(blob.sum.hex());
    entries.push_back({fmt::format("{}{}", kBlobFolder, sum), blob.size, sum});
    return true;
  });
}

Manifest describe(const Copy& copy, const std::string& community, std::string_view settings,
                  const store::GoesOn& goes_on) {
  auto facts = store::facts_of(copy.file(), goes_on);
  if (!facts.problems.empty()) {
    throw Fault("The database is damaged, so that no backup was made: " + facts.problems.front() +
                ". Keep the last good backup, and see parvis check.");
  }
  return {.program = PARVIS_VERSION,
          .schema = facts.schema,
          .community = community,
          .made_at = copy.made_at(),
          .last_activity = facts.last_activity,
          .rows = std::move(facts.rows),
          .entries = {entry_of_file(kDatabaseName, copy.file()),
                      {kConfigurationName, settings.size(), crypto::sha256_hex(settings)}}};
}

}  // namespace

std::string file_name(std::string_view what, Instant at, bool sealed) {
  auto name = std::string(what) + "-" + to_rfc3339(at).substr(0, 19) + "z.tar.zst" + (sealed ? ".sealed" : "");
  std::ranges::replace(name, ':', '-');
  std::ranges::replace(name, 'T', 't');
  return name;
}

std::optional<Instant> instant_in(std::string_view file_name) {
  const auto end = file_name.find("z.tar.zst");
  if (end == std::string_view::npos || end < 20) return std::nullopt;
  std::string text(file_name.substr(end - 19, 19));
  if (text[10] != 't' || text[13] != '-' || text[16] != '-') return std::nullopt;
  text[10] = 'T';
  text[13] = text[16] = ':';
  return parse_rfc3339(text + "Z");
}

Made make_backup(store::Store& store, const config::Settings& settings, const fs::path& file, const Secret& passphrase,
                 Extent extent, const store::GoesOn& goes_on) {
  archive::NewFile out(file);  // holds the name against another backup of the same second
  const auto community = community::load_identity(store).name;
  const auto configuration = config::without_secrets(settings);
  const Copy copy(store, file.string() + ".copy", goes_on);
  auto manifest = describe(copy, community, configuration, goes_on);
  const auto files = blobs::open_blobs(settings);
  if (extent == Extent::everything && settings.backup.files) add_blobs(*files, manifest.entries);
  std::uint64_t bytes = 0;
  for (const auto& entry : manifest.entries) bytes += entry.size;
  archive::need_room(file.parent_path(), bytes, "a backup with its files");
  const Content content{manifest, *files, copy.file(), configuration, goes_on};
  if (passphrase.empty()) {
    write_archive(out, content);
  } else {
    archive::SealedSink sealed(out, passphrase);
    write_archive(sealed, content);
  }
  // Who is erased from now on must not come back with it. Before an upgrade the tables may still be without that.
  if (extent == Extent::everything) community::keep_ledger(store, settings, fs::absolute(file).parent_path());
  return {file, fs::file_size(file), manifest};
}

}  // namespace parvis::backup
