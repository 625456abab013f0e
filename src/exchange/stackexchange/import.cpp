#include "exchange/stackexchange/import.h"

#include "core/text/catalogue.h"
#include "exchange/stackexchange/dump_dates.h"
#include "exchange/stackexchange/import_run.h"

namespace parvis::exchange {
namespace {

void check_item(const Stage& stage, const Item& item, KnownInMemory& known, StageFigures& figures,
                std::vector<Remark>& refused, std::vector<Remark>& remarks) {
  auto objection = stage.objection(known, item);
  if (objection.empty() && !known.claim(stage.kind(item), item.id)) {
    objection = "Id " + std::to_string(item.id) + " stands twice";
  }
  if (!objection.empty()) {
    ++figures.refused;
    refused.push_back({item.line, std::move(objection)});
    return;
  }
  if (auto remark = stage.remark(known, item); !remark.empty()) remarks.push_back({item.line, std::move(remark)});
  ++figures.arrived;
}

std::int64_t sum(const std::vector<StageFigures>& stages, std::int64_t StageFigures::*figure) {
  std::int64_t sum = 0;
  for (const auto& stage : stages) sum += stage.*figure;
  return sum;
}

}  // namespace

void require_dump(const std::filesystem::path& folder) {
  for (const char* file : {"Users.xml", "Posts.xml"}) {
    std::error_code error;
    if (std::filesystem::exists(folder / file, error)) continue;
    if (error) throw Fault("The file " + (folder / file).string() + " cannot be read: " + error.message() + ".");
    throw BadRequest(
        {"There is no Stack Exchange dump in this folder: {file} is missing.", {{"file", (folder / file).string()}}},
        "no Stack Exchange dump here: " + (folder / file).string() + " is missing");
  }
}

std::int64_t ImportResult::arrived() const { return sum(stages, &StageFigures::arrived); }
std::int64_t ImportResult::refused() const { return sum(stages, &StageFigures::refused); }

ImportResult run_dry(const std::filesystem::path& folder, const ImportOptions& options) {
  KnownInMemory known;
  RunClock clock(folder, options);
  Report report(options.report, 0);
  std::uint64_t report_bytes = 0;
  ImportResult result;
  if (options.dates == Dates::moved_to_now) result.moved_by = span_to_now(folder, now());
  for (const auto* stage : stages()) {
    auto& figures = result.stages.emplace_back(StageFigures{.stage = std::string(stage->name())});
    if (!std::filesystem::exists(folder / stage->file())) continue;
    Batches batches(*stage, folder / stage->file(), {}, options.batch_rows, result.moved_by.value_or(0));
    while (auto batch = batches.next()) {
      std::vector<Remark> remarks;
      figures.read += batch->rows;
      figures.refused += static_cast<std::int64_t>(batch->refused.size());
      for (const auto& item : batch->items) check_item(*stage, *item, known, figures, batch->refused, remarks);
      figures.remarks += static_cast<std::int64_t>(remarks.size());
      report_bytes = report.write(report_bytes, report_lines(stage->file(), batch->refused, remarks));
      clock.rows += batch->rows;
      clock.show(stage->name(), clock.bytes_before(stage->name()) + static_cast<double>(batch->end.offset));
    }
  }
  result.rows = clock.rows;
  result.seconds = clock.seconds();
  return result;
}

ImportResult import_stackexchange(store::Store& store, const std::filesystem::path& folder,
                                  const ImportOptions& options) {
  require_dump(folder);
  return options.dry_run ? run_dry(folder, options) : ImportRun(store, folder, options).run();
}

std::string import_summary(const ImportResult& result, const ImportOptions& options) {
  const auto number = [](std::int64_t n) { return text::format_number(text::Language::en, n); };
  std::size_t width = 12;
  for (const auto& stage : result.stages) width = std::max(width, stage.stage.size() + 2);
  constexpr const char* kLine = "{:<{}}{:>12}{:>12}{:>12}{:>10}{:>10}\n";
  auto summary =
      fmt::format(kLine, "", width, "rows", options.dry_run ? "good" : "arrived", "there", "refused", "remarks");
  for (const auto& stage : result.stages) {
    summary += fmt::format(kLine, stage.stage, width, number(stage.read), number(stage.arrived), number(stage.there),
                           number(stage.refused), number(stage.remarks));
  }
  const auto rate = result.seconds > 0 ? static_cast<double>(result.rows) / result.seconds : 0;
  summary += fmt::format("{} rows in {:.1f} s, {} rows a second.\n", number(result.rows), result.seconds,
                         number(static_cast<std::int64_t>(rate)));
  if (result.moved_by) {
    summary += fmt::format(
        "Every date is moved on by {} weeks, days of the week and hours kept: the newest act falls within the last "
        "week.\n",
        number(*result.moved_by / (7 * kDay)));
  }
  const bool something_to_read = result.refused() > 0 || sum(result.stages, &StageFigures::remarks) > 0;
  if (something_to_read && !options.report.empty()) {
    summary += "What was refused or remarked on is in " + options.report.string() + "\n";
  }
  return summary;
}

}  // namespace parvis::exchange
