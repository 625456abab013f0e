// Tables as files: what a program sends as text/csv to be tried out or brought in, and what became of it. Each call
// reads the table as its page does. One request, one thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/objects.h"
#include "api/yes_no.h"
#include "core/text/csv.h"

namespace parvis::api {

inline constexpr std::size_t kRefusedLinesTold = 500;  // of each answer; `refused` counts them all

enum class Step { tried, brought_in };

struct SentTable {
  std::string name, text;  // decoded
  Step step = Step::tried;
};
// BadRequest for a step that is none, 415 for another type, 422 for what is no table.
SentTable table_sent(const Visit& visit, std::size_t most_bytes);

// What the query says of the columns, over what was guessed of them: `columns`, their names separated by commas, and
// `heads`, whether the first line names them. `plan` has `columns` and `has_heads`, `parse` reads the name of a column.
bool says_columns(const Visit& visit);
std::vector<std::string> columns_said(const Visit& visit);
template <class Plan, class Parse>
void take_columns(const Visit& visit, Plan& plan, const Parse& parse) {
  if (says_columns(visit)) {
    plan.columns.clear();
    for (const auto& name : columns_said(visit)) {
      const auto column = parse(name);
      if (!column) throw BadRequest({"There is no column called “{column}”.", {{"column", name}}});
      plan.columns.push_back(*column);
    }
  }
  plan.has_heads = yes_asked(visit, "heads", plan.has_heads);
}

// A refused line: each fault with its column, null where it is of the whole line, and what stands there.
json::object fault_object(std::string_view column, std::string_view value, std::string detail);
json::object line_object(std::size_t line, json::array faults, const text::CsvRow& values);

// The answer to a try. What was brought in is answered once for each key: again with the same one, what it did.
http::Response answer_of_step(const Visit& visit, Step step, const std::function<json::object()>& bring);

http::Response csv_answer(std::string table, const std::string& name);

}  // namespace parvis::api
