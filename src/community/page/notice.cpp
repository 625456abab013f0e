#include "community/page/notice.h"

#include "community/page/page.h"

namespace parvis::community {
namespace {

constexpr std::chrono::seconds kShownWithin{60};

}  // namespace

std::string notice_of(const Visit& visit) {
  const auto value = visit.request.cookie(visit.request.cookie_name(kNoticeCookie));
  if (value.empty()) return {};
  const auto key = http::percent_decode(value);
  // Every sentence differs from its French; what does not is no sentence of ours.
  if (text::phrase(text::Language::fr, key) == key) return {};
  return std::string(text::phrase(visit.language, key));
}

http::Cookie gone_notice(const Visit& visit) {
  return {visit.request.cookie_name(kNoticeCookie), "", std::chrono::seconds{-1}};
}

http::Response see_other_with_notice(const Visit& visit, std::string_view location, const char* message_key) {
  return http::see_other(location).cookie(
      {visit.request.cookie_name(kNoticeCookie), http::percent_encode(message_key), kShownWithin});
}

}  // namespace parvis::community
