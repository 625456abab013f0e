// A file of costs: a table whose first line names the columns (month, kind, what, amount, and if it is so `until`; in
// English or French), read, tried out and brought in, and the costs as such a file again. `until` is the last month of
// what recurs, or “open” while it goes on. A line that is recorded already is passed over; a refused line stops nothing
// else. Reading is pure; the rest are functions over Reader and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/returns/cost.h"
#include "community/tables/refused_lines.h"
#include "core/text/csv.h"
#include "core/text/language.h"

namespace parvis::community {

inline constexpr std::size_t kMaxCostFileBytes = 1024 * 1024;

enum class CostColumn { month, kind, what, amount, until };
std::string_view cost_column_name(CostColumn column);  // "month"
const char* cost_column_words(CostColumn column);      // msgid

struct CostFile {
  std::vector<CostWords> costs;
  using Refused = FaultyLine<CostColumn>;
  using Fault = Refused::Fault;
  std::vector<Refused> refused;
  std::optional<Sentence> unreadable;
};
// `table` is decoded text.
CostFile read_cost_file(std::string_view table);
// “Amount, “12,5O”: Write an amount, like 129.90.”
std::string fault_words(text::Language language, const CostFile::Fault& fault);

struct CostsBrought {
  std::int64_t recorded = 0, known = 0;
};
// What would become of it.
CostsBrought try_costs(store::Reader& reader, const CostFile& file);
CostsBrought bring_costs_in(store::Transaction& transaction, const ReturnAct& act, const CostFile& file);

// What there is, the latest first: its heads, then a line for each, which reads back.
std::string cost_table(const std::vector<Cost>& costs);

}  // namespace parvis::community
