#include "app/dispatch.h"

#include <algorithm>
#include <array>
#include <new>
#include <optional>

#include "api/api_routes.h"
#include "api/idempotency.h"
#include "app/nearest_page.h"
#include "app/routes.h"
#include "community/accounts/door.h"
#include "community/accounts/second_step.h"
#include "community/api/problem.h"
#include "community/members/session.h"
#include "community/pace/pace.h"
#include "community/page/language_page.h"
#include "community/page/look.h"
#include "community/page/notice.h"
#include "community/page/page.h"
#include "core/http/pages_given.h"
#include "core/log/log.h"
#include "core/metrics/metrics.h"
#include "core/store/disk_room.h"
#include "core/store/may_lag.h"
#include "core/store/query_record.h"

namespace parvis::app {
namespace {

using community::is_api;
using community::kLanguageCookie;
using community::Visit;

bool is_unsafe(http::Method method) {
  return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

Visit visit_of(community::Community& community, const http::Request& request) {
  auto identity = community.identity();
  Visit visit{.community = community, .request = request};
  visit.language = visitor_language(*identity, request.cookie(kLanguageCookie), request.header("accept-language"));
  visit.time_zone = identity->time_zone;
  visit.identity = std::move(identity);
  visit.spaces = community.spaces().list();
  const auto& address = community.settings().server.public_address;
  visit.origin = address.empty() ? request.origin() : address;
  visit.source = is_api(request) ? community::Source::api : community::Source::page;
  return visit;
}

http::Response refusal_of(const Visit& visit, const Refusal& refusal) {
  if (is_api(visit.request)) return community::problem(visit, refusal);
  if (refusal.status() == 401) return community::sign_in_keeping(visit);
  auto response = community::render_refusal(visit, refusal);
  if (const auto* too_many = dynamic_cast<const TooMany*>(&refusal)) {
    response.header("Retry-After", std::to_string(too_many->retry_after));
  }
  return response;
}

// A fault of ours: the visitor is told that it is not theirs, and that what they typed can be sent again.
http::Response admit_fault(const Visit& visit, int status, const char* what) {
  log::error("A request failed", {{"path", visit.request.path}, {"status", status}, {"what", what}});
  const Sentence sentence{"Something went wrong here. Nothing was lost; please try again in a moment."};
  auto response = refusal_of(visit, Refusal(status, sentence, what));
  if (status == 503) response.header("Retry-After", std::to_string(store::Unavailable::kRetryAfterSeconds));
  return response;
}

// Said once to the log and to the managers (core/store/disk_room.h), not at each request: the log may be on that disk.
http::Response say_that_the_disk_is_full(const Visit& visit) {
  const Sentence sentence{"There is no room left to keep what you sent. Reading goes on; please try again later."};
  return refusal_of(visit, Refusal(503, sentence)).header("Retry-After", "60");
}

void check_access(const Visit& visit, Access access) {
  if (access != Access::everyone && !visit.viewer.signed_in()) throw SignInNeeded();
  if (access != Access::managers) return;
  if (!visit.viewer.is_manager()) throw Forbidden();
  // A page has every right of its reader; a token has what its scope says.
  if (is_unsafe(visit.request.method) && visit.scope < community::Scope::manage) {
    throw Forbidden({"This token may not manage."});
  }
}

// Whether the query holds nothing but what the route reads, each once.
bool reads_all(const Endpoint& endpoint, const http::Fields& query) {
  return std::ranges::all_of(query.pairs(), [&](const auto& pair) {
    return std::ranges::find(endpoint.reads, pair.first) != endpoint.reads.end() && query.all(pair.first).size() == 1;
  });
}

// Lists, conversations, searches and feeds: not the pages that letters lead to, which must know what was just written.
bool is_reading_of_a_visitor(const Visit& visit) {
  if (visit.viewer.signed_in() || is_unsafe(visit.request.method)) return false;
  auto path = std::string_view(visit.request.path);
  constexpr std::string_view kApi = "/api/v1/";
  path.remove_prefix(std::min(path.size(), path.starts_with(kApi) ? kApi.size() : 1));
  const auto room = path.substr(0, path.find('/'));
  constexpr std::array<std::string_view, 14> kRooms{"",       "latest",    "newest",      "appreciated", "unanswered",
                                                    "spaces", "tags",      "threads",     "posts",       "members",
                                                    "search", "feed.atom", "sitemap.xml", "members.json"};
  return std::ranges::find(kRooms, room) != kRooms.end();
}

// A page that somebody reads, not one that somebody works with: forms, settings, the staff's own rooms.
bool is_page_read(const Visit& visit, std::string_view route, const http::Response& response) {
  if (visit.request.method != http::Method::get || response.status != 200 || visit.viewer.is_manager()) return false;
  if (!response.content_type.starts_with("text/html") || route.ends_with("/new") || route.ends_with("/edit")) {
    return false;
  }
  route.remove_prefix(std::min<std::size_t>(route.size(), 1));
  const auto room = route.substr(0, route.find('/'));
  constexpr std::array<std::string_view, 12> kRooms{"",           "latest", "newest",  "appreciated",
                                                    "unanswered", "spaces", "threads", "tags",
                                                    "members",    "groups", "units",   "search"};
  return std::ranges::find(kRooms, room) != kRooms.end();
}

http::Response answer(Visit& visit, const Endpoint& endpoint) {
  community::recognise(visit);
  if (is_unsafe(visit.request.method) && endpoint.proof == Proof::form) {
    if (auto instead = community::guard(visit)) return std::move(*instead);
  }
  if (is_api(visit.request)) keep(visit, community::Pace::calls);
  check_access(visit, endpoint.access);
  if (auto first = community::second_factor_first(visit)) return std::move(*first);
  std::optional<store::LastRoom> last_room;
  if (endpoint.on_full_disk == OnFullDisk::writes) last_room.emplace();
  std::optional<store::MayLag> may_lag;
  if (is_reading_of_a_visitor(visit)) may_lag.emplace();
  if (is_api(visit.request) && is_unsafe(visit.request.method)) {
    if (auto kept = api::kept_answer(visit)) return std::move(*kept);
  }
  auto response = endpoint.handler(visit);
  // Kept under its whole address: with a name in it that the page does not read, there would be no end of addresses.
  if (!reads_all(endpoint, visit.request.query)) response.keep.reset();
  return response;
}

// Who was kept out, and who was slowed down: an operator looks there for those who try doors.
void log_refusal(const Visit& visit, const Refusal& refusal) {
  if (refusal.status() != 403 && refusal.status() != 429) return;
  log::info("A request was refused", {{"path", visit.request.path},
                                      {"status", refusal.status()},
                                      {"member", visit.viewer.member},
                                      {"why", refusal.what()}});
}

// Runs `action` and turns whatever it throws into an answer.
template <class Action>
http::Response caught(Visit& visit, Action&& action) {
  try {
    return action();
  } catch (const Refusal& refusal) {
    log_refusal(visit, refusal);
    return refusal_of(visit, refusal);
  } catch (const store::DiskFull&) {
    return say_that_the_disk_is_full(visit);
  } catch (const Fault& fault) {
    return admit_fault(visit, 503, fault.what());
  } catch (const std::bad_alloc&) {
    return admit_fault(visit, 503, "there is no memory left");
  } catch (const std::exception& error) {
    return admit_fault(visit, 500, error.what());
  }
}

http::Response answer_without_route(Visit& visit, const Routes::Found& found) {
  using Kind = Routes::Kind;
  if (found.kind == Kind::trailing_slash) return http::moved(found.path);
  const auto& request = visit.request;
  if (found.kind == Kind::wrong_method && !is_unsafe(request.method) && request.method != http::Method::options &&
      !is_api(request)) {
    return http::see_other(nearest_page(request.raw_path()));
  }
  return caught(visit, [&]() -> http::Response {
    community::recognise(visit);
    if (found.kind != Kind::wrong_method) throw NotFound();
    auto response = refusal_of(visit, Refusal(405, {"This address does not take that kind of request."}));
    response.header("Allow", found.allow);
    return response;
  });
}

Sentence sentence_of(int status) {
  switch (status) {
    case 408: return {"Not everything arrived in time."};
    case 413: return {"This is more than can be sent at once."};
    case 414: return {"An address of this site is never that long."};
    case 431: return {"Your browser sent more along than can be read: too many cookies, perhaps."};
    default: return {"The request was not one that can be read."};
  }
}

// Pages of the site as visitors' links have it; without a public address, this machine's own names.
bool is_own_host(const config::Settings::Server& server, std::string_view authority) {
  const auto& address = server.public_address;
  const auto is = [&](const std::string& known) {
    return std::ranges::equal(authority, known,
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  };
  if (!address.empty()) return is(address.substr(address.find("://") + 3));
  const auto port = authority.rfind(':');
  const auto host = authority.substr(0, authority.ends_with(']') ? authority.size() : port);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == server.address;
}

// A request that took longer than it should, with what it asked of the database.
void log_slow(const http::Request& request, std::string_view route, std::chrono::milliseconds took,
              const store::QueryRecord& queries) {
  const auto ms = [](auto time) { return std::chrono::duration_cast<std::chrono::milliseconds>(time).count(); };
  std::string longest;
  for (const auto& query : queries.longest()) {
    longest += (longest.empty() ? "" : " | ") + std::to_string(ms(query.took)) + " ms: " + query.sql;
  }
  log::warning("A request was slow", {{"method", http::method_name(request.method)},
                                      {"route", route},
                                      {"took_ms", took.count()},
                                      {"queries", queries.count()},
                                      {"queries_ms", ms(queries.total())},
                                      {"longest", longest}});
}

}  // namespace

text::Language visitor_language(const community::Identity& identity, std::string_view cookie,
                                std::string_view accept_language) {
  if (const auto chosen = text::parse_language(cookie)) {
    if (std::ranges::find(identity.languages, *chosen) != identity.languages.end()) return *chosen;
  }
  return text::negotiate(accept_language, identity.languages);
}

http::CachePolicy cache_policy(community::Community& community) {
  return {.session_cookie = community::kSessionCookie,
          .language_cookie = kLanguageCookie,
          .language =
              [&community](std::string_view accept_language, std::string_view cookie) {
                return std::string(text::tag(visitor_language(*community.identity(), cookie, accept_language)));
              },
          .notice_cookie = community::kNoticeCookie,
          .look_cookie = community::kLookCookie,
          .look = [](std::string_view cookie) { return community::look_text(community::parse_look(cookie)); },
          .keeps_host = [&server = community.settings().server](
                            std::string_view authority) { return is_own_host(server, authority); }};
}

http::Response Dispatch::operator()(http::Request& request) const {
  const log::RequestScope scope(request.id);
  const store::QueryRecord queries;
  const auto began = std::chrono::steady_clock::now();
  auto found = routes().find(request.method, request.raw_path());
  request.parameters = std::move(found.parameters);
  auto visit = visit_of(community_, request);
  const auto answer_route = [&] {
    if (is_api(request)) api::check_query(found.route->method, found.route->pattern, request.query);
    return answer(visit, found.route->handler);
  };
  auto response = found.route ? caught(visit, answer_route) : answer_without_route(visit, found);
  const auto took = std::chrono::steady_clock::now() - began;
  const std::string_view route = found.route ? std::string_view(found.route->pattern) : "(none)";
  community_.metrics().handled(http::method_name(request.method), route, response.status, took);
  if (is_page_read(visit, route, response)) http::count_made_page();
  const auto rounded = std::chrono::duration_cast<std::chrono::milliseconds>(took);
  if (rounded >= community_.settings().watch.slow) log_slow(request, route, rounded, queries);
  return response;
}

http::Response Dispatch::refuse(http::Request& request, int status) const {
  const log::RequestScope scope(request.id);
  auto visit = visit_of(community_, request);
  try {
    community::recognise(visit);
  } catch (const std::exception&) {  // a wrong token is not what this answer is about
  }
  return refusal_of(visit, Refusal(status, sentence_of(status)));
}

}  // namespace parvis::app
