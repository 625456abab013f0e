// Figures in words: a number as its unit is read in the visit's language, and what it changed by. Pure functions.
#pragma once

#include <string>

#include "community/health/figure_kinds.h"
#include "community/health/health_report.h"
#include "community/visit.h"

namespace parvis::cockpit {

using community::Visit;
namespace health = community::health;

// "1,234", "12.3%", "6 h", "0.14"; a dash for nothing to count.
std::string value_words(const Visit& visit, health::Unit unit, std::optional<double> value);

enum class Trend { better, worse, neither };
struct Change {
  std::string words;  // "12 more than before"; empty when there is nothing to compare with
  Trend trend = Trend::neither;
};
enum class Against { before, year_ago };
Change change_of(const Visit& visit, const health::FigureKind& kind, const health::Figure& figure, Against against);

}  // namespace parvis::cockpit
