// One run of an import: receives batch after batch and keeps the checkpoint. Made and used by import_stackexchange.
#pragma once

#include <chrono>

#include "exchange/stackexchange/batches.h"
#include "exchange/stackexchange/checkpoint.h"
#include "exchange/stackexchange/import.h"
#include "exchange/stackexchange/report.h"

namespace parvis::exchange {

// What both kinds of run share: the files, their sizes, the clock, the report's lines.
class RunClock {
 public:
  RunClock(const std::filesystem::path& folder, const ImportOptions& options);

  // Bytes of the stages before `stage`, which is then at `position`.
  void show(std::string_view stage, double done_bytes);
  double bytes_before(std::string_view stage) const;
  double all_bytes() const { return all_bytes_; }
  double seconds() const;
  std::int64_t rows = 0;  // read so far

 private:
  std::filesystem::path folder_;
  const ImportOptions& options_;
  double all_bytes_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

// "Users.xml:12: refused: …", in the order of the lines.
std::string report_lines(std::string_view file, const std::vector<Remark>& refused, const std::vector<Remark>& remarks);

class ImportRun {
 public:
  ImportRun(store::Store& store, const std::filesystem::path& folder, const ImportOptions& options);
  ImportResult run();

 private:
  void open();
  std::optional<std::int64_t> span_of_dates();
  void run_stage(const Stage& stage);
  void write_batch(const Stage& stage, const Batch& batch);
  void move_to(std::string_view stage);
  void fold();
  void give_bodies();
  void settle();
  template <class Action>
  void write(const Action& action);

  store::Store& store_;
  std::filesystem::path folder_;
  const ImportOptions& options_;
  std::string site_;
  Arrivals arrivals_;
  Checkpoint checkpoint_;
  Report report_;
  RunClock clock_;
  community::SpaceId space_;
  bool resumed_ = false;
};

// Counts and checks, and writes nothing but the report.
ImportResult run_dry(const std::filesystem::path& folder, const ImportOptions& options);

}  // namespace parvis::exchange
