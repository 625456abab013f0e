// Tables as text, RFC 4180 as spreadsheets write it: a first line with the names of the columns, cells set apart by
// commas, semicolons or tabs (whichever the first line has most of), quotes doubled inside quotes, line ends inside
// them, a byte order mark passed over. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::units {

struct CsvRow {
  std::size_t line = 0;  // where it begins in the text, from 1
  std::vector<std::string> cells;
};
struct CsvFault {
  std::size_t line = 0;
  enum class Reason { quote_left_open, text_after_quote, not_utf8 } reason = Reason::quote_left_open;
};
struct CsvTable {
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;       // without those that are empty
  std::optional<CsvFault> fault;  // where reading ended; rows before it are there
};
CsvTable read_csv(std::string_view text);

}  // namespace parvis::units
