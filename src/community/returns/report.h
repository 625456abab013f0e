// The month on paper: what a director reads in five minutes, in four sheets (where the community stands, how it lives,
// what was done, what it brought and what to decide). One document of words and figures, from which the page, the PDF,
// the letter and the API are all written, so that they cannot differ; kept as JSON, it stays as it was made. Functions
// over a Reader; the document is a plain value.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "community/identity.h"
#include "community/returns/return_chart.h"
#include "community/spaces/space.h"
#include "core/text/dates.h"

namespace parvis::community {

enum class ReportPart {
  levels,      // rows: name, share, meaning; the bar beside them is made of their lengths
  history,     // text, heads, rows from the latest back: when, the share of each level, with its length in the bar of
               // that time, the level reached; no lengths where nothing was exchanged
  course,      // text, heads, rows from the latest back: when, how many, how many a year before, with their heights
  figures,     // rows: what, figure, against what
  lead,        // text
  note,        // text
  heading,     // text
  comparison,  // heads, rows: what, then this month, the one before, a year ago
  ranking,     // rows: what, how much
  bullets,     // rows: one sentence each
  table,       // heads, rows of amounts
  statements,  // rows: what, value, source
  chart,       // of costs and gains
  room,        // lines to write on
};
struct ReportCell {
  std::string text;
  std::string path = {};     // of this community's, where it leads; empty: nowhere
  std::int64_t length = -1;  // of a bar, in thousandths; -1: there is none
  std::string brief = {};    // the same in few letters, under a chart
};
using ReportRow = std::vector<ReportCell>;
struct ReportBlock {
  ReportPart part = ReportPart::note;
  std::string text = {};
  std::vector<std::string> heads = {};
  std::vector<ReportRow> rows = {};
  ReturnChart chart = {};
};
struct ReportSheet {
  std::string title;
  std::vector<ReportBlock> blocks;
};
struct ReportDocument {
  std::int64_t month = 0;
  text::Language language = text::Language::en;
  std::string community, brand;  // its name, its colour "#1f5f99"
  std::string title;             // "November 2026 on paper"
  std::string month_words;       // "November 2026"
  std::string made_words;        // "Made on 3 December 2026"
  Instant made_at;
  std::vector<ReportSheet> sheets;
};

struct ReportContext {
  std::shared_ptr<const Identity> identity;
  std::shared_ptr<const SpaceList> spaces;
  text::Language language = text::Language::en;
  Instant at;
};
// Of the month as the timeline and the ledger have it now. What it names is what a visitor could read: paper goes from
// hand to hand.
ReportDocument make_report(store::Reader& reader, const ReportContext& context, std::int64_t month);

std::string to_json(const ReportDocument& document);
// Throws Fault when it is none.
ReportDocument report_from_json(std::string_view json);

}  // namespace parvis::community
