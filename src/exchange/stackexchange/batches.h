// The rows of one stage, read, checked and rendered on a thread of their own, a few batches ahead of the writing. The
// object owns the thread; `next` is called from one other thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "exchange/stackexchange/dump_file.h"
#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {

// Something to say of a row.
struct Remark {
  std::int64_t line = 0;
  std::string text;
};

struct Batch {
  std::vector<std::unique_ptr<Item>> items;
  std::vector<Remark> refused;  // rows that never became items
  std::int64_t rows = 0;        // taken by the stage: items and refused
  DumpPosition end;             // where the next batch begins
};

class Batches {
 public:
  Batches(const Stage& stage, const std::filesystem::path& file, DumpPosition from, std::size_t rows);
  ~Batches();
  Batches(const Batches&) = delete;
  Batches& operator=(const Batches&) = delete;

  // The next batch; nothing at the end of the file. Throws what reading threw.
  std::optional<Batch> next();

 private:
  static constexpr std::size_t kAhead = 2;
  static constexpr std::uint64_t kMaxBytes = 8 << 20;  // of the file, in one batch: long posts make small batches

  void read_all();
  Batch read_batch();
  void take(const DumpFile::Piece& piece, Batch& batch) const;

  const Stage& stage_;
  DumpFile file_;
  std::size_t rows_;
  bool exhausted_ = false;  // of the reading thread

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_;
  bool finished_ = false;
  bool stopping_ = false;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace parvis::exchange
