// The lines of a table that were refused, as a table again: for who sent it to put right and send once more. Pure
// functions; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/errors.h"
#include "core/http/response.h"
#include "core/text/csv.h"
#include "core/text/language.h"

namespace parvis::community {

// A line that was read and refused: all that is wrong with it, each fault with its column.
template <class Column>
struct FaultyLine {
  struct Fault {
    Column column = {};
    std::string value;  // as it stands there
    Sentence reason;
  };
  std::size_t line = 0;
  std::vector<Fault> faults;
  text::CsvRow values;  // of the whole line
};

// The same in words.
struct RefusedRow {
  std::size_t line = 0;
  std::string why;
  text::CsvRow values;
};
// "Amount, “12,5O”: Write an amount, like 129.90."; of a long value its beginning. `column`: msgid.
std::string fault_sentence(text::Language language, const char* column, std::string_view value, const Sentence& reason);
// Each with its number and why in front; `heads` of the file, empty when it has none. Empty when none was refused.
std::string refused_table(text::CsvRow heads, const std::vector<RefusedRow>& lines, text::Language language);
// To download. NotFound when none was refused.
http::Response refused_answer(std::string table);

}  // namespace parvis::community
