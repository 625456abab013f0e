#include "community/accounts/visit_account.h"

#include "community/members/account.h"
#include "community/members/new_member.h"

namespace parvis::community {
namespace {

// Browsers keep no cookie longer (RFC 6265bis section 5.6); the server ends the session 30 days after its last use.
constexpr std::chrono::seconds kCookieAge = std::chrono::hours(24 * 400);
constexpr std::size_t kMaxWho = 254;  // bytes: no address is longer (RFC 5321)
constexpr std::chrono::minutes kQuarterHour{15};
constexpr std::chrono::hours kHourLong{1};

bool is_this_machine(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1" || host == "[::1]";
}

std::string client_of(const Visit& visit) { return limits::address_key(visit.request.remote_address); }

std::string account_and_client(const Visit& visit, std::string_view who) {
  const auto key =
      visit.community.store().read([&](store::Reader& reader) { return sign_in_key(reader, who.substr(0, kMaxWho)); });
  return key + "\n" + client_of(visit);
}

limits::Limit by_account(const Visit& visit) {
  return {"sign-in by account",
          static_cast<double>(visit.community.settings().rates.sign_ins_per_account_per_quarter_hour), kQuarterHour,
          limits::Counted::by_all};
}

}  // namespace

std::string letter_origin(const Visit& visit) {
  const auto& settings = visit.community.settings();
  if (!settings.server.public_address.empty()) return settings.server.public_address;
  if (settings.mail.url.empty() || is_this_machine(visit.request.host)) return visit.request.origin();
  return "http://" + settings.server.address + ":" + std::to_string(settings.server.port);
}

AccountAct account_act_of(const Visit& visit) {
  return {.timeline = visit.community.timeline(),
          .sender = {visit.identity->name, visit.identity->brand_color, letter_origin(visit),
                     visit.community.settings().mail.contact},
          .language = visit.language,
          .device = {visit.request.remote_address, std::string(visit.request.header("user-agent"))},
          .source = visit.source};
}

int wait_for_way_in(const Visit& visit) {
  const auto& rates = visit.community.settings().rates;
  const limits::Limit by_address{"sign-in by address", static_cast<double>(rates.sign_ins_per_address_per_quarter_hour),
                                 kQuarterHour, limits::Counted::by_all};
  return visit.community.accounts().limiter().take(by_address, client_of(visit));
}

int wait_for_sign_in(const Visit& visit, std::string_view who) {
  if (const int wait = wait_for_way_in(visit); wait > 0) return wait;
  return visit.community.accounts().limiter().take(by_account(visit), account_and_client(visit, who));
}

void forgive_sign_in(const Visit& visit, std::string_view who) {
  visit.community.accounts().limiter().forgive(by_account(visit), account_and_client(visit, who));
}

int wait_for_sign_up(const Visit& visit) {
  const auto& rates = visit.community.settings().rates;
  const limits::Limit limit{"sign-up by address", static_cast<double>(rates.sign_ups_per_address_per_hour), kHourLong,
                            limits::Counted::by_all};
  return visit.community.accounts().limiter().take(limit, client_of(visit));
}

int wait_to_ask_for_letters(const Visit& visit) {
  const auto& rates = visit.community.settings().rates;
  const limits::Limit limit{"letters by address", static_cast<double>(rates.sign_ups_per_address_per_hour), kHourLong,
                            limits::Counted::by_all};
  return visit.community.accounts().limiter().take(limit, client_of(visit));
}

int wait_for_letter(const Visit& visit, std::string_view email) {
  const auto& rates = visit.community.settings().rates;
  const limits::Limit limit{"letters by account", static_cast<double>(rates.letters_per_account_per_hour), kHourLong,
                            limits::Counted::by_all};
  return visit.community.accounts().limiter().take(limit, email_key(email));
}

Sentence too_often(int seconds) {
  if (seconds < 60) {
    return {"Too many attempts in a row. Try again in {seconds} seconds.", {{"seconds", std::to_string(seconds)}}};
  }
  return {"Too many attempts in a row. Try again in {minutes} minutes.",
          {{"minutes", std::to_string((seconds + 59) / 60)}}};
}

http::Cookie session_cookie(const Visit& visit, std::string token) {
  return {visit.request.cookie_name(kSessionCookie), std::move(token), kCookieAge};
}

http::Cookie ended_session_cookie(const Visit& visit) {
  return {visit.request.cookie_name(kSessionCookie), "", std::chrono::seconds{-1}};
}

std::string hash_of(const Visit& visit, std::string_view password) {
  return crypto::hash_password(Secret(std::string(password)), visit.community.accounts().password_strength());
}

}  // namespace parvis::community
