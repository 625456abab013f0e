// The course of the months in the month on paper: what a chart draws and a table tells, row by row, in the reader's
// language. Pure functions.
#pragma once

#include "community/returns/report_words.h"

namespace parvis::community {

// How exchanges were shared among the three levels each month for a year, and the level reached; a sentence where there
// is one month of them only, nothing where nobody ever spoke.
void add_levels_over_time(ReportSheet& sheet, text::Language in, const MonthFacts& facts);

// How many members wrote each month, and in the same month of the year before; a sentence as above.
void add_writers_over_time(ReportSheet& sheet, text::Language in, const MonthFacts& facts);

}  // namespace parvis::community
