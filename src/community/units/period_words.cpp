#include "community/units/period_words.h"

#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

std::string month_words(text::Language language, const Month& month) {
  if (!month.month) return std::to_string(month.year);
  static constexpr const char* kMonths[] = {
      text::msgid("January {year}"), text::msgid("February {year}"), text::msgid("March {year}"),
      text::msgid("April {year}"),   text::msgid("May {year}"),      text::msgid("June {year}"),
      text::msgid("July {year}"),    text::msgid("August {year}"),   text::msgid("September {year}"),
      text::msgid("October {year}"), text::msgid("November {year}"), text::msgid("December {year}")};
  return text::tr(language, kMonths[*month.month - 1], {{"year", std::to_string(month.year)}});
}

}  // namespace

std::string period_words(text::Language language, const Period& period) {
  const auto from = month_words(language, period.from);
  if (!period.to) return text::tr(language, "since {when}", {{"when", from}});
  const auto to = month_words(language, *period.to);
  return from == to ? from : text::tr(language, "{from} to {to}", {{"from", from}, {"to", to}});
}

}  // namespace parvis::community
