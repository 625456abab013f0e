// What a community keeps in files (core/blobs) in the open form: each as files/ab/ab12…, named by the SHA-256 of its
// bytes, and a line for each in files.jsonl. What they are called and who may see them stands in the rows that refer to
// them. Bytes pass in pieces. One thread.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/blobs/blobs.h"
#include "exchange/open_form/manifest.h"
#include "exchange/stackexchange/import.h"

namespace parvis::exchange {

inline constexpr const char* kFilesList = "files.jsonl";
inline constexpr const char* kFilesFolder = "files";

std::string files_line(const blobs::Blob& blob);

struct FilesWritten {
  FileFigures list;
  std::vector<std::filesystem::path> files;  // of the folder, not synced yet
  std::vector<std::string> problems;         // a sentence for each that is damaged, and so stays behind
};
// Into an empty folder. What is removed meanwhile is passed over.
FilesWritten export_files(blobs::Blobs& blobs, const std::filesystem::path& folder);

// Throws Fault with one sentence when a file of the list is missing or is not what its name says.
void verify_files(const std::filesystem::path& folder);

// Puts in those that are not there yet.
StageFigures import_files(blobs::Blobs& blobs, const std::filesystem::path& folder);

}  // namespace parvis::exchange
