// Months on paper that were made and are kept as they were made; and the clock that makes last month's. Functions over
// Reader and Transaction; the job runs on one node at a time, and what it writes it writes once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "community/returns/report.h"
#include "community/returns/return_act.h"

namespace parvis::community {

class Community;
struct LetterContext;
using ReportId = Id<struct ReportTag>;

struct KeptReport {
  ReportId id;
  std::int64_t month = 0;
  std::string language;
  Instant made_at;
  std::optional<MemberId> made_by;
  bool scheduled = false;
  std::int64_t sent = 0;  // to how many readers
};
// The last made first, those before `before` (zero: from the last on).
std::vector<KeptReport> kept_reports(store::Reader& reader, ReportId before, int at_most);
std::optional<KeptReport> find_report(store::Reader& reader, ReportId id);
// As it was made; nothing when there is none.
std::optional<ReportDocument> report_content(store::Reader& reader, ReportId id);

ReportId keep_report(store::Transaction& transaction, const ReturnAct& act, const ReportDocument& document);

// Puts last month on paper when its day has come, in each language that is read, and posts the letters in the same
// transaction. Answers how many letters; nothing when it was not due or is done.
std::optional<std::int64_t> make_due_reports(store::Store& store, const LetterContext& context, Instant at);
// Before the community starts.
void make_reports_by_the_clock(Community& community);

}  // namespace parvis::community
