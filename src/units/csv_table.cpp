#include "units/csv_table.h"

#include <algorithm>

#include "core/text/unicode.h"

namespace parvis::units {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Of the first line, quotes left out.
char separator_of(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (tabs > commas && tabs > semicolons) return '\t';
  return semicolons > commas ? ';' : ',';
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text), separator_(separator_of(text)) {}

  std::optional<CsvFault> fault() const { return fault_; }

  // False at the end, or at a fault.
  bool next(CsvRow& row) {
    if (at_ >= text_.size() || fault_) return false;
    row = {.line = line_};
    do {
      row.cells.push_back(cell());
    } while (!fault_ && take(separator_));
    if (!fault_) end_line();
    return !fault_;
  }

 private:
  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  bool is_at_end() const {
    return at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r';
  }
  void end_line() {
    const bool carriage = take('\r');
    if (take('\n') || carriage) ++line_;
  }

  std::string cell() {
    if (take('"')) return quoted();
    const auto from = at_;
    while (!is_at_end()) ++at_;
    return checked(std::string(text_.substr(from, at_ - from)));
  }

  std::string quoted() {
    const auto begun = line_;
    std::string value;
    while (true) {
      if (at_ >= text_.size()) return fail(begun, CsvFault::Reason::quote_left_open);
      const char c = text_[at_++];
      if (c == '"' && !take('"')) break;
      if (c == '\n' || (c == '\r' && (at_ >= text_.size() || text_[at_] != '\n'))) ++line_;
      value.push_back(c);
    }
    if (!is_at_end()) return fail(line_, CsvFault::Reason::text_after_quote);
    return checked(std::move(value));
  }

  std::string checked(std::string value) {
    return text::is_utf8(value) ? std::move(value) : fail(line_, CsvFault::Reason::not_utf8);
  }
  std::string fail(std::size_t line, CsvFault::Reason reason) {
    fault_ = CsvFault{line, reason};
    return {};
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, line_ = 1;
  std::optional<CsvFault> fault_;
};

bool is_empty(const CsvRow& row) {
  return std::ranges::all_of(row.cells, [](const std::string& cell) { return cell.empty(); });
}

}  // namespace

CsvTable read_csv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  CsvReader reader(text);
  CsvTable table;
  CsvRow row;
  if (reader.next(row)) table.columns = std::move(row.cells);
  while (reader.next(row)) {
    if (!is_empty(row)) table.rows.push_back(std::move(row));
  }
  table.fault = reader.fault();
  return table;
}

}  // namespace parvis::units
