// The lines of a table that were refused, as a table again: for who sent it to put right and send once more. Pure
// functions; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/http/response.h"
#include "core/text/csv.h"
#include "core/text/language.h"

namespace parvis::community {

struct RefusedRow {
  std::size_t line = 0;
  std::string why;
  text::CsvRow values;
};
// Each with its number and why in front; `heads` of the file, empty when it has none. Empty when none was refused.
std::string refused_table(text::CsvRow heads, const std::vector<RefusedRow>& lines, text::Language language);
// To download. NotFound when none was refused.
http::Response refused_answer(std::string table);

}  // namespace parvis::community
