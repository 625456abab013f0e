// Charts of our own: drawn on the server, in the colours of the page, each with what it says in a sentence for who
// cannot see it and with its figures in a table that opens beside it. Functions of what they are given.
#pragma once

#include <string>
#include <vector>

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::cockpit {

using community::Visit;

struct ChartValue {
  std::string when;  // "3 Nov", in the table and when pointed at
  double value = 0;
  std::string words;  // of the value
};

struct LineChart {
  std::string title;               // above it, and of its table
  std::string says;                // in one sentence
  std::string what;                // heads the column of values
  std::vector<ChartValue> values;  // the oldest first
};
// The line from zero up, its last and its highest value written beside it.
void write_line_chart(html::Writer& out, const Visit& visit, const LineChart& chart);

struct ShareBar {
  std::string when;
  std::vector<double> parts;  // beside the chart's names; their sum is the whole
};
struct ShareChart {
  std::string title, says;
  std::vector<std::string> names;  // of the parts, from the bottom up; three at most
  std::vector<ShareBar> bars;      // the oldest first
  std::vector<std::string> (*words)(const Visit& visit, const ShareBar& bar);
};
// Bars of equal height, divided: the names stand beside the last.
void write_share_chart(html::Writer& out, const Visit& visit, const ShareChart& chart);

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
