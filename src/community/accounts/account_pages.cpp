#include "community/accounts/account_views.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/again.h"
#include "community/accounts/join_form.h"
#include "community/accounts/visit_account.h"
#include "community/issuers/issuer_session.h"
#include "community/members/account.h"
#include "community/members/sign_up.h"
#include "community/moderation/silence.h"
#include "community/pace/pace.h"
#include "community/page/language_page.h"
#include "community/page/page.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxTitle = 60;        // a badge beside a name
constexpr std::size_t kMaxBiography = 4000;  // a page of text
constexpr std::size_t kMaxPlace = 80;
constexpr std::size_t kMaxWebsite = 300;

std::string take(html::FormState& state, std::string_view field, text::Checked checked) {
  if (checked.problem) state.refuse(field, *checked.problem);
  return std::move(checked.value);
}

std::string read_website(html::FormState& state, std::string_view typed) {
  auto website = take(state, "website", text::check_text(typed, {.max = kMaxWebsite}));
  if (website.empty()) return website;
  if (website.find("://") == std::string::npos) website = "https://" + website;
  const bool is_web = website.starts_with("https://") || website.starts_with("http://");
  const auto host = website.substr(website.find("://") + 3);
  const bool has_domain = host.substr(0, host.find_first_of(":/?#")).find('.') != std::string::npos;
  if (!is_web || !has_domain || website.find_first_of(" \"<>\\@") != std::string::npos ||
      !html::is_safe_address(website)) {
    state.refuse("website", {"This is not the address of a site: write it like https://example.org."});
  }
  return website;
}

Profile read_profile(Visit& visit, html::FormState& state) {
  const auto& typed = visit.request.form;
  Profile profile;
  profile.display_name = take(state, "name", text::check_text(typed.get("name"), {.min = 1, .max = kMaxDisplayName}));
  // Only who speaks for the brand has a title: nobody gives themselves one.
  if (visit.viewer.role >= Role::expert) {
    profile.title = take(state, "title", text::check_text(typed.get("title"), {.max = kMaxTitle}));
  }
  profile.biography = take(
      state, "biography", text::check_text(typed.get("biography"), {.max = kMaxBiography, .lines = text::Lines::many}));
  profile.place = take(state, "place", text::check_text(typed.get("place"), {.max = kMaxPlace}));
  profile.website = read_website(state, typed.get("website"));
  return profile;
}

http::Response refused(const Visit& visit, SettingsForms forms, int wait) {
  if (wait == 0) return settings_page(visit, std::move(forms), 422);
  return with_retry_after(settings_page(visit, std::move(forms), 429), wait);
}

Account own_account(const Visit& visit) {
  const auto account =
      visit.community.store().read([&](store::Reader& reader) { return find_account(reader, visit.viewer.member); });
  if (!account) throw SignInNeeded();
  return *account;
}

}  // namespace

http::Response show_account(Visit& visit) {
  visit.member();
  return settings_page(visit, {});
}

http::Response update_profile(Visit& visit) {
  require_unsilenced(visit.member());
  html::FormState state(visit.request.form.pairs());
  const auto profile = read_profile(visit, state);
  if (state.is_refused()) return settings_page(visit, {.profile = std::move(state)}, 422);
  if (const int wait = take(visit, Pace::settings); wait > 0) {
    state.refuse(too_fast(Pace::settings));
    return refused(visit, {.profile = std::move(state)}, wait);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    change_profile(transaction, visit.community.timeline(), visit.viewer.member, profile);
  });
  return see_other_with_notice(visit, "/account", text::msgid("Your profile is saved."));
}

http::Response update_preferences(Visit& visit) {
  visit.member();
  html::FormState state(visit.request.form.pairs());
  const auto language = state.value("language");
  const auto zone = state.value("time_zone");
  if (!language.empty() && (!text::parse_language(language) || language.size() != 2)) {
    state.refuse("language", {"Choose one of the languages."});
  }
  if (!zone.empty() && !text::valid_time_zone(zone)) state.refuse("time_zone", {"Choose one of the time zones."});
  if (state.is_refused()) return settings_page(visit, {.preferences = std::move(state)}, 422);
  if (const int wait = take(visit, Pace::settings); wait > 0) {
    state.refuse(too_fast(Pace::settings));
    return refused(visit, {.preferences = std::move(state)}, wait);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    change_preferences(transaction, visit.community.timeline(), visit.viewer.member, language, zone);
  });
  // The language of the account counts from here on, whatever was chosen at the foot of a page before.
  return see_other_with_notice(visit, "/account", text::msgid("Your settings are saved."))
      .cookie({kLanguageCookie, "", std::chrono::seconds{-1}});
}

http::Response change_address(Visit& visit) {
  visit.member();
  html::FormState state(visit.request.form.pairs());
  const auto email = take(state, "email", text::check_email(visit.request.form.get("email")));
  const int wait = state.is_refused() ? 0 : check_present_password(visit, state);
  if (!state.is_refused()) {
    if (const int too_many = wait_for_letter(visit, email); too_many > 0) {
      state.refuse("email", too_often(too_many));
      return refused(visit, {.address = std::move(state)}, too_many);
    }
  }
  if (state.is_refused()) return refused(visit, {.address = std::move(state)}, wait);
  const auto act = account_act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { ask_address_change(transaction, act, visit.viewer.member, email); });
  return see_other_with_notice(visit, "/account",
                               text::msgid("An e-mail is on its way to the new address. Confirm it there."));
}

http::Response change_password(Visit& visit) {
  visit.member();
  html::FormState state(visit.request.form.pairs());
  const auto account = own_account(visit);
  const auto password = read_new_password(visit, state, "password", account.handle, account.email);
  const int wait = check_present_password(visit, state);
  if (state.is_refused()) return refused(visit, {.password = std::move(state)}, wait);
  const auto hash = hash_of(visit, password);
  const auto act = account_act_of(visit);
  // The token of this device changes too: whoever knows the old one is out.
  const auto token = visit.community.store().write([&](store::Transaction& transaction) {
    const auto vouching = vouching_of(transaction, visit.session_hash);
    change_password(transaction, act, visit.viewer.member, hash, NewPassword::known_before);
    auto next = open_session(transaction, act.timeline, visit.viewer.member, act.device);
    if (vouching) note_vouching(transaction, *vouching, next);
    return next;
  });
  return see_other_with_notice(visit, "/account",
                               text::msgid("Your password is changed and your other devices are signed out."))
      .cookie(session_cookie(visit, token));
}

}  // namespace parvis::community
