#include "community/accounts/account_views.h"

#include "community/accounts/door.h"
#include "community/accounts/join_form.h"
#include "community/accounts/views.h"
#include "community/arriving/arriving_rules.h"
#include "community/incoming/stop_views.h"
#include "community/members/account.h"
#include "community/page/room_list.h"
#include "community/page/room_title.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

constexpr char kRoom[] = "Your account";
constexpr PageName kPages[] = {{"/account/fields", text::msgid("More about you")},
                               {"/account/following", text::msgid("What you follow")},
                               {"/account/letters", text::msgid("What comes to you")},
                               {"/account/letters/next", text::msgid("What would come to you next")},
                               {"/account/sessions", text::msgid("Devices")},
                               {"/account/second-factor", text::msgid("Second factor")},
                               {"/account/ways", text::msgid("Signing in")},
                               {"/account/drafts", text::msgid("Drafts")},
                               {"/invitations", text::msgid("Invitations")},
                               {"/account/pictures", text::msgid("Your face and your cover")},
                               {"/account/files", text::msgid("Pictures and files")},
                               {"/account/tokens", text::msgid("Access for programs")},
                               {"/account/consents", text::msgid("Consents")},
                               {"/account/data", text::msgid("Your data")},
                               {"/account/leave", text::msgid("Leave, and be erased")}};

struct Settings {
  Account account;
  Profile profile;
};

Settings settings_of(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto account = find_account(reader, visit.viewer.member);
    const auto profile = find_profile(reader, visit.viewer.member);
    if (!account || !profile) throw SignInNeeded();
    return Settings{*account, *profile};
  });
}

html::FormState profile_state(const Profile& profile) {
  html::FormState state;
  state.set("name", profile.display_name);
  state.set("title", profile.title);
  state.set("biography", profile.biography);
  state.set("place", profile.place);
  state.set("website", profile.website);
  return state;
}

html::FormState preferences_state(const Visit& visit, const Account& account) {
  html::FormState state;
  state.set("language", account.language);
  state.set("time_zone", account.time_zone.empty() ? visit.time_zone : account.time_zone);
  return state;
}

void open_section(html::Writer& out, std::string_view id, std::string_view title) {
  out.open("section", {{"id", id}, {"class", "narrow"}}).element("h2", title);
}

void write_profile(html::Writer& out, const Visit& visit, const html::FormState& state, Role role) {
  open_section(out, "profile", visit.tr("What others see"));
  html::Form form(out, state, say_in(visit), "profile");
  out.open("p").element("a", {{"class", "button"}, {"href", "/account/pictures"}},
                        visit.tr("Your face and your cover"));
  out.close();
  form.summary(visit.tr(kCheckThis)).open("/account/profile", visit.form_token);
  form.text_field({.name = "name", .label = visit.tr("Your name"), .autocomplete = "name"});
  if (role >= Role::expert) {
    form.text_field({.name = "title",
                     .label = visit.tr("For whom you speak"),
                     .hint = visit.tr("Shown beside your name: your team or your function."),
                     .need = html::Need::optional});
  }
  form.text_area({.name = "biography",
                  .label = visit.tr("A few words about you"),
                  .hint = visit.tr("Markdown works here."),
                  .need = html::Need::optional});
  form.text_field({.name = "place", .label = visit.tr("Where you live"), .need = html::Need::optional});
  form.text_field({.name = "website",
                   .label = visit.tr("Your site"),
                   .kind = html::TextKind::url,
                   .autocomplete = "url",
                   .need = html::Need::optional});
  form.submit(visit.tr("Save")).close();
  out.close();
}

void write_preferences(html::Writer& out, const Visit& visit, const html::FormState& state) {
  open_section(out, "preferences", visit.tr("Language and time"));
  const auto as_browser = visit.tr("Follow my browser");
  std::vector<html::Choice> languages{{"", as_browser}};
  for (const auto language : visit.identity->languages) {
    languages.push_back({text::tag(language), text::name_in_itself(language)});
  }
  std::vector<html::Choice> zones;
  for (const auto& zone : text::time_zones()) zones.push_back({zone, zone});
  html::Form form(out, state, say_in(visit), "preferences");
  form.summary(visit.tr(kCheckThis)).open("/account/preferences", visit.form_token);
  form.select({.name = "language", .label = visit.tr("Language"), .choices = languages});
  form.select({.name = "time_zone", .label = visit.tr("Time zone"), .choices = zones});
  form.submit(visit.tr("Save")).close();
  out.close();
}

