// Amounts of money and shares, as people write and read them in each language; counted in cents and in hundredths of a
// percent, whole numbers, so that sums are exact. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/language.h"

namespace parvis::text {

inline constexpr std::int64_t kMostCents = 100'000'000'000'000;  // a million millions: more is a slip of the finger

// The currencies a community may count in: three capital letters (ISO 4217) of those with hundredths.
bool is_currency(std::string_view code);

enum class Cents { shown, rounded };
// "€1,234.50" / « 1 234,50 € »; rounded: "€1,235" / « 1 235 € ».
std::string format_money(Language language, std::int64_t cents, std::string_view currency, Cents how = Cents::shown);
// For a field of a form: "1234.50" / « 1234,50 ».
std::string money_in_figures(Language language, std::int64_t cents);
// "1 234,50", "1,234.50", "€1234", "1.234": a mark with one or two digits behind it is the decimal one, others part
// thousands. Nothing for what is no amount, is negative or too much.
std::optional<std::int64_t> parse_money(std::string_view typed);

// 3550 → "35.5%" / « 35,5 % ».
std::string format_percent(Language language, std::int64_t hundredths);
std::string percent_in_figures(Language language, std::int64_t hundredths);  // "35.5"
// "35", "35.5 %", "35,5": up to 100.
std::optional<std::int64_t> parse_percent(std::string_view typed);

}  // namespace parvis::text
