// A whole community leaves in the open form: one folder of JSON lines with a community.json that counts and sums them
// (docs/export.md). Everything is read in one transaction, so that the export is the community at one instant while it
// goes on being written to. Memory holds a row and a buffer whatever its size. Files are taken after the rows: what a
// row refers to is older than the row.
#pragma once

#include <filesystem>
#include <functional>

#include "exchange/open_form/blob_files.h"
#include "exchange/open_form/manifest.h"
#include "exchange/progress.h"

namespace parvis::exchange {

struct ExportOptions {
  Told told = Told::always;       // with_accounts: also password hashes, sessions, tokens and the community's secret
  bool dry_run = false;           // count, write nothing
  blobs::Blobs* blobs = nullptr;  // the files of the community, if it may have any
  std::function<void(const Progress&)> on_progress;
};

struct ExportResult {
  Manifest manifest;
  std::vector<std::string> problems;  // a sentence for each file that stays behind
  double seconds = 0;
};

// The folder is made when it is not there. One that holds something is refused, unless it is what an export left that
// was stopped, which begins anew. Throws Fault with one sentence.
ExportResult export_community(store::Store& store, const std::filesystem::path& folder, const ExportOptions& options);

std::string export_summary(const ExportResult& result, const ExportOptions& options);

}  // namespace parvis::exchange
