// Tables as spreadsheets write them (RFC 4180 and what people really send): separated by commas, semicolons or tabs,
// in UTF-8, UTF-16 or Windows-1252, with quotes, with either end of line. And back, so that no spreadsheet takes a
// value for a formula. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::text {

inline constexpr std::size_t kMaxCsvColumns = 100;
inline constexpr std::size_t kMaxCsvField = 10'000;  // bytes

// The text of a file, as UTF-8 without its mark. Nothing when it is none of the encodings (a picture, say).
std::optional<std::string> decode_table(std::string_view bytes);
// What separates the columns, by the first lines.
char separator_of(std::string_view text);

using CsvRow = std::vector<std::string>;

// Row by row; a row may span lines where a quoted value does. Empty lines are passed over. What stands behind the
// closing quote belongs to the value, as spreadsheets read it.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}
  // False at the end. Throws nothing: longer values and more columns than there may be are cut off.
  bool next(CsvRow& row);
  std::size_t line() const { return line_; }  // where the last row began, from 1

 private:
  void read_field(std::string& field);
  bool at_end_of_line() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }
  void pass_end_of_line();

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, present_line_ = 1, line_ = 0;
};

// The first rows as they are, to choose by them what each column is.
std::vector<CsvRow> first_rows(std::string_view table, std::size_t count);

// One line, with its end. A value that a spreadsheet would calculate (it begins with = + - @ or a tab) gets an
// apostrophe before it (OWASP, CSV injection).
std::string csv_line(const CsvRow& row, char separator);

}  // namespace parvis::text
