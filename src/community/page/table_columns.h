// The columns of a table that was brought (table_upload.h), each with some of what it holds and a choice of what it is:
// one below the other, so that it reads on a phone and with twenty columns. One visit.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "community/visit.h"
#include "core/html/form.h"
#include "core/text/csv.h"

namespace parvis::community {

std::string column_field(std::size_t index);  // "column_1" for the first

struct ColumnChoice {
  std::string_view name;  // what the field sends
  std::string words;
};
// `lines` are the first of the table, heads included. What is wrong with the first column's field stands above.
void write_table_columns(html::Writer& out, const Visit& visit, const std::vector<text::CsvRow>& lines,
                         std::span<const ColumnChoice> choices, const html::FormState& state);

}  // namespace parvis::community
