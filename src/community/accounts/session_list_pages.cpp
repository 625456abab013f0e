#include "community/accounts/account_views.h"
#include "community/accounts/accounts_pages.h"
#include "community/accounts/views.h"
#include "community/members/session.h"
#include "community/page/page.h"

namespace parvis::community {
namespace {

std::string device_of(const Visit& visit, const OpenSession& session) {
  const auto words = device_words(session.agent);
  if (words.browser.empty() && words.system.empty()) return visit.tr("An unknown device");
  if (words.system.empty()) return words.browser;
  if (words.browser.empty()) return words.system;
  return visit.tr("{browser} on {system}", {{"browser", words.browser}, {"system", words.system}});
}

void write_end_form(html::Writer& out, const Visit& visit, std::string_view path, std::string_view label) {
  out.open("form", {{"method", "post"}, {"action", path}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}, {"type", "submit"}}, label).close();
}

void write_session(html::Writer& out, const Visit& visit, const OpenSession& session) {
  const bool present = session.token_hash == visit.session_hash;
  out.open("li", {{"class", "row"}}).open("div");
  out.element("b", device_of(visit, session));
  if (present) {
    out.text(" ");
    write_badge(out, visit.tr("this device"), "good");
  }
  out.open("p", {{"class", "quiet small dots"}});
  if (!session.address.empty()) out.element("span", visit.tr("from {address}", {{"address", session.address}}));
  write_when(out, visit, text::msgid("seen {when}"), session.last_seen_at);
  write_when(out, visit, text::msgid("signed in {when}"), session.created_at);
  out.close().close().open("div", {{"class", "push"}});
  write_end_form(out, visit, "/account/sessions/" + id_text(session.id) + "/end", visit.tr("Sign out"));
  out.close().close();
}

}  // namespace

http::Response show_sessions(Visit& visit) {
  visit.member();
  const auto sessions =
      visit.community.store().read([&](store::Reader& reader) { return sessions_of(reader, visit.viewer.member); });
  html::Writer out;
  write_account_head(out, visit, AccountTab::sessions);
  out.open("section").element("p", {{"class", "quiet"}},
                              visit.tr("This is where you are signed in. If you do not recognise a device, sign it "
                                       "out, then change your password."));
  out.open("ul", {{"class", "list"}});
  for (const auto& session : sessions) write_session(out, visit, session);
  out.close();
  if (sessions.size() > 1) write_end_form(out, visit, "/account/sessions/end", visit.tr("Sign out everywhere else"));
  out.close();
  return account_page(visit, out);
}

http::Response end_one_session(Visit& visit) {
  visit.member();
  const auto id = parse_id(visit.request.parameter("session"));
  if (!id) throw NotFound();
  visit.community.store().write([&](store::Transaction& transaction) {
    if (end_session(transaction, visit.community.timeline(), visit.viewer.member, *id) == 0) throw NotFound();
  });
  return see_other_with_notice(visit, "/account/sessions", text::msgid("That device is signed out."));
}

http::Response end_my_other_sessions(Visit& visit) {
  visit.member();
  visit.community.store().write([&](store::Transaction& transaction) {
    end_other_sessions(transaction, visit.community.timeline(), visit.viewer.member, visit.session_hash);
  });
  return see_other_with_notice(visit, "/account/sessions", text::msgid("Your other devices are signed out."));
}

}  // namespace parvis::community
