// What a member agrees to: each purpose with its words and one button, the same to give and to take back; below, all
// that was ever said.
#include <charconv>

#include "community/accounts/account_views.h"
#include "community/accounts/views.h"
#include "community/pace/pace.h"
#include "community/privacy/consent.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {

using namespace community;

namespace {

void write_purpose(html::Writer& out, const Visit& visit, const ConsentPurpose& purpose, bool agreed) {
  out.open("li", {{"class", "row"}, {"id", "purpose-" + purpose.slug}}).open("div");
  out.open("p", {{"class", "name"}}).text(purpose.name.in(visit.language)).text(" ");
  if (agreed) write_badge(out, visit.tr("you agree"), "good");
  out.close().element("p", purpose.body.in(visit.language)).close();
  out.open("form", {{"method", "post"}, {"action", "/account/consents/" + purpose.slug}, {"class", "push"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "version"}, {"value", purpose.version}});
  out.open("button", {{"class", "button"}, {"name", "value"}, {"value", agreed ? "off" : "on"}});
  out.text(agreed ? visit.tr("Withdraw") : visit.tr("Agree"));
  out.element("span", {{"class", "unseen"}}, " " + purpose.name.in(visit.language));
  out.close().close().close();
}

void write_said(html::Writer& out, const Visit& visit, const std::vector<ConsentRow>& said) {
  if (said.empty()) return;
  out.open("section").element("h2", visit.tr("What you said, and when"));
  out.open("ul", {{"class", "list"}});
  for (const auto& row : said) {
    out.open("li").open("p", {{"class", "quiet small dots"}});
    out.element("span", row.agrees == Agrees::yes ? visit.tr("agreed") : visit.tr("withdrew"));
    out.element("span", visit.tr("version {number}", {{"number", row.version}}));
    out.element("span", row.way == ConsentWay::letter ? visit.tr("by a letter") : visit.tr("on this page"));
    out.open("span");
    write_time(out, visit, row.at);
    out.close().close().element("p", row.body).close();
  }
  out.close().close();
}

}  // namespace

http::Response show_consents(Visit& visit) {
  const auto member = visit.member().member;
  struct Read {
    std::vector<std::pair<ConsentPurpose, bool>> purposes;
    std::vector<ConsentRow> said;
  };
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    Read all{.purposes = {}, .said = consents_of(reader, member)};
    for (auto& purpose : purposes(reader, Purposes::in_force)) {
      const bool agreed = has_agreed(reader, member, purpose.id);
      all.purposes.emplace_back(std::move(purpose), agreed);
    }
    return all;
  });
  html::Writer out;
  write_account_head(out, visit, AccountTab::consents);
  out.open("section").element("p", {{"class", "quiet"}},
                              visit.tr("What the community may do only if you agree. Taking it back is one click, like "
                                       "giving it, and changes nothing else."));
  if (read.purposes.empty()) {
    write_empty(out, visit.tr("The community asks you for nothing."), visit.tr("Your settings"), "/account");
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& [purpose, agreed] : read.purposes) write_purpose(out, visit, purpose, agreed);
    out.close();
  }
  out.close();
  write_said(out, visit, read.said);
  return account_page(visit, out);
}

http::Response change_consent(Visit& visit) {
  const auto member = visit.member().member;
  keep(visit, Pace::settings);
  const auto& form = visit.request.form;
  const bool gives = form.get("value") == "on";
  std::int64_t version = 0;
  const auto typed = form.get("version");
  std::from_chars(typed.data(), typed.data() + typed.size(), version);
  const ConsentAct act{.timeline = visit.community.timeline(),
                       .member = member,
                       .way = ConsentWay::page,
                       .language = visit.language,
                       .proof = "request " + visit.request.id + " from " + visit.request.remote_address,
                       .at = now(),
                       .source = visit.source};
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto purpose = find_purpose(transaction, visit.request.parameter("purpose"));
    if (!purpose) throw NotFound();
    say_consent(transaction, act, *purpose, version, gives ? Agrees::yes : Agrees::no);
  });
  return see_other_with_notice(visit, "/account/consents",
                               gives ? text::msgid("Noted: you agree.") : text::msgid("Noted: you no longer agree."));
}

}  // namespace parvis::privacy
