#include "community/page/language_page.h"

namespace parvis::community {
namespace {

constexpr std::chrono::hours kRemembered{365 * 24};

}  // namespace

http::Response choose_language(Visit& visit) {
  const auto language = text::parse_language(visit.request.parameter("language"));
  if (!language || std::ranges::find(visit.identity->languages, *language) == visit.identity->languages.end())
    throw NotFound();
  return http::see_other(visit.request.query.get("return_to"))
      .cookie({kLanguageCookie, std::string(text::tag(*language)), kRemembered});
}

}  // namespace parvis::community
