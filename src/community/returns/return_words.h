// Costs and gains in a reader's words: amounts and ranges in the community's currency, what was counted, and the
// addresses of the pages that show it. Plain values; any thread.
#pragma once

#include <string>

#include "community/returns/gain.h"
#include "core/text/language.h"

namespace parvis::community {

inline constexpr std::int64_t kMonthsShown = 12;

std::string return_month_path(std::int64_t month);
std::string gains_path(std::int64_t month, GainKind kind);  // `month` zero: of the last twelve
// What one member brought, whenever; and what they ordered.
std::string member_gains_path(GainKind kind, std::string_view handle);
std::string member_orders_path(std::string_view handle);
std::string assumption_path(AssumptionKey key);

// Amounts as this reader reads them, in the community's currency.
class Money {
 public:
  Money(text::Language language, std::string currency) : language_(language), currency_(std::move(currency)) {}
  std::string exact(std::int64_t cents) const;
  std::string round(std::int64_t cents) const;
  // "€800 to €3,100"; one amount when both are the same.
  std::string range(const Range& range) const;
  const std::string& currency() const { return currency_; }
  text::Language language() const { return language_; }

 private:
  text::Language language_;
  std::string currency_;
};

// What is counted, in words: "12 questions", "3 prospects", "€1,240.50".
std::string quantity_words(const Money& money, GainKind kind, std::int64_t quantity);
// A value as its assumption counts it: money or a share.
std::string value_words(const Money& money, AssumptionKey key, std::int64_t value);

}  // namespace parvis::community
