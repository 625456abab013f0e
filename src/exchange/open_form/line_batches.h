// The lines of one file, read and turned into rows ahead of the writing (read_ahead.h). `next` is called from one
// thread.
#pragma once

#include <optional>
#include <vector>

#include "exchange/open_form/form.h"
#include "exchange/open_form/lines_file.h"
#include "exchange/read_ahead.h"

namespace parvis::exchange {

struct LineRow {
  Row row;
  std::int64_t line = 0;
  std::uint64_t end = 0;       // where the next line begins
  std::string objection = {};  // then there is no row
};

// The row in a line; throws RefusedRow. Fields that the form does not have are refused, so that nothing is lost unsaid.
Row read_row(const Form& form, std::string_view line);

class LineBatches {
 public:
  LineBatches(const Form& form, const std::filesystem::path& file, std::uint64_t offset, std::int64_t line,
              std::size_t rows);

  // The next batch, which is never empty; nothing at the end of the file. Throws what reading threw.
  std::optional<std::vector<LineRow>> next() { return ahead_.next(); }

 private:
  static constexpr std::uint64_t kMaxBytes = 4 << 20;  // of the file, in one batch: long posts make small batches

  std::optional<std::vector<LineRow>> read_batch();

  const Form& form_;
  LinesFile file_;
  std::size_t rows_;
  ReadAhead<std::vector<LineRow>> ahead_;
};

}  // namespace parvis::exchange
