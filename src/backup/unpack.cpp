#include "backup/unpack.h"

#include <fmt/format.h>
#include <stdlib.h>

#include "core/archive/sealed.h"
#include "core/archive/tar.h"
#include "core/crypto/sha256.h"
#include "core/store/migrations.h"
#include "core/store/snapshot.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 256 * 1024;
constexpr std::uint64_t kLongestManifest = 256 * 1024 * 1024;
constexpr std::uint64_t kLongestSum = 80;

std::string read_text(archive::TarReader& tar, const char* name, std::uint64_t longest) {
  const auto entry = tar.next();
  if (!entry || entry->name != name)
    throw Fault("The archive does not begin with a manifest. It is no backup of Parvis.");
  if (entry->size > longest)
    throw Fault("The archive's manifest is longer than any manifest. It is no backup of Parvis.");
  std::string text(entry->size, '\0');
  std::size_t got = 0;
  while (got < text.size()) {
    const auto count = tar.read(text.data() + got, text.size() - got);
    if (count == 0) throw Fault("The archive is cut: its manifest is not whole.");
    got += count;
  }
  return text;
}

Manifest read_manifest(archive::TarReader& tar) {
  const auto json = read_text(tar, kManifestName, kLongestManifest);
  const auto sum = read_text(tar, kManifestSumName, kLongestSum);
  if (sum != crypto::sha256_hex(json) + "\n") throw Fault("The archive's manifest is not the one it was made with.");
  return parse_manifest(json);
}

void take_file(archive::TarReader& tar, const Entry& expected, const fs::path& folder) {
  const auto found = tar.next();
  if (!found) throw Fault("The archive is cut: " + expected.name + " is missing.");
  if (found->name != expected.name) {
    throw Fault(fmt::format("The archive's manifest lies: {} stands where it names {}.", found->name, expected.name));
  }
  if (found->size != expected.size) throw Fault("The archive's manifest lies about the size of " + expected.name + ".");
  fs::create_directories((folder / expected.name).parent_path());
  archive::NewFile file(folder / expected.name);
  crypto::Sha256 sum;
  std::string piece(kPiece, '\0');
  while (const auto count = tar.read(piece.data(), piece.size())) {
    const auto bytes = std::string_view(piece).substr(0, count);
    sum.add(bytes);
    file.write(bytes);
  }
  if (sum.finish_hex() != expected.sha256)
    throw Fault(expected.name + " is not as it was when the backup was made: its sum differs.");
  file.finish();
}

void refuse_newer_schema(const Manifest& manifest) {
  const auto known = store::carried_migrations(store::Database::sqlite);
  const int here = known.empty() ? 0 : known.back().version;
  if (manifest.schema <= here) return;
  throw Fault(
      fmt::format("This backup was made by a newer Parvis, {} (schema {}; this program knows {}). Install that "
                  "version or a later one.",
                  manifest.program, manifest.schema, here));
}

std::int64_t rows_in(const std::map<std::string, std::int64_t>& rows, const std::string& table) {
  const auto found = rows.find(table);
  return found == rows.end() ? 0 : found->second;
}

store::FileFacts facts_of_stranger(const fs::path& database) {
  try {
    return store::facts_of(database);
  } catch (const Fault&) {
    throw Fault("The backup's database is none of Parvis, or it is damaged.");
  }
}

void check_database(const fs::path& database, const Manifest& manifest) {
  const auto facts = facts_of_stranger(database);
  if (!facts.problems.empty()) throw Fault("The backup's database is damaged: " + facts.problems.front() + ".");
  if (facts.schema != manifest.schema || facts.last_activity != manifest.last_activity) {
    throw Fault("The archive's manifest lies about its database: it is of another instant.");
  }
  for (const auto* side : {&facts.rows, &manifest.rows}) {
    for (const auto& [table, rows] : *side) {
      const auto there = rows_in(facts.rows, table), said = rows_in(manifest.rows, table);
      if (there == said && facts.rows.contains(table) == manifest.rows.contains(table)) continue;
      throw Fault(fmt::format("The archive's manifest lies: {} has {} rows, not {}.", table, there, said));
    }
  }
}

Manifest take_all(archive::Source& source, const fs::path& folder) {
  archive::TarReader tar(source);
  const auto manifest = read_manifest(tar);
  refuse_newer_schema(manifest);
  std::uint64_t bytes = 0;
  for (const auto& entry : manifest.entries) bytes += entry.size;
  archive::need_room(folder, bytes, "what is in the backup");
  for (const auto& entry : manifest.entries) take_file(tar, entry, folder);
  if (const auto more = tar.next())
    throw Fault("The archive holds " + more->name + ", of which its manifest says nothing.");
  check_database(folder / kDatabaseName, manifest);
  return manifest;
}

}  // namespace

Manifest unpack(const fs::path& archive, const Secret& passphrase, const fs::path& folder) {
  if (!fs::is_regular_file(archive)) throw Fault("There is no backup " + archive.string() + ".");
  archive::FileSource file(archive);
  if (!archive::is_sealed(archive)) return take_all(file, folder);
  if (passphrase.empty()) {
    throw Fault("This backup is sealed: give its passphrase with --passphrase-file or PARVIS_BACKUP_PASSPHRASE.");
  }
  archive::SealedSource opened(file, passphrase);
  return take_all(opened, folder);
}

Manifest verify(const fs::path& archive, const Secret& passphrase) {
  const ScratchFolder folder(fs::temp_directory_path());
  return unpack(archive, passphrase, folder.path());
}

ScratchFolder::ScratchFolder(const fs::path& parent) {
  std::string name = (parent / "parvis-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw Fault("No folder can be made in " + parent.string() + ".");
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace parvis::backup
