#include "community/returns/month.h"

#include <fmt/format.h>

#include <charconv>

namespace parvis::community {
namespace {

constexpr std::size_t kFigures = 7;  // "2026-11"
constexpr std::int64_t kFirstYear = 1970, kLastYear = 2199;

std::optional<std::int64_t> number_in(std::string_view figures) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(figures.data(), figures.data() + figures.size(), number);
  if (error != std::errc() || end != figures.data() + figures.size()) return std::nullopt;
  return number;
}

}  // namespace

std::int64_t month_of(Instant at, text::TimeZone zone) {
  return parse_month(text::day_in_figures(at, zone).substr(0, kFigures)).value_or(kFirstYear * 12);
}

Instant month_start(std::int64_t month, text::TimeZone zone) {
  return text::start_of_day(month_in_figures(month) + "-01", zone).value_or(Instant{});
}

std::string month_in_figures(std::int64_t month) { return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1); }

std::optional<std::int64_t> parse_month(std::string_view figures) {
  if (figures.size() != kFigures || figures[4] != '-') return std::nullopt;
  const auto year = number_in(figures.substr(0, 4)), month = number_in(figures.substr(5));
  if (!year || !month || *year < kFirstYear || *year > kLastYear || *month < 1 || *month > 12) return std::nullopt;
  return *year * 12 + *month - 1;
}

std::string month_name(std::int64_t month, text::Language language) {
  return text::month_and_year(month_start(month, {}), language, {});
}

std::string_view year_of_name(std::string_view month_name) {
  const auto blank = month_name.find_last_of(' ');
  return blank == std::string_view::npos ? std::string_view() : month_name.substr(blank + 1);
}

std::string short_month_name(std::int64_t month, text::Language language) {
  const auto start = month_start(month, {});
  const auto day = text::short_day(start, start, language, {});  // "1 Nov", « 1er nov. »
  const auto blank = day.find_first_of(" \xc2");
  return blank == std::string::npos ? day : day.substr(day[blank] == ' ' ? blank + 1 : blank + 2);
}

}  // namespace parvis::community
