#include "core/text/dates.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <array>
#include <chrono>
#include <cstdio>

#include "core/text/catalogue.h"

namespace parvis::text {
namespace {

using namespace std::chrono;

constexpr std::string_view kNoBreakSpace = "\u00a0";

// The calendar and the clock of one instant in one zone.
struct Local {
  Local(Instant at, TimeZone zone) {
    const sys_time<microseconds> time{microseconds{at.microseconds + zone.offset_at(at)}};
    days = floor<std::chrono::days>(time);
    date = year_month_day(days);
    const auto into_day = time - days;
    hour = static_cast<int>(floor<hours>(into_day).count());
    minute = static_cast<int>(floor<minutes>(into_day).count() % 60);
  }
  int year() const { return static_cast<int>(date.year()); }
  unsigned month() const { return static_cast<unsigned>(date.month()); }
  unsigned day() const { return static_cast<unsigned>(date.day()); }
  unsigned weekday() const { return std::chrono::weekday(days).c_encoding(); }

  sys_days days;
  year_month_day date;
  int hour = 0;
  int minute = 0;
};

// Names of months and days, from ICU's symbols.
struct Names {
  explicit Names(Language language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(std::string(tag(language)).c_str()), status);
    using Symbols = icu::DateFormatSymbols;
    std::int32_t count = 0;
    read(months, symbols.getMonths(count, Symbols::FORMAT, Symbols::WIDE), 0);
    read(short_months, symbols.getMonths(count, Symbols::FORMAT, Symbols::ABBREVIATED), 0);
    read(weekdays, symbols.getWeekdays(count, Symbols::FORMAT, Symbols::WIDE), 1);  // ICU counts days from 1
  }
  template <std::size_t N>
  static void read(std::array<std::string, N>& names, const icu::UnicodeString* symbols, std::size_t from) {
    for (std::size_t i = 0; i < N; ++i) symbols[i + from].toUTF8String(names[i]);
  }
  std::array<std::string, 12> months;
  std::array<std::string, 12> short_months;
  std::array<std::string, 7> weekdays;
};

const Names& names(Language language) {
  static const std::array<Names, kLanguages.size()> all = {Names(Language::en), Names(Language::fr)};
  return all[static_cast<std::size_t>(language)];
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string clock_text(const Local& local, Language language) {
  if (language == Language::en) return two_digits(local.hour) + ":" + two_digits(local.minute);
  std::string text = std::to_string(local.hour);
  text.append(kNoBreakSpace).append("h");
  if (local.minute == 0) return text;
  return text.append(kNoBreakSpace).append(two_digits(local.minute));
}

std::string day_number(const Local& local, Language language) {
  if (language == Language::fr && local.day() == 1) return "1er";
  return std::to_string(local.day());
}

std::string short_day_text(const Local& local, int year_now, Language language) {
  std::string text = day_number(local, language);
  text.append(kNoBreakSpace).append(names(language).short_months[local.month() - 1]);
  if (local.year() != year_now) text.append(kNoBreakSpace).append(std::to_string(local.year()));
  return text;
}

std::string long_day_text(const Local& local, Language language) {
  return day_number(local, language) + " " + names(language).months[local.month() - 1] + " " +
         std::to_string(local.year());
}

std::string minutes_apart(std::int64_t apart, Language language) {
  const auto minutes = (apart < 0 ? -apart : apart) / kMinute;
  if (minutes == 0) return tr(language, "just now");
  if (apart > 0) return trn(language, "{n} min ago", "{n} min ago", minutes);
  return trn(language, "in {n} min", "in {n} min", minutes);
}

}  // namespace

std::string when(Instant at, Instant now, Language language, TimeZone zone) {
  const std::int64_t apart = now - at;
  if (apart > -kHour && apart < kHour) return minutes_apart(apart, language);
  const Local local(at, zone);
  const Local today(now, zone);
  const auto back = (today.days - local.days).count();
  const std::string time = clock_text(local, language);
  if (back == 0) return tr(language, "today at {time}", {{"time", time}});
  if (back == 1) return tr(language, "yesterday at {time}", {{"time", time}});
  if (back == -1) return tr(language, "tomorrow at {time}", {{"time", time}});
  if (back > 1 && back < 7) {
    const std::string& weekday = names(language).weekdays[local.weekday()];
    return tr(language, "{weekday} at {time}", {{"weekday", weekday}, {"time", time}});
  }
  return short_day_text(local, today.year(), language);
}

std::string date_and_time(Instant at, Instant now, Language language, TimeZone zone) {
  const Local local(at, zone);
  const std::string date = short_day_text(local, Local(now, zone).year(), language);
  return tr(language, "{day} at {time}", {{"day", date}, {"time", clock_text(local, language)}});
}

std::string long_date(Instant at, Language language, TimeZone zone) {
  const Local local(at, zone);
  const std::string date = names(language).weekdays[local.weekday()] + " " + long_day_text(local, language);
  return tr(language, "{day} at {time}", {{"day", date}, {"time", clock_text(local, language)}});
}

std::string day(Instant at, Language language, TimeZone zone) { return long_day_text(Local(at, zone), language); }

std::string short_day(Instant at, Instant now, Language language, TimeZone zone) {
  return short_day_text(Local(at, zone), Local(now, zone).year(), language);
}

std::string month_and_year(Instant at, Language language, TimeZone zone) {
  const Local local(at, zone);
  return names(language).months[local.month() - 1] + " " + std::to_string(local.year());
}

std::string time_of_day(Instant at, Language language, TimeZone zone) { return clock_text(Local(at, zone), language); }

std::string day_in_figures(Instant at, TimeZone zone) {
  const Local local(at, zone);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", local.year(), local.month(), local.day());
  return text;
}

std::optional<Instant> start_of_day(std::string_view day_in_figures, TimeZone zone) {
  if (day_in_figures.size() != 10) return std::nullopt;
  const auto midnight = parse_rfc3339(day_in_figures);
  if (!midnight) return std::nullopt;
  // The offset in force at midnight there; asked twice, since the first answer is for midnight in UTC.
  Instant start = *midnight - zone.offset_at(*midnight);
  start = *midnight - zone.offset_at(start);
  // Where the clock jumps over midnight, the day begins at the jump.
  return Local(start, zone).days < sys_days{floor<days>(sys_time<microseconds>{microseconds{midnight->microseconds}})}
             ? start + kHour
             : start;
}

}  // namespace parvis::text
