#include "app/site_pages.h"

namespace parvis::app {
namespace {

constexpr store::Sql kAlive{"select count(*) from space"};

}  // namespace

http::Response show_health(community::Visit& visit) {
  visit.community.store().read([](store::Reader& reader) { return reader.one<std::int64_t>(kAlive); });
  return http::text("ok\n");
}

http::Response show_robots(community::Visit& visit) {
  return http::text(
      "User-agent: *\n"
      "Disallow: /search\nDisallow: /account\nDisallow: /session\nDisallow: /sign-in\nDisallow: /password-reset\n"
      "Disallow: /notifications\nDisallow: /language\nDisallow: /look\nDisallow: /posts/*/history\nDisallow: /manage\n"
      "Sitemap: " +
      visit.origin + "/sitemap.xml\n");
}

}  // namespace parvis::app
