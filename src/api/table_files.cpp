#include "api/table_files.h"

#include "api/idempotency.h"
#include "api/input.h"
#include "community/page/table_upload.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr std::string_view kUnnamed = "table.csv";

Step step_asked(const Visit& visit) {
  const auto asked = visit.request.query.get("step");
  if (asked.empty() || asked == "try") return Step::tried;
  if (asked == "bring_in") return Step::brought_in;
  throw BadRequest({"There is no kind called “{kind}”.", {{"kind", std::string(asked)}}});
}

bool is_table(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  return content_type == "text/csv" || content_type == "text/tab-separated-values";
}

}  // namespace

SentTable table_sent(const Visit& visit, std::size_t most_bytes) {
  const auto step = step_asked(visit);
  if (!is_table(visit.request.header("content-type"))) {
    throw Refusal(415, {"Send the table as it is, with the type text/csv."});
  }
  auto read = read_table_text(visit.request.body, most_bytes);
  if (read.problem) throw Refusal(422, *read.problem);
  const auto name = visit.request.query.get("name");
  return {table_name(name.empty() ? kUnnamed : name), std::move(read.text), step};
}

bool says_columns(const Visit& visit) { return !visit.request.query.get("columns").empty(); }

std::vector<std::string> columns_said(const Visit& visit) {
  std::vector<std::string> columns;
  std::string_view all = visit.request.query.get("columns");
  while (true) {
    const auto end = all.find(',');
    columns.emplace_back(all.substr(0, end));
    if (end == std::string_view::npos) return columns;
    all.remove_prefix(end + 1);
  }
}

json::object fault_object(std::string_view column, std::string_view value, std::string detail) {
  return {{"column", column.empty() ? json::value(nullptr) : json::value(column)},
          {"value", value},
          {"detail", std::move(detail)}};
}

json::object line_object(std::size_t line, json::array faults, const text::CsvRow& values) {
  json::array row;
  for (const auto& value : values) row.emplace_back(value);
  return {{"line", line}, {"faults", std::move(faults)}, {"values", std::move(row)}};
}

http::Response answer_of_step(const Visit& visit, Step step, const std::function<json::object()>& bring) {
  if (step == Step::tried) return answer(bring());
  // A long file is brought in by many writes, of which each line knows whether it was there: what broke off is sent
  // again, and does the rest.
  const auto told = bring();
  return write_once(visit, [&](store::Transaction&) -> Answer { return {200, told}; });
}

http::Response csv_answer(std::string table, const std::string& name) {
  auto response = http::bytes(std::move(table), "text/csv; charset=utf-8");
  response.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace parvis::api
