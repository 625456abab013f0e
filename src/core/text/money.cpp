#include "core/text/money.h"

#include <array>
#include <utility>

#include "core/text/catalogue.h"

namespace parvis::text {
namespace {

constexpr std::string_view kNarrowBlank = "\u202f", kNoBreakBlank = "\u00a0";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSigns{{{"EUR", "€"},
                                                                               {"USD", "$"},
                                                                               {"GBP", "£"},
                                                                               {"CHF", "CHF"},
                                                                               {"CAD", "CAD"},
                                                                               {"SEK", "SEK"},
                                                                               {"DKK", "DKK"},
                                                                               {"PLN", "PLN"}}};

std::string_view sign_of(std::string_view currency) {
  for (const auto& [code, sign] : kSigns) {
    if (code == currency) return sign;
  }
  return currency;
}

char decimal_mark(Language language) { return language == Language::fr ? ',' : '.'; }

// Two digits behind the mark.
std::string hundredths(std::int64_t amount, char mark) {
  const auto rest = amount % 100;
  return std::string(1, mark) + static_cast<char>('0' + rest / 10) + static_cast<char>('0' + rest % 10);
}

std::string figures(Language language, std::int64_t amount, bool keep_zeros) {
  auto text = std::to_string(amount / 100);
  if (amount % 100 == 0 && !keep_zeros) return text;
  text += hundredths(amount, decimal_mark(language));
  if (!keep_zeros && text.back() == '0') text.pop_back();
  return text;
}

// Only digits and marks: blanks of any kind, apostrophes and the signs of money left out. Nothing for other characters.
std::optional<std::string> bare(std::string_view typed) {
  std::string kept;
  for (std::size_t at = 0; at < typed.size();) {
    const auto rest = typed.substr(at);
    const auto skip = [&](std::string_view piece) { return rest.starts_with(piece) ? piece.size() : 0; };
    std::size_t passed = 0;
    for (const auto piece : {std::string_view(" "), std::string_view("'"), std::string_view("’"), std::string_view("%"),
                             kNarrowBlank, kNoBreakBlank}) {
      passed = passed ? passed : skip(piece);
    }
    for (const auto& [code, sign] : kSigns) {
      passed = passed ? passed : skip(sign);
      passed = passed ? passed : skip(code);
    }
    if (passed) {
      at += passed;
      continue;
    }
    const char c = typed[at++];
    if ((c < '0' || c > '9') && c != '.' && c != ',') return std::nullopt;
    kept.push_back(c);
  }
  return kept;
}

std::optional<std::int64_t> parse_hundredths(std::string_view typed, std::int64_t most) {
  const auto text = bare(typed);
  if (!text || text->empty()) return std::nullopt;
  const auto mark = text->find_last_of(".,");
  const auto behind = mark == std::string::npos ? 0 : text->size() - mark - 1;
  const bool has_decimals = mark != std::string::npos && (behind == 1 || behind == 2);
  if (mark != std::string::npos && !has_decimals && behind != 3) return std::nullopt;
  std::int64_t amount = 0;
  int digits = 0;
  for (std::size_t at = 0; at < (has_decimals ? mark : text->size()); ++at) {
    const char c = (*text)[at];
    if (c == '.' || c == ',') continue;
    amount = amount * 10 + (c - '0');
    if (++digits > 15) return std::nullopt;
  }
  amount *= 100;
  if (has_decimals) {
    amount += ((*text)[mark + 1] - '0') * 10;
    if (behind == 2) amount += (*text)[mark + 2] - '0';
  } else if (digits == 0) {
    return std::nullopt;
  }
  if (amount > most) return std::nullopt;
  return amount;
}

}  // namespace

bool is_currency(std::string_view code) {
  for (const auto& [known, sign] : kSigns) {
    if (known == code) return true;
  }
  return false;
}

std::string format_money(Language language, std::int64_t cents, std::string_view currency, Cents how) {
  const bool below = cents < 0;
  auto amount = below ? -cents : cents;
  if (how == Cents::rounded) amount = (amount + 50) / 100 * 100;
  auto number = format_number(language, amount / 100);
  if (how == Cents::shown) number += hundredths(amount, decimal_mark(language));
  const auto sign = std::string(sign_of(currency));
  const std::string minus = below && amount > 0 ? "\u2212" : "";
  if (language == Language::fr) return minus + number + std::string(kNoBreakBlank) + sign;
  return minus + sign + (sign.size() == 3 && sign[0] >= 'A' && sign[0] <= 'Z' ? std::string(kNoBreakBlank) : "") +
         number;
}

std::string money_in_figures(Language language, std::int64_t cents) {
  return cents % 100 == 0 ? std::to_string(cents / 100) : figures(language, cents, true);
}

std::optional<std::int64_t> parse_money(std::string_view typed) { return parse_hundredths(typed, kMostCents); }

std::string format_percent(Language language, std::int64_t hundredths_of_percent) {
  const auto number = figures(language, hundredths_of_percent, false);
  return language == Language::fr ? number + std::string(kNarrowBlank) + "%" : number + "%";
}

std::string percent_in_figures(Language language, std::int64_t hundredths_of_percent) {
  return figures(language, hundredths_of_percent, false);
}

std::optional<std::int64_t> parse_percent(std::string_view typed) { return parse_hundredths(typed, 100 * 100); }

}  // namespace parvis::text
