// Months, by which costs and gains are told: one number, twelve times the year plus the month from 0, in the
// community's time zone. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/dates.h"

namespace parvis::community {

inline constexpr std::int64_t kOpenMonth = 1'000'000;  // of what goes on without an end

std::int64_t month_of(Instant at, text::TimeZone zone);
// When it begins.
Instant month_start(std::int64_t month, text::TimeZone zone);
std::string month_in_figures(std::int64_t month);  // "2026-11"
std::optional<std::int64_t> parse_month(std::string_view figures);
std::string month_name(std::int64_t month, text::Language language);        // "November 2026"
std::string_view year_of_name(std::string_view month_name);                 // "2026"
std::string short_month_name(std::int64_t month, text::Language language);  // "Nov"

}  // namespace parvis::community
