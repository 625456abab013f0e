#include "core/text/fraction.h"

#include <fmt/format.h>

#include <cmath>

#include "core/text/catalogue.h"

namespace parvis::text {

std::string format_fraction(Language language, double number, int most_digits) {
  constexpr int kMostDigits = 3;
  const auto size = std::abs(number);
  auto digits = most_digits;
  while (digits < kMostDigits && size > 0 && size < 0.5 * std::pow(10, -digits)) ++digits;
  auto text = fmt::format("{:.{}f}", size, digits);
  const auto mark = text.find('.');
  const auto whole = std::stoll(text.substr(0, mark));
  auto behind = mark == std::string::npos ? std::string() : text.substr(mark + 1);
  behind.erase(behind.find_last_not_of('0') + 1);
  const bool is_nothing = whole == 0 && behind.empty();
  text = format_number(language, whole);
  if (!behind.empty()) text += (language == Language::fr ? "," : ".") + behind;
  return number < 0 && !is_nothing ? "\u2212" + text : text;
}

std::int64_t counted_like(Language language, double number, int most_digits) {
  const auto written = format_fraction(language, std::abs(number), most_digits);
  if (written == "1") return 1;
  const bool is_one =
      language == Language::fr && (written == "0" || written.starts_with("0,") || written.starts_with("1,"));
  return is_one ? 1 : 2;
}

}  // namespace parvis::text
