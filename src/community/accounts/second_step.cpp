#include "community/accounts/second_step.h"

#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/accounts/ways_views.h"
#include "community/api/problem.h"
#include "community/arriving/arriving_rules.h"
#include "community/issuers/issuer_session.h"
#include "community/members/account.h"
#include "community/members/api_token.h"
#include "community/members/one_time_link.h"
#include "community/members/second_factor.h"
#include "community/moderation/sanction.h"
#include "community/passkeys/passkey.h"

namespace parvis::community {
namespace {

constexpr char kWaitingCookie[] = "parvis-code";
constexpr char kPath[] = "/sign-in/code";

// Whoever runs the machine gives these, for programs that no person with a telephone stands behind.
bool is_by_service(const Visit& visit) {
  constexpr std::string_view kBearer = "Bearer ";
  const auto header = visit.request.header("authorization");
  return visit.session_hash.empty() && header.starts_with(kBearer) && is_service_token(header.substr(kBearer.size()));
}

http::Response code_page(const Visit& given, const html::FormState& state, const Ahead& ahead, int status) {
  Visit visit = given;
  prepare_visitor_form(visit);
  html::Writer out;
  const auto title = visit.tr("Your code");
  open_narrow(out, title, visit.tr("Open the app on your telephone and write the six figures it shows."));
  html::Form form(out, state, say_in(visit), "code");
  form.summary(visit.tr(kCheckThis)).open(kPath, visit.form_token);
  form.text_field({.name = "code",
                   .label = visit.tr("Code"),
                   .hint = visit.tr("Without your telephone, write one of your recovery codes."),
                   .kind = html::TextKind::one_time_code,
                   .autocomplete = "one-time-code"});
  if (!ahead.return_to.empty()) form.hidden("return_to", ahead.return_to);
  write_packed(out, ahead.carried);
  form.submit(visit.tr("Sign in")).close();
  write_passkey_button(out, visit, ahead.return_to, ahead.carried);
  close_narrow(out);
  return private_page(visit, title, out, status);
}

// For whose role a password is not enough, and who has passkeys and no codes.
http::Response passkey_page(const Visit& given, const Ahead& ahead) {
  Visit visit = given;
  prepare_visitor_form(visit);
  html::Writer out;
  const auto title = visit.tr("Your passkey");
  open_narrow(out, title, visit.tr("Your role in this community asks for a second factor: use one of your passkeys."));
  write_passkey_button(out, visit, ahead.return_to, ahead.carried);
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Cookie waiting_cookie(const Visit& visit, std::string token) {
  return {visit.request.cookie_name(kWaitingCookie), std::move(token),
          std::chrono::seconds(lifetime(kSecondFactorLink) / kSecond)};
}

// Guessing codes: by the account alone, since whoever guesses knows the password already.
limits::Limit code_limit(const Visit& visit) {
  return {"sign-in code", static_cast<double>(visit.community.settings().rates.sign_ins_per_account_per_quarter_hour),
          std::chrono::minutes{15}, limits::Counted::by_all};
}

std::string open_here(store::Transaction& transaction, const AccountAct& act, MemberId member, const Visit& visit) {
  // Whoever was signed in here before is not any more: the token always changes.
  if (!visit.session_hash.empty()) end_session(transaction, act.timeline, visit.viewer.member, visit.session_hash);
  welcome_back(transaction, member, now());
  return open_session(transaction, act.timeline, member, act.device);
}

http::Response go_on(const Visit& visit, const std::string& token, const Ahead& ahead) {
  auto answer = !ahead.carried.empty() ? sent_again_for(visit, token, ahead.carried)
                : ahead.notice         ? see_other_with_notice(visit, ahead.return_to, ahead.notice)
                                       : http::see_other(ahead.return_to);
  answer.cookie(session_cookie(visit, token));
  return answer;
}

}  // namespace

Opened open_or_ask(store::Transaction& transaction, const AccountAct& act, MemberId member, const Visit& visit) {
  if (has_second_factor(transaction, member)) {
    return {.session = {}, .waiting = make_link(transaction, kSecondFactorLink, member, "")};
  }
  if (has_ways_in() && has_passkey(transaction, member)) {
    const auto account = find_account(transaction, member);
    if (account && read_arriving(transaction).asks_second_factor_of(account->role)) return {.by_code = false};
  }
  return {.session = open_here(transaction, act, member, visit), .waiting = {}};
}

Opened open_with_passkey(store::Transaction& transaction, const AccountAct& act, MemberId member, const Visit& visit) {
  end_links(transaction, kSecondFactorLink, member);
  return {.session = open_here(transaction, act, member, visit), .waiting = {}};
}

http::Response enter(Visit& visit, const Opened& opened, const Ahead& ahead) {
  if (!opened.session.empty()) return go_on(visit, opened.session, ahead);
  if (!opened.by_code) return passkey_page(visit, ahead);
  auto answer = code_page(visit, {}, ahead, 200);
  answer.cookie(waiting_cookie(visit, opened.waiting));
  return answer;
}

http::Response create_second_proof(Visit& visit) {
  html::FormState state(visit.request.form.pairs());
  const Ahead ahead{.return_to = return_place(state.value("return_to")), .carried = carried_in(visit.request.form)};
  const auto waiting = std::string(visit.request.cookie(visit.request.cookie_name(kWaitingCookie)));
  auto& store = visit.community.store();
  const auto link = store.read([&](store::Reader& reader) { return find_link(reader, kSecondFactorLink, waiting); });
  if (!link) {
    return see_other_with_notice(visit, path_returning("/sign-in", ahead.return_to),
                                 text::msgid("That took too long. Please sign in again."));
  }
  auto& limiter = visit.community.accounts().limiter();
  const auto key = id_text(link->member);
  if (const int wait = limiter.take(code_limit(visit), key); wait > 0) {
    state.refuse("code", too_often(wait));
    return with_retry_after(code_page(visit, state, ahead, 429), wait);
  }
  const auto act = account_act_of(visit);
  const auto session = store.write([&](store::Transaction& transaction) {
    if (take_code(transaction, act, link->member, state.value("code"), now()) == Proof::none) return std::string();
    use_link(transaction, kSecondFactorLink, waiting);
    auto token = open_here(transaction, act, link->member, visit);
    carry_vouching(transaction, waiting, token);
    return token;
  });
  if (session.empty()) {
    state.refuse("code", {"This code is not right, or it was used before. Wait for the next one and write that."});
    state.set("code", "");
    return code_page(visit, state, ahead, 422);
  }
  limiter.forgive(code_limit(visit), key);
  auto answer = go_on(visit, session, ahead);
  answer.cookie({visit.request.cookie_name(kWaitingCookie), "", std::chrono::seconds{-1}});
  return answer;
}

std::optional<http::Response> second_factor_first(const Visit& visit) {
  if (!visit.viewer.signed_in() || is_by_service(visit)) return std::nullopt;
  const auto& path = visit.request.path;
  const bool leads_there = path.starts_with("/account/second-factor") || path.starts_with("/account/ways") ||
                           path == "/session/end" || path == "/look" || path == "/session" ||
                           path.starts_with("/language/") || path.starts_with("/theme/");
  if (leads_there) return std::nullopt;
  if (!visit.community.accounts().sessions().lacks_second_factor(visit.viewer.member)) return std::nullopt;
  if (path == "/live") return http::no_content();  // which ends the page's asking, without a word
  if (is_api(visit.request) || visit.request.header("accept").starts_with("application/json")) {
    throw Forbidden({"Your role asks for a second factor: set it up first."});
  }
  return http::see_other("/account/second-factor");
}

}  // namespace parvis::community
