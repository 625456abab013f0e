#include "exchange/stackexchange/batches.h"

namespace parvis::exchange {

Batches::Batches(const Stage& stage, const std::filesystem::path& file, DumpPosition from, std::size_t rows)
    : stage_(stage), file_(file, from), rows_(rows), thread_([this] { read_all(); }) {}

Batches::~Batches() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

std::optional<Batch> Batches::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !ready_.empty() || finished_; });
  if (ready_.empty()) {
    if (error_) std::rethrow_exception(error_);
    return std::nullopt;
  }
  auto batch = std::move(ready_.front());
  ready_.pop_front();
  lock.unlock();
  changed_.notify_all();
  return batch;
}

void Batches::read_all() {
  std::exception_ptr error;
  try {
    while (!exhausted_) {
      auto batch = read_batch();
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ready_.size() < kAhead || stopping_; });
      if (stopping_) return;
      ready_.push_back(std::move(batch));
      lock.unlock();
      changed_.notify_all();
    }
  } catch (...) {
    error = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  error_ = error;
  finished_ = true;
  changed_.notify_all();
}

Batch Batches::read_batch() {
  Batch batch;
  const auto begin = file_.position().offset;
  for (;;) {
    const bool full = batch.items.size() + batch.refused.size() >= rows_ || file_.position().offset - begin > kMaxBytes;
    if (full && file_.at_line_start()) break;
    const auto piece = file_.next();
    if (!piece) {
      exhausted_ = true;
      break;
    }
    take(*piece, batch);
  }
  batch.rows = static_cast<std::int64_t>(batch.items.size() + batch.refused.size());
  batch.end = file_.position();
  return batch;
}

void Batches::take(const DumpFile::Piece& piece, Batch& batch) const {
  std::optional<DumpRow> row;
  try {
    if (piece.too_long) throw RefusedRow("the row is too long");
    row = DumpRow::parse(piece.text);
  } catch (const RefusedRow& refused) {
    if (stage_.reports_malformed()) batch.refused.push_back({piece.line, refused.what()});
    return;
  }
  try {
    if (auto item = stage_.read(*row)) {
      item->line = piece.line;
      batch.items.push_back(std::move(item));
    }
  } catch (const RefusedRow& refused) {
    batch.refused.push_back({piece.line, refused.what()});
  }
}

}  // namespace parvis::exchange
