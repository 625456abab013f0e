#include "community/accounts/door.h"

#include "community/accounts/carried.h"
#include "community/accounts/sign_in_views.h"
#include "community/api/problem.h"
#include "community/members/accounts.h"
#include "community/members/session.h"
#include "community/page/language_page.h"
#include "community/page/page.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr char kSeedCookie[] = "parvis-form";
constexpr char kPurpose[] = "form";
constexpr std::size_t kSeedLength = 43;
constexpr std::string_view kBearer = "Bearer ";

// What visitors may post: there an old token is answered with the same form again, not with the sign-in form.
constexpr std::string_view kVisitorForms[] = {"/session", "/join",           "/password-reset", "/confirmation/",
                                              "/claim/",  "/first-manager/", "/sign-in/",       "/invited/"};

bool is_visitor_form(const http::Request& request) {
  return std::ranges::any_of(kVisitorForms, [&](auto path) { return request.path.starts_with(path); });
}

// Where mail programs post with a token in the address that says who and what (RFC 8058): they come from no page of
// ours and hold no form token, and whoever holds the address may do nothing but answer for these letters.
bool is_one_click(const http::Request& request) {
  return request.path.starts_with("/letters/stop/") || request.path.starts_with("/letters/month/");
}

bool wants_json(const http::Request& request) {
  return is_api(request) || request.header("accept").starts_with("application/json") ||
         request.header("content-type").starts_with("application/json");
}

// The seed a visitor's browser holds, when it is one of ours in shape.
std::string_view seed_of(const http::Request& request) {
  const auto seed = request.cookie(request.cookie_name(kSeedCookie));
  return seed.size() == kSeedLength ? seed : std::string_view{};
}

std::string visitor_token(const Visit& visit, std::string_view seed) {
  return crypto::keyed_hash(visit.community.secret(), "form:" + std::string(seed));
}

void fill(Visit& visit, const Recognised& recognised) {
  const auto& member = *recognised.member;
  visit.viewer = member.viewer;
  visit.scope = recognised.scope;
  visit.unread_notifications = member.unread_notifications;
  // A language chosen at the foot of a page counts before the account's, until the next choice.
  const auto language = member.preferences.language;
  const bool spoken =
      language && std::ranges::find(visit.identity->languages, *language) != visit.identity->languages.end();
  if (spoken && visit.request.cookie(kLanguageCookie).empty()) visit.language = *language;
  if (!member.preferences.time_zone.empty()) visit.time_zone = member.preferences.time_zone;
}

bool has_valid_token(const Visit& visit) {
  const auto& request = visit.request;
  auto token = request.form.get(html::kFormTokenField);
  if (token.empty()) token = request.header("x-form-token");
  if (token.empty()) return false;
  if (visit.viewer.signed_in()) return crypto::constant_time_equal(token, visit.form_token);
  const auto seed = seed_of(request);
  return !seed.empty() && crypto::constant_time_equal(token, visitor_token(visit, seed));
}

// The sign-in form itself was open for too long: it is shown again, filled, with what it carried.
http::Response sign_in_again(const Visit& visit) {
  const auto& typed = visit.request.form;
  SignInForm form{.state = html::FormState(typed.pairs()),
                  .return_to = std::string(typed.get("return_to")),
                  .carried = carried_in(typed)};
  form.state.refuse({"This page had been open for a long time. Write your password once more."});
  return sign_in_page(visit, form, 403);
}

std::string_view origin_in(std::string_view address) {
  const auto scheme = address.find("://");
  return scheme == std::string_view::npos ? address : address.substr(0, address.find('/', scheme + 3));
}

}  // namespace

void recognise(Visit& visit) {
  auto& sessions = visit.community.accounts().sessions();
  const auto authorization = visit.request.header("authorization");
  if (is_api(visit.request) && !authorization.empty()) {
    if (!authorization.starts_with(kBearer)) {
      throw SignInNeeded({"Give the token as “Authorization: Bearer …”: nothing else is taken."});
    }
    const auto recognised = sessions.resolve_api_token(authorization.substr(kBearer.size()));
    if (!recognised) throw SignInNeeded({"This token is unknown here, or it was ended."});
    fill(visit, *recognised);
    return;
  }
  const auto token = visit.request.cookie(visit.request.cookie_name(kSessionCookie));
  if (token.empty()) return;
  const auto recognised = sessions.resolve_session(token);
  if (!recognised) return;
  fill(visit, *recognised);
  visit.session_hash = recognised->token_hash;
  visit.form_token = crypto::form_token(token, kPurpose);
}

bool comes_from_our_pages(const Visit& visit) {
  const auto& request = visit.request;
  const auto is_ours = [&](std::string_view origin) { return origin == visit.origin || origin == request.origin(); };
  const auto site = request.header("sec-fetch-site");
  if (!site.empty()) return site == "same-origin" || site == "none";
  const auto origin = request.header("origin");
  if (!origin.empty()) return is_ours(origin);
  const auto referer = request.header("referer");
  return referer.empty() || is_ours(origin_in(referer));
}

std::optional<http::Response> guard(Visit& visit) {
  const bool by_bearer = visit.viewer.signed_in() && visit.session_hash.empty();
  if (by_bearer || is_one_click(visit.request)) return std::nullopt;
  if (!comes_from_our_pages(visit)) {
    throw Forbidden({"This was asked for from another site, so it was not done."});
  }
  if (has_valid_token(visit)) return std::nullopt;
  if (wants_json(visit.request)) {
    if (!visit.viewer.signed_in()) throw SignInNeeded();
    throw Forbidden({"This page has been open for a long time. Load it again, then try once more."});
  }
  if (visit.request.path == "/session") return sign_in_again(visit);
  if (!visit.viewer.signed_in() && !is_visitor_form(visit.request)) return sign_in_keeping(visit);
  return send_again_page(visit);
}

void prepare_visitor_form(Visit& visit) {
  if (visit.viewer.signed_in()) return;
  auto seed = std::string(seed_of(visit.request));
  if (seed.empty()) {
    seed = crypto::random_token();
    visit.form_seed = seed;
  }
  visit.form_token = visitor_token(visit, seed);
}

http::Response with_form_cookie(const Visit& visit, http::Response response) {
  response.keep = nullptr;
  response.header("Cache-Control", "no-store");
  if (!visit.form_seed.empty()) {
    response.cookie({visit.request.cookie_name(kSeedCookie), visit.form_seed});
  }
  return response;
}

http::Response sign_in_keeping(const Visit& visit) {
  const auto carried = carried_of(visit.request);
  SignInForm form;
  form.carried = carried;
  form.too_long = is_too_long_to_carry(visit.request);
  if (visit.request.method == http::Method::get) form.return_to = http::safe_local_path(visit.request.target);
  return sign_in_page(visit, form, 401);
}

http::Response sent_again_for(const Visit& visit, std::string_view token, const Carried& carried) {
  Visit signed_in = visit;
  signed_in.form_token = crypto::form_token(token, kPurpose);
  return resume_page(signed_in, carried);
}

}  // namespace parvis::community
