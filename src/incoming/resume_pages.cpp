// A member whose letters have stopped starts them again: a button on their page sends a letter, whose page has a
// button.
#include "community/accounts/door.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/incoming/letter_stop.h"
#include "community/members/account.h"
#include "community/page/form_words.h"
#include "community/page/notice.h"
#include "community/page/page.h"
#include "incoming/incoming_pages.h"

namespace parvis::incoming {

using namespace community;

namespace {

std::optional<MemberId> member_asked(const Visit& visit, store::Reader& reader) {
  return read_resume_token(reader, visit.community.secret(), visit.request.parameter("token"));
}

NotFound over() {
  return NotFound(
      {"This link no longer does anything: e-mails go out again already, or it was about another address."});
}

}  // namespace

http::Response ask_for_letters(Visit& visit) {
  const auto member = visit.member().member;
  const auto account =
      visit.community.store().read([&](store::Reader& reader) { return find_account(reader, member); });
  if (!account) throw SignInNeeded();
  if (const int wait = wait_for_letter(visit, account->email); wait > 0) throw TooMany(too_often(wait), wait);
  const bool sent = visit.community.store().write([&](store::Transaction& transaction) {
    return ask_to_resume(transaction, account_act_of(visit), member, visit.community.secret());
  });
  return see_other_with_notice(visit, "/account",
                               sent ? text::msgid("An e-mail is on its way to you. Open the link in it.")
                                    : text::msgid("You receive e-mails already."));
}

http::Response show_resume(Visit& visit) {
  const auto member = visit.community.store().read([&](store::Reader& reader) { return member_asked(visit, reader); });
  if (!member) throw over();
  prepare_visitor_form(visit);
  const auto title = visit.tr("Receive e-mails again");
  html::Writer out;
  out.open("div", {{"class", "narrow"}}).open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("Your address works: this e-mail came. With this button the others come again too."));
  out.close();
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "resume");
  form.open(visit.request.path, visit.form_token);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Receive e-mails again"));
  out.close();
  form.close();
  out.close();
  return with_form_cookie(visit, render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take()));
}

http::Response create_resume(Visit& visit) {
  const bool resumed = visit.community.store().write([&](store::Transaction& transaction) {
    const auto member = member_asked(visit, transaction);
    return member && resume_letters(transaction, visit.community.timeline(), *member, visit.source);
  });
  if (!resumed) throw over();
  return see_other_with_notice(visit, visit.viewer.signed_in() ? "/account" : "/",
                               text::msgid("You receive e-mails again."));
}

}  // namespace parvis::incoming
