// The rows of one stage, read, checked and rendered ahead of the writing (read_ahead.h), their instants moved by a
// span. `next` is called from one thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exchange/read_ahead.h"
#include "exchange/stackexchange/dump_file.h"
#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {

// Something to say of a row.
struct Remark {
  std::int64_t line = 0;
  std::string text;
};

struct Batch {
  Items items;
  std::vector<Remark> refused;  // rows that never became items
  std::int64_t rows = 0;        // taken by the stage: items and refused
  DumpPosition end;             // where the next batch begins
};

class Batches {
 public:
  Batches(const Stage& stage, const std::filesystem::path& file, DumpPosition from, std::size_t rows,
          std::int64_t moved_by);

  // The next batch; nothing at the end of the file. Throws what reading threw.
  std::optional<Batch> next() { return ahead_.next(); }

 private:
  static constexpr std::uint64_t kMaxBytes = 8 << 20;  // of the file, in one batch: long posts make small batches

  std::optional<Batch> read_batch();
  void take(const DumpFile::Piece& piece, Batch& batch) const;

  const Stage& stage_;
  DumpFile file_;
  std::size_t rows_;
  std::int64_t moved_by_;
  bool exhausted_ = false;  // of the reading thread
  ReadAhead<Batch> ahead_;
};

}  // namespace parvis::exchange
