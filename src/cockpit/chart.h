// Charts of our own: drawn on the server, in the colours of the page, each with what it says in a sentence for who
// cannot see it and with its figures in a table that opens beside it. Functions of what they are given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/html/html.h"
#include "core/text/language.h"

namespace parvis::cockpit {

struct ChartValue {
  std::string when;  // "3 Nov", in the table and when pointed at
  double value = 0;
  std::string words;             // of the value
  std::optional<double> before;  // what it is held against
  std::string before_words;
};

struct LineChart {
  std::string title;               // above it, and of its table
  std::string says;                // in one sentence
  std::string when, what;          // head the columns of times and values
  std::string against;             // that of what they are held against; empty: nothing
  std::string against_words;       // the same beside its line: "a year before"
  std::vector<ChartValue> values;  // the oldest first
};
// The line from zero up, its last and its highest value written beside it; what it is held against as a dashed one,
// with its name. Nothing of nothing.
void write_line_chart(html::Writer& out, text::Language in, const LineChart& chart);

struct ShareBar {
  std::string when;
  std::string brief;               // under the bar where it has room; without one, the first and the last are told
  std::string below;               // under that
  std::vector<std::string> words;  // of the parts, and what else stands in the row of the table
  std::vector<double> parts;       // beside the chart's names; their sum is the whole, and zero draws nothing
};
struct ShareChart {
  std::string title, says;
  std::string when;                 // heads the column of times
  std::vector<std::string> names;   // of the parts, from the bottom up; three at most
  std::vector<std::string> beside;  // heads of what else stands in the rows
  std::vector<ShareBar> bars;       // the oldest first
};
// Bars of equal height, divided, each part with a pattern of its own, named beside the last bar; a line marks the half.
void write_share_chart(html::Writer& out, text::Language in, const ShareChart& chart);
// The patterns of the parts, for other drawings of the same: once in a drawing, under names that begin with `prefix`.
void write_part_patterns(html::Writer& out, std::string_view prefix);
std::string part_pattern(std::string_view prefix, std::size_t part);  // "url(#prefix1)"

struct HeatCell {
  double value = 0;
  std::string words;   // what is read out
  std::string inside;  // what is shown; empty where there is no room
  bool blank = false;
};
struct HeatRow {
  std::string name;
  std::vector<HeatCell> cells;
};
struct HeatMap {
  std::string title, says;
  std::string corner;                // heads the names of the rows
  std::vector<std::string> columns;  // short
  std::size_t every = 1;             // each so many-eth of their names is shown; all are read out
  std::vector<HeatRow> rows;
  double most = 0;  // the darkest; 0: the greatest there is
};
// A table whose cells are the darker the more they hold.
void write_heat_map(html::Writer& out, const HeatMap& map);

}  // namespace parvis::cockpit
