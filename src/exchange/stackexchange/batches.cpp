#include "exchange/stackexchange/batches.h"

namespace parvis::exchange {

Batches::Batches(const Stage& stage, const std::filesystem::path& file, DumpPosition from, std::size_t rows,
                 std::int64_t moved_by)
    : stage_(stage), file_(file, from), rows_(rows), moved_by_(moved_by), ahead_([this] { return read_batch(); }) {}

std::optional<Batch> Batches::read_batch() {
  if (exhausted_) return std::nullopt;
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
      item->move_by(moved_by_);
      batch.items.push_back(std::move(item));
    }
  } catch (const RefusedRow& refused) {
    batch.refused.push_back({piece.line, refused.what()});
  }
}

}  // namespace parvis::exchange
