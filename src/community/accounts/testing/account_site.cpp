#include "community/accounts/testing/account_site.h"

#include <stdlib.h>

#include "community/accounts/account_jobs.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/sign_in_views.h"
#include "community/manage/manage_pages.h"
#include "community/members/accounts.h"
#include "community/members/charter.h"
#include "community/members/testing/member_world.h"
#include "community/page/page.h"
#include "core/http/streamed.h"
#include "core/jobs/jobs.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"

namespace parvis::community::testing {
namespace {

using http::Method;

http::RouteTable<Handler> account_routes() {
  http::RouteTable<Handler> routes;
  const auto get = [&](const char* path, Handler handler) { routes.add(Method::get, path, handler); };
  const auto post = [&](const char* path, Handler handler) { routes.add(Method::post, path, handler); };
  get("/join", show_join);
  post("/join", create_member);
  get("/invitation/{token}", show_invitation);
  post("/sign-in/code", create_second_proof);
  get("/account/second-factor", show_second_factor);
  post("/account/second-factor", create_second_factor);
  post("/account/second-factor/codes", create_recovery_codes);
  post("/account/second-factor/removal", end_second_factor);
  get("/sign-in/letter", show_sign_in_letter);
  post("/sign-in/letter", ask_sign_in_letter);
  get("/sign-in/letter/{token}", show_letter_button);
  post("/sign-in/letter/{token}", use_sign_in_letter);
  get("/confirmation/{token}", show_confirmation);
  post("/confirmation/{token}", create_confirmation);
  get("/claim/{token}", show_claim);
  post("/claim/{token}", create_claim);
  get("/first-manager/{token}", show_first_manager);
  post("/first-manager/{token}", create_first_manager);
  get("/sign-in", show_sign_in);
  post("/session", create_session);
  post("/session/end", end_present_session);
  get("/password-reset", show_password_reset);
  post("/password-reset", ask_password_reset);
  get("/password-reset/{token}", show_new_password);
  post("/password-reset/{token}", create_new_password);
  get("/charter", show_charter);
  get("/charter/{version}", show_charter_version);
  post("/charter/acceptance", accept_charter_version);
  get("/members", show_members);
  get("/members.json", complete_members);
  get("/members/{handle}", show_member);
  post("/members/{handle}/follow", follow_member);
  get("/account", show_account);
  post("/account/profile", update_profile);
  post("/account/preferences", update_preferences);
  post("/account/address", change_address);
  post("/account/password", change_password);
  get("/account/sessions", show_sessions);
  post("/account/sessions/end", end_my_other_sessions);
  post("/account/sessions/{session}/end", end_one_session);
  get("/account/drafts", show_drafts);
  get("/account/tokens", show_tokens);
  post("/account/tokens", create_token);
  post("/account/tokens/{token}/end", end_one_token);
  get("/manage/community", show_managed_community);
  post("/manage/community", update_community);
  get("/manage/charter", show_managed_charter);
  post("/manage/charter", create_charter);
  get("/manage/members", show_managed_members);
  get("/manage/members/{handle}", show_managed_member);
  post("/manage/members/{handle}/role", update_role);
  post("/manage/members/{handle}/address", update_managed_address);
  return routes;
}

std::filesystem::path make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "parvis-accounts-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw Fault("no folder for the test");
  return name;
}

Answer answer_of(http::Response response) {
  Answer answer;
  http::make_whole(response);
  answer.status = response.status;
  answer.body = response.body;
  for (const auto& [name, value] : response.headers) {
    if (name == "Location") answer.location = value;
  }
  answer.response = std::move(response);
  return answer;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return {};
}

AccountSite::AccountSite() : folder_(make_folder()), routes_(account_routes()) {
  config::Settings settings;
  settings.data_dir = folder_;
  auto store = store::open_migrated_test_store();
  store::migrate(*store);
  community_ = std::make_unique<Community>(settings, std::move(store));
  community_->accounts().set_password_strength(crypto::Strength::cheap);
  register_account_jobs(community_->jobs(), community_->timeline());
}

AccountSite::~AccountSite() {
  community_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<mail::Letter> AccountSite::letters() {
  community_->jobs().run_due();
  constexpr store::Sql kLetters{"select payload from job where kind = 'mail.send' order by id"};
  std::vector<mail::Letter> letters;
  for (const auto& json : community_->store().read([&](store::Reader& r) { return r.all<std::string>(kLetters); })) {
    letters.push_back(mail::letter_from_json(json));
  }
  return letters;
}

std::string AccountSite::last_token(const std::string& path) {
  const auto all = letters();
  return all.empty() ? "" : MemberWorld::token_in(all.back(), path);
}

MemberId AccountSite::add(const std::string& name, Role role) {
  return community_->store().write([&](store::Transaction& t) {
    return add_member(t, community_->timeline(),
                      {.display_name = name,
                       .email = name + "@example.org",
                       .password_hash = cheap_hash("correct horse"),
                       .role = role},
                      Source::command);
  });
}

void AccountSite::publish_charter() {
  LocalText body;
  body.set(text::Language::en, "Be **kind**.");
  body.set(text::Language::fr, "Soyons **aimables**.");
  community_->store().write([&](store::Transaction& t) {
    community::publish_charter(t, community_->timeline(), body, {}, now(), Source::command);
  });
}

Answer AccountSite::answer(http::Request& request) {
  const auto found = routes_.find(request.method, request.raw_path());
  if (found.route == nullptr) return {.status = 404};
  request.parameters = found.parameters;
  Visit visit{.community = *community_, .request = request};
  visit.identity = community_->identity();
  visit.spaces = community_->spaces().list();
  visit.language = text::negotiate(request.header("accept-language"), visit.identity->languages);
  visit.time_zone = visit.identity->time_zone;
  visit.origin = request.origin();
  try {
    recognise(visit);
    if (request.method == Method::post) {
      if (auto instead = guard(visit)) return answer_of(std::move(*instead));
    }
    return answer_of(found.route->handler(visit));
  } catch (const SignInNeeded&) {
    return answer_of(sign_in_keeping(visit));
  } catch (const Refusal& refusal) {
    return answer_of(render_refusal(visit, refusal));
  }
}

http::Request Browser::request(Method method, const std::string& target) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.path = http::percent_decode(target.substr(0, target.find('?')));
  if (const auto mark = target.find('?'); mark != std::string::npos)
    request.query = http::decode_form(target.substr(mark + 1));
  request.host = "square.example";
  request.authority = "square.example";
  request.remote_address = address;
  request.id = "test";
  std::string cookie;
  for (const auto& [name, value] : cookies) cookie += (cookie.empty() ? "" : "; ") + name + "=" + value;
  if (!cookie.empty()) request.headers.add("cookie", cookie);
  request.headers.add("accept-language", language);
  request.headers.add("user-agent", agent);
  return request;
}

Answer Browser::send(http::Request& request) {
  auto answer = site_.answer(request);
  for (const auto& cookie : answer.response.cookies) {
    if (cookie.max_age.count() < 0) {
      cookies.erase(cookie.name);
    } else {
      cookies[cookie.name] = cookie.value;
    }
  }
  if (const auto shown = hidden_value(answer.body, html::kFormTokenField); !shown.empty()) token = shown;
  return answer;
}

Answer Browser::get(const std::string& target) {
  auto asked = request(Method::get, target);
  asked.headers.add("sec-fetch-site", "same-origin");
  return send(asked);
}

Answer Browser::post(const std::string& target, Typed typed) {
  return post_with_token(target, std::move(typed), token);
}

Answer Browser::post_with_token(const std::string& target, Typed typed, const std::string& given) {
  auto asked = request(Method::post, target);
  asked.headers.add("sec-fetch-site", "same-origin");
  for (auto& [name, value] : typed) asked.form.add(name, value);
  if (!given.empty()) asked.form.add(html::kFormTokenField, given);
  return send(asked);
}

Answer Browser::post_from(const std::string& target, Typed typed, const std::string& sec_fetch_site,
                          const std::string& origin) {
  auto asked = request(Method::post, target);
  if (!sec_fetch_site.empty()) asked.headers.add("sec-fetch-site", sec_fetch_site);
  if (!origin.empty()) asked.headers.add("origin", origin);
  for (auto& [name, value] : typed) asked.form.add(name, value);
  asked.form.add(html::kFormTokenField, token);
  return send(asked);
}

Answer Browser::sign_in(const std::string& who, const std::string& password) {
  get("/sign-in");
  return post("/session", {{"who", who}, {"password", password}});
}

bool Browser::is_signed_in() { return get("/account").status == 200; }

std::string hidden_value(const std::string& page, const std::string& name) {
  const auto mark = "name=\"" + name + "\" value=\"";
  const auto at = page.find(mark);
  if (at == std::string::npos) return {};
  const auto from = at + mark.size();
  return page.substr(from, page.find('"', from) - from);
}

}  // namespace parvis::community::testing
