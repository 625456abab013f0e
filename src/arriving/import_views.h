// The pages about files of members.
#pragma once

#include <string>
#include <vector>

#include "community/arriving/member_import.h"
#include "community/visit.h"

namespace parvis::arriving {

inline constexpr std::size_t kLinesShown = 4;

html::FormState plan_state(const community::ImportPlan& plan);

// The files so far, and the form that sends one.
http::Response imports_page(const community::Visit& visit, const html::FormState& state, int status = 200);

struct Draft {
  community::MemberImport import;
  std::vector<text::CsvRow> lines;  // the first, as they are
};
// Its columns to choose; below, what a try gave (`tried` may be null).
http::Response draft_page(const community::Visit& visit, const Draft& draft, const html::FormState& state,
                          const community::MemberFile* tried, int status = 200);
http::Response progress_page(const community::Visit& visit, const community::MemberImport& import,
                             const community::ImportProgress& progress);

}  // namespace parvis::arriving
