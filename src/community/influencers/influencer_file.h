// A file of influencers: a table whose columns are taken for what a plan says. Who is in the table already is changed,
// the rest added. The same person is: the same member; or, of two outsiders, the same name (compared without case and
// accents) and a site in common, or no site on one side. Nobody outside is taken for a member, whatever they are
// called. An empty cell takes nothing away, and sites are added to those there are. What cannot be read is refused with
// its line and all its reasons, and stops nothing else. Some hundred lines in each write, so that others write between
// two. A try reads and writes nothing. And the table as a file again, whose columns read back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/influencers/influencer.h"
#include "community/influencers/influencer_list.h"
#include "community/tables/table_file.h"
#include "core/errors.h"
#include "core/http/streamed.h"
#include "core/text/csv.h"
#include "core/text/language.h"

namespace parvis::community {

inline constexpr std::size_t kMaxInfluencerFileBytes = 10 * 1024 * 1024;
inline constexpr std::size_t kMostInfluencerLines = 50'000;

enum class InfluencerColumn {
  passed_over,
  name,
  member,
  sites,
  specialities,
  places,
  notes,
  contact_day,
  contact_by,
  contact_way,
  next_what,
  next_day,
  next_who,
  basis,
  source
};
inline constexpr std::size_t kInfluencerColumns = 15;
std::string_view influencer_column_name(InfluencerColumn column);  // "name", …; "none" for passed_over
const char* influencer_column_words(InfluencerColumn column);      // msgid
std::optional<InfluencerColumn> parse_influencer_column(std::string_view name);

struct InfluencerPlan {
  std::vector<InfluencerColumn> columns;
  bool has_heads = true;  // the first line names the columns
};
// Those that managers brought, as drafts and as what became of them.
const TableFiles& influencer_files();
std::string to_json(const InfluencerPlan& plan);
InfluencerPlan influencer_plan_from_json(std::string_view json);
// What the heads of the columns suggest, in English and French.
InfluencerPlan guess_influencer_plan(const text::CsvRow& first_line);
// The column that is missing and must be there, if one is.
std::optional<Sentence> missing_in(const InfluencerPlan& plan);

struct RefusedInfluencer {
  std::size_t line = 0;
  Mistakes reasons;  // of the column they are about; of none, of the whole line
  text::CsvRow values;
};
struct InfluencerReport {
  std::int64_t made = 0, changed = 0, same = 0;
  text::CsvRow heads;  // empty when the first line names nothing
  std::vector<RefusedInfluencer> refused;
};
TableOutcome outcome_of(const InfluencerReport& report);
// Of a file: where those it brings are known from, unless it says so itself; and today, in days since 1970.
struct InfluencerBringing {
  std::string source;
  std::int64_t today = 0;
};
// Known from the file of this name.
InfluencerBringing bringing_of(std::string_view file_name, text::Language language, std::int64_t today);
// `table` is decoded text.
InfluencerReport import_influencers(store::Store& store, const SpaceAct& act, std::string_view table,
                                    const InfluencerPlan& plan, const InfluencerBringing& bringing);
// The same of a file that is kept, with what became of it.
InfluencerReport bring_influencers_in(store::Store& store, const SpaceAct& act, TableFileId file,
                                      std::string_view table, const InfluencerPlan& plan,
                                      const InfluencerBringing& bringing, text::Language language);
// What it would do.
InfluencerReport try_influencers(store::Store& store, std::string_view table, const InfluencerPlan& plan,
                                 const InfluencerBringing& bringing);
// Why a line was refused, as it is said: each reason after the name of its column.
std::string reasons_words(const RefusedInfluencer& refused, text::Language language);
// The refused lines with all their reasons, as a table.
std::string refusals_table(const InfluencerReport& report, text::Language language);

// The table as a file: its heads, then a line for each.
std::string influencer_heads(text::Language language);
std::string influencer_line(const Influencer& influencer, text::Language language);
// The same piece by piece, of those the query asks for, `mark` before all of it. `store` outlives it.
http::BodySource influencer_pieces(store::Store& store, InfluencerQuery query, text::Language language,
                                   std::string mark = "");

}  // namespace parvis::community
