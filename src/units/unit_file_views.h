// The pages about files of units.
#pragma once

#include <string>
#include <vector>

#include "community/visit.h"
#include "core/html/form.h"
#include "units/unit_file.h"

namespace parvis::units {

inline constexpr std::size_t kUnitLinesShown = 4;

std::string unit_file_path(community::TableFileId id);
html::FormState unit_plan_state(const UnitPlan& plan);
community::TableOutcome outcome_of(const ImportReport& report);

// The files so far, and the form that sends one.
http::Response unit_files_page(const community::Visit& visit, const html::FormState& state, int status = 200);

struct UnitDraft {
  community::TableFile file;
  std::vector<text::CsvRow> lines;
};
// Its columns to choose; above, what a try gave (`tried` may be null).
http::Response unit_draft_page(const community::Visit& visit, const UnitDraft& draft, const html::FormState& state,
                               const ImportReport* tried, int status = 200);
// What became of it.
http::Response unit_file_page(const community::Visit& visit, const community::TableFile& file);

}  // namespace parvis::units
