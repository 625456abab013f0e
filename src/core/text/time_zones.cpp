#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "core/text/dates.h"

namespace parvis::text {

struct TimeZone::Rules {
  std::string name;
  std::unique_ptr<icu::TimeZone> zone;
};

namespace {

constexpr std::size_t kMaxName = 64;  // the longest of the database has 32

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::vector<std::string> names(USystemTimeZoneType type) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::StringEnumeration> found(
      icu::TimeZone::createTimeZoneIDEnumeration(type, nullptr, nullptr, status));
  std::vector<std::string> all;
  while (U_SUCCESS(status) && found) {
    const char* name = found->next(nullptr, status);
    if (name == nullptr) break;
    all.emplace_back(name);
  }
  return all;
}

bool exists(std::string_view name) {
  static const auto all = [] {
    auto list = names(UCAL_ZONE_TYPE_ANY);
    return std::set<std::string, std::less<>>(list.begin(), list.end());
  }();
  return name.size() <= kMaxName && all.contains(name);
}

}  // namespace

TimeZone::TimeZone() {
  static const Rules* const utc = find("UTC")->rules_;
  rules_ = utc;
}

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  // A worker serves few zones in a row: the last one found is answered without the lock.
  thread_local const Rules* last = nullptr;
  if (last != nullptr && last->name == name) return TimeZone(last);
  if (!exists(name)) return std::nullopt;
  static std::mutex mutex;
  static std::map<std::string, Rules, std::less<>> known;
  std::lock_guard lock(mutex);
  auto found = known.find(name);
  if (found == known.end()) {
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(unicode(name)));
    found = known.emplace(std::string(name), Rules{std::string(name), std::move(zone)}).first;
  }
  last = &found->second;
  return TimeZone(last);
}

std::string_view TimeZone::name() const { return rules_->name; }

std::int64_t TimeZone::offset_at(Instant at) const {
  std::int32_t standard = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffset(static_cast<double>(at.microseconds) / 1000, false, standard, summer, status);
  return (std::int64_t{standard} + summer) * 1000;
}

bool valid_time_zone(std::string_view name) { return TimeZone::find(name).has_value(); }

const std::vector<std::string>& time_zones() {
  static const auto all = [] {
    auto list = names(UCAL_ZONE_TYPE_CANONICAL_LOCATION);
    std::erase_if(list, [](const std::string& name) { return name.find('/') == std::string::npos; });
    list.emplace_back("UTC");
    std::ranges::sort(list);
    return list;
  }();
  return all;
}

}  // namespace parvis::text
