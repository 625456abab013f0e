#include "community/returns/return_words.h"

#include "community/returns/month.h"
#include "core/text/catalogue.h"
#include "core/text/money.h"

namespace parvis::community {

std::string return_month_path(std::int64_t month) { return "/cockpit/return/months/" + month_in_figures(month); }
std::string gains_path(std::int64_t month, GainKind kind) {
  const auto before = month == 0 ? std::string("/cockpit/return") : return_month_path(month);
  return before + "/gains/" + std::string(gain_kind_name(kind));
}
std::string member_gains_path(GainKind kind, std::string_view handle) {
  return gains_path(0, kind) + "?member=" + std::string(handle);
}
std::string member_orders_path(std::string_view handle) {
  return "/cockpit/return/orders?member=" + std::string(handle);
}
std::string assumption_path(AssumptionKey key) {
  return "/cockpit/return/assumptions/" + std::string(assumption_name(key));
}

std::string Money::exact(std::int64_t cents) const { return text::format_money(language_, cents, currency_); }
std::string Money::round(std::int64_t cents) const {
  return text::format_money(language_, cents, currency_, text::Cents::rounded);
}
std::string Money::range(const Range& range) const {
  const auto low = round(range.low), high = round(range.high);
  return low == high ? low : text::tr(language_, "{low} to {high}", {{"low", low}, {"high", high}});
}

std::string quantity_words(const Money& money, GainKind kind, std::int64_t quantity) {
  const auto in = money.language();
  switch (kind) {
    case GainKind::order: return money.exact(quantity);
    case GainKind::support:
      return text::trn(in, "{n} question solved by a member", "{n} questions solved by members", quantity);
    case GainKind::prospect: return text::trn(in, "{n} prospect", "{n} prospects", quantity);
    case GainKind::pages: return text::trn(in, "{n} page given out", "{n} pages given out", quantity);
    case GainKind::idea: return text::trn(in, "{n} idea", "{n} ideas", quantity);
  }
  return {};
}

std::string value_words(const Money& money, AssumptionKey key, std::int64_t value) {
  return assumption_unit(key) == AssumptionUnit::cents ? money.exact(value)
                                                       : text::format_percent(money.language(), value);
}

}  // namespace parvis::community
