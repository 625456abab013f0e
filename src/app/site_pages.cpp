#include "app/site_pages.h"

#include "app/dispatch.h"

namespace parvis::app {
namespace {

constexpr store::Sql kAlive{"select count(*) from space"};
constexpr std::chrono::seconds kYear{365 * 24 * 3600};

}  // namespace

http::Response choose_language(community::Visit& visit) {
  const auto chosen = text::parse_language(visit.request.form.get("language"));
  auto response = http::see_other(visit.request.form.get("return_to"));
  if (chosen) {
    response.cookie({.name = kLanguageCookie, .value = std::string(text::tag(*chosen)), .max_age = kYear});
  }
  return response;
}

http::Response show_health(community::Visit& visit) {
  visit.community.store().read([](store::Reader& reader) { return reader.one<std::int64_t>(kAlive); });
  return http::text("ok\n");
}

http::Response show_robots(community::Visit& visit) {
  return http::text(
      "User-agent: *\n"
      "Disallow: /search\nDisallow: /account\nDisallow: /session\nDisallow: /sign-in\nDisallow: /password-reset\n"
      "Disallow: /notifications\nDisallow: /posts/*/history\nDisallow: /manage\n"
      "Sitemap: " +
      visit.origin + "/sitemap.xml\n");
}

}  // namespace parvis::app
