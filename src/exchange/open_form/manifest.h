// community.json, the first file of an export: what it holds, and by which sums one knows that it holds it still. It is
// written last, so that a folder without it is no whole export. Plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/time/instant.h"
#include "exchange/open_form/form.h"

namespace parvis::exchange {

struct FileFigures {
  std::string name;  // "posts.jsonl"
  std::int64_t rows = 0;
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct Manifest {
  static constexpr int kVersion = 1;  // of the form; raised when a reader of the last one would go wrong
  static constexpr const char* kFile = "community.json";

  std::string name;                    // of the community
  std::vector<std::string> languages;  // "fr"
  Instant exported_at;
  Told told = Told::always;
  std::vector<FileFigures> files;
  std::string sum = {};  // of community.json itself, once read

  const FileFigures* find(std::string_view file) const;
  std::uint64_t bytes() const;
  std::int64_t rows() const;
};

std::string manifest_text(const Manifest& manifest);

// Throws Fault with one sentence when the folder holds no export that this program can read: no folder, no
// community.json, another form, a file that is not named or not there.
Manifest read_manifest(const std::filesystem::path& folder);

}  // namespace parvis::exchange
