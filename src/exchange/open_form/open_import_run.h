// One run of an import from the open form. Made and used by import_export; the clock and the words of objections also
// by the checks before it.
#pragma once

#include "exchange/open_form/line_batches.h"
#include "exchange/open_form/open_import.h"
#include "exchange/stackexchange/checkpoint.h"
#include "exchange/stackexchange/report.h"

namespace parvis::exchange {

inline constexpr const char* kStandsTwice = "what may be there once is there already";
// "the thread 0f3k… is not there"
std::string missing(const Field& field, const Cell& cell);

// The forms whose files the export has, in their order.
std::vector<const Form*> forms_in(const Manifest& manifest);

// How far the files are read.
class FilesClock {
 public:
  FilesClock(const Manifest& manifest, OnProgress on_progress)
      : all_(manifest.bytes()), on_progress_(std::move(on_progress)) {}
  double seconds() const;
  void show(std::string_view stage, std::int64_t rows, std::uint64_t done) const;

 private:
  std::uint64_t all_;
  OnProgress on_progress_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

class OpenImportRun {
 public:
  OpenImportRun(store::Store& store, std::filesystem::path folder, const Manifest& manifest,
                const ImportOptions& options);
  ImportResult run();

 private:
  void open();
  void run_file(const Form& form);
  void receive(const Form& form, std::span<LineRow> rows);
  void write(const Form& form, std::span<const LineRow> rows, std::size_t& at);
  // Why the row cannot be put in; empty when the fault is none of the row's.
  std::string objection(const Form& form, const LineRow& row, const Fault& fault);
  void settle();
  void hold_against_counts();
  ImportResult result() const;

  store::Store& store_;
  std::filesystem::path folder_;
  const Manifest& manifest_;
  const ImportOptions& options_;
  Checkpoint checkpoint_;
  Report report_;
  FilesClock clock_;
  std::int64_t rows_ = 0;
  std::uint64_t done_ = 0;  // bytes of the files before this one
  bool resumed_ = false;
};

}  // namespace parvis::exchange
