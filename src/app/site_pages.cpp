#include "app/site_pages.h"

#include "app/readiness.h"
#include "core/crypto/crypto.h"
#include "core/metrics/metrics.h"

namespace parvis::app {

http::Response show_health(community::Visit&) { return http::text("ok\n").header("Cache-Control", "no-store"); }

http::Response show_readiness(community::Visit& visit) {
  const auto why_not = why_not_ready(visit.community);
  auto response = why_not ? http::text("not ready: " + *why_not + "\n", 503) : http::text("ready\n");
  response.header("Cache-Control", "no-store");
  return response;
}

http::Response show_metrics(community::Visit& visit) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto& token = visit.community.settings().watch.token;
  auto sent = visit.request.header("authorization");
  if (token.empty() || !sent.starts_with(kScheme)) throw NotFound();
  sent.remove_prefix(kScheme.size());
  if (!crypto::constant_time_equal(sent, token.reveal())) throw NotFound();
  auto response = http::bytes(visit.community.metrics().text(), metrics::kContentType);
  response.header("Cache-Control", "no-store");
  return response;
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