// For keepers of passwords alone: whose password this is.
void write_account_name(html::Writer& out, const std::string& email) {
  out.open("input",
           {{"type", "text"}, {"autocomplete", "username"}, {"value", email}, {"readonly", true}, {"hidden", true}});
}

void write_address(html::Writer& out, const Visit& visit, const html::FormState& state, const std::string& email) {
  open_section(out, "address", visit.tr("E-mail address"));
  out.element("p", {{"class", "quiet"}}, visit.tr("E-mails go to {email}.", {{"email", email}}));
  html::Form form(out, state, say_in(visit), "address");
  form.summary(visit.tr(kCheckThis)).open("/account/address", visit.form_token);
  form.text_field({.name = "email",
                   .label = visit.tr("New address"),
                   .hint = visit.tr("We will send an e-mail there; your address changes once you confirm it."),
                   .kind = html::TextKind::email,
                   .autocomplete = "email"});
  write_account_name(out, email);
  form.password_field({.name = "present_password", .label = visit.tr("Your present password")});
  form.submit(visit.tr("Change my address")).close();
  out.close();
}

void write_password(html::Writer& out, const Visit& visit, const html::FormState& state, const std::string& email) {
  open_section(out, "password", visit.tr("Password"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Your other devices are signed out when it changes. Programs keep their access: end it under "
                       "“Access for programs”."));
  html::Form form(out, state, say_in(visit), "password");
  form.summary(visit.tr(kCheckThis)).open("/account/password", visit.form_token);
  write_account_name(out, email);
  form.password_field({.name = "present_password", .label = visit.tr("Your present password")});
  write_password_field(form, visit, "password", visit.tr("New password"));
  form.submit(visit.tr("Change my password")).close();
  out.close();
}

bool may_invite(const Visit& visit) {
  if (visit.viewer.is_manager()) return true;
  return visit.community.store().read([](store::Reader& reader) { return read_arriving(reader).member_seats > 0; });
}

}  // namespace

void write_account_head(html::Writer& out, const Visit& visit, AccountTab current) {
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Your account")).close();
  RoomList rooms(out, visit.tr("Your account"));
  const auto tab = [&](AccountTab one, std::string_view path, const std::string& words) {
    rooms.page(path, words, one == current ? RoomList::Here::yes : RoomList::Here::no);
  };
  tab(AccountTab::settings, "/account", visit.tr("Settings"));
  tab(AccountTab::fields, "/account/fields", visit.tr("More about you"));
  tab(AccountTab::files, "/account/files", visit.tr("Pictures and files"));
  rooms.group();
  tab(AccountTab::following, "/account/following", visit.tr("What you follow"));
  tab(AccountTab::letters, "/account/letters", visit.tr("What comes to you"));
  tab(AccountTab::drafts, "/account/drafts", visit.tr("Drafts"));
  if (may_invite(visit)) tab(AccountTab::invitations, "/invitations", visit.tr("Invitations"));
  rooms.group();
  tab(AccountTab::second_factor, "/account/second-factor", visit.tr("Signing in"));
  tab(AccountTab::sessions, "/account/sessions", visit.tr("Devices"));
  tab(AccountTab::tokens, "/account/tokens", visit.tr("Access for programs"));
  rooms.group();
  tab(AccountTab::consents, "/account/consents", visit.tr("Consents"));
  tab(AccountTab::data, "/account/data", visit.tr("Your data"));
  rooms.close();
}

http::Response account_page(const Visit& visit, html::Writer& out, int status) {
  const PageHead head{.title = room_title(visit, kPages, kRoom), .indexing = Indexing::refused, .current = "account"};
  return with_form_cookie(visit, render_page(visit, head, out.take(), {}, status));
}

http::Response settings_page(const Visit& visit, SettingsForms forms, int status) {
  const auto settings = settings_of(visit);
  html::Writer out;
  write_account_head(out, visit, AccountTab::settings);
  write_letter_stop(out, visit);
  write_profile(out, visit, forms.profile.value_or(profile_state(settings.profile)), settings.account.role);
  write_preferences(out, visit, forms.preferences.value_or(preferences_state(visit, settings.account)));
  write_address(out, visit, forms.address.value_or(html::FormState()), settings.account.email);
  write_password(out, visit, forms.password.value_or(html::FormState()), settings.account.email);
  return account_page(visit, out, status);
}

}  // namespace parvis::community
