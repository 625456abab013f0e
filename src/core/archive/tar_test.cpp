#include "core/archive/tar.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/archive/testing/memory_bytes.h"

namespace parvis::archive {
namespace {

using testing::MemorySink;
using testing::MemorySource;

using Files = std::vector<std::pair<std::string, std::string>>;

std::string packed(const Files& files) {
  MemorySink out;
  TarWriter tar(out, Instant{kDay});
  for (const auto& [name, text] : files) {
    tar.begin(name, text.size());
    tar.write(text);
  }
  tar.end();
  return out.text;
}

Files unpacked(std::string_view bytes) {
  MemorySource in(bytes);
  TarReader tar(in);
  Files files;
  while (const auto entry = tar.next()) {
    std::string text, piece(777, '\0');
    while (const auto count = tar.read(piece.data(), piece.size())) text.append(piece, 0, count);
    files.emplace_back(entry->name, text);
  }
  return files;
}

TEST(Tar, GivesBackWhatWasPutIn) {
  const Files files{{"manifest.json", "{}"}, {"empty", ""}, {"blobs/ab/cd", std::string(1'000'000, 'x')}};
  EXPECT_EQ(unpacked(packed(files)), files);
}

TEST(Tar, HoldsAFileToItsSize) {
  MemorySink out;
  TarWriter tar(out, Instant{});
  tar.begin("short", 3);
  EXPECT_THROW(tar.write("four"), Fault);
  tar.write("ab");
  EXPECT_THROW(tar.begin("next", 0), Fault);
  EXPECT_THROW(tar.end(), Fault);
}

TEST(Tar, TellsOfADiskThatIsFull) {
  MemorySink out(2000);
  const auto write = [&] {
    TarWriter tar(out, Instant{});
    tar.begin("long", 4'000'000);
    std::string text(4'000'000, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>((i * i) >> (i % 13));
    tar.write(text);
    tar.end();
  };
  EXPECT_THROW(write(), NoRoom);
}

TEST(Tar, WritesNothingMoreOnceItIsGivenUp) {
  MemorySink out;
  std::size_t before = 0;
  {
    TarWriter tar(out, Instant{});
    tar.begin("long", 40'000'000);
    tar.write("The first words.");
    before = out.text.size();
  }
  EXPECT_EQ(out.text.size(), before);
}

TEST(Tar, KnowsPlainNames) {
  for (const char* name : {"a", "community.db", "blobs/ab/0f-1_2.jpg"}) EXPECT_TRUE(is_plain_name(name)) << name;
  for (const char* name : {"", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/..", ".hidden", "a/.b", "A", "a b",
                           "a\\b", "a\nb", "c:a", "é"}) {
    EXPECT_FALSE(is_plain_name(name)) << name;
  }
  EXPECT_FALSE(is_plain_name(std::string(300, 'a')));
}

// An archive as a stranger may make one.
struct Odd {
  const char* name;
  unsigned type = AE_IFREG;
  const char* leads_to = nullptr;  // where a link does
};

std::string odd_archive(const Odd& odd) {
  std::string bytes(100'000, '\0');
  std::size_t used = 0;
  auto* writing = archive_write_new();
  archive_write_set_format_pax_restricted(writing);
  archive_write_add_filter_zstd(writing);
  archive_write_open_memory(writing, bytes.data(), bytes.size(), &used);
  auto* entry = archive_entry_new();
  archive_entry_set_pathname(entry, odd.name);
  archive_entry_set_filetype(entry, odd.type);
  archive_entry_set_perm(entry, 0777);
  archive_entry_set_size(entry, odd.leads_to || odd.type != AE_IFREG ? 0 : 4);
  if (odd.leads_to && odd.type == AE_IFLNK) archive_entry_set_symlink(entry, odd.leads_to);
  if (odd.leads_to && odd.type == AE_IFREG) archive_entry_set_hardlink(entry, odd.leads_to);
  archive_write_header(writing, entry);
  archive_write_data(writing, "text", 4);
  archive_entry_free(entry);
  archive_write_close(writing);
  archive_write_free(writing);
  bytes.resize(used);
  return bytes;
}

TEST(Tar, RefusesWhatLeadsElsewhere) {
  EXPECT_EQ(unpacked(odd_archive({"plain"})), (Files{{"plain", "text"}}));
  for (const auto& odd :
       {Odd{"../../etc/passwd"}, Odd{"/etc/passwd"}, Odd{"a/../../b"}, Odd{"link", AE_IFLNK, "/etc/passwd"},
        Odd{"link", AE_IFREG, "other"}, Odd{"folder", AE_IFDIR}, Odd{"pipe", AE_IFIFO}, Odd{"device", AE_IFBLK}}) {
    EXPECT_THROW(unpacked(odd_archive(odd)), Fault) << odd.name;
  }
}

TEST(Tar, RefusesOtherArchives) {
  EXPECT_THROW(unpacked("PK\x03\x04 something else"), Fault);
  EXPECT_THROW(unpacked(std::string(4096, 'x')), Fault);
}

// A cut or a turned bit is either told or leaves what is read as it was: sums stand above this.
RC_GTEST_PROP(Tar, SurvivesEveryCut, ()) {
  static const auto kBytes = packed({{"one", std::string(3000, 'a')}, {"two", "b"}});
  const auto length = *rc::gen::inRange<std::size_t>(0, kBytes.size());
  try {
    RC_ASSERT(unpacked(std::string_view(kBytes).substr(0, length)).size() <= 2u);
  } catch (const Fault&) {
  }
}

RC_GTEST_PROP(Tar, SurvivesEveryTurnedBit, ()) {
  static const auto kBytes = packed({{"one", std::string(3000, 'a')}, {"two", "b"}});
  auto bytes = kBytes;
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
  try {
    unpacked(bytes);
  } catch (const Fault&) {
  }
}

}  // namespace
}  // namespace parvis::archive
