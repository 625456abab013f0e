#include <cstdlib>

#include "core/text/catalogue.h"

namespace parvis::text {
namespace {

constexpr std::string_view kNarrowNoBreakSpace = "\u202f";

// `tenths` tenths of a unit: 123 → "12.3", 120 → "12".
std::string one_decimal(Language language, std::uint64_t tenths) {
  std::string text = std::to_string(tenths / 10);
  // Three digits are precise enough: 123k, not 123.4k.
  if (tenths % 10 == 0 || tenths >= 1000) return text;
  text.push_back(language == Language::fr ? ',' : '.');
  text.push_back(static_cast<char>('0' + tenths % 10));
  return text;
}

std::uint64_t magnitude(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

}  // namespace

std::string format_number(Language language, std::int64_t number) {
  const std::string digits = std::to_string(magnitude(number));
  std::string text = number < 0 ? "\u2212" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += language == Language::fr ? kNarrowNoBreakSpace : ",";
    text.push_back(digits[i]);
  }
  return text;
}

std::string format_compact(Language language, std::int64_t number) {
  const std::uint64_t size = magnitude(number);
  if (size < 1000) return format_number(language, number);
  const bool millions = size >= 1'000'000;
  std::string text = number < 0 ? "\u2212" : "";
  text += one_decimal(language, size / (millions ? 100'000 : 100));
  if (language == Language::fr) text += kNarrowNoBreakSpace;
  text.push_back(millions ? 'M' : 'k');
  return text;
}

}  // namespace parvis::text
