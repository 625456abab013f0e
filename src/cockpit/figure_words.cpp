#include "cockpit/figure_words.h"

#include <cmath>

#include "community/health/hours_words.h"
#include "core/text/fraction.h"

namespace parvis::cockpit {
namespace {

using health::Unit;

std::string decimal(const Visit& visit, double value) { return text::format_fraction(visit.language, value, 1); }

// Of a difference, without its sign.
std::string amount_words(const Visit& visit, Unit unit, double amount) {
  if (unit == Unit::share) {
    const auto points = 100 * amount;
    return visit.trn("{n} point", "{n} points", text::counted_like(visit.language, points, 1),
                     {{"n", decimal(visit, points)}});
  }
  return value_words(visit, unit, amount);
}

}  // namespace

std::string value_words(const Visit& visit, Unit unit, std::optional<double> value) {
  if (!value) return "–";
  switch (unit) {
    case Unit::people:
    case Unit::count: return text::format_number(visit.language, std::llround(*value));
    case Unit::share: return visit.tr("{n}%", {{"n", decimal(visit, 100 * *value)}});
    case Unit::hours: return health::hours_words(visit.language, *value);
    case Unit::ratio: return text::format_fraction(visit.language, *value);
  }
  return "–";
}

Change change_of(const Visit& visit, const health::FigureKind& kind, const health::Figure& figure, Against against) {
  const auto& other = against == Against::before ? figure.before : figure.year_ago;
  if (!figure.value || !other) return {};
  const auto difference = *figure.value - *other;
  const auto amount = amount_words(visit, kind.unit, std::abs(difference));
  const bool same = amount == amount_words(visit, kind.unit, 0);
  Change change;
  if (same) {
    change.words = against == Against::before ? visit.tr("as before") : visit.tr("as a year ago");
    return change;
  }
  const bool more = difference > 0;
  const bool counts = kind.unit == Unit::people || kind.unit == Unit::count;
  if (against == Against::before) {
    change.words = more     ? visit.tr("{amount} more than before", {{"amount", amount}})
                   : counts ? visit.tr("{amount} fewer than before", {{"amount", amount}})
                            : visit.tr("{amount} less than before", {{"amount", amount}});
  } else {
    change.words = more     ? visit.tr("{amount} more than a year ago", {{"amount", amount}})
                   : counts ? visit.tr("{amount} fewer than a year ago", {{"amount", amount}})
                            : visit.tr("{amount} less than a year ago", {{"amount", amount}});
  }
  if (kind.better != health::Better::neither) {
    change.trend = more == (kind.better == health::Better::more) ? Trend::better : Trend::worse;
  }
  return change;
}

}  // namespace parvis::cockpit
