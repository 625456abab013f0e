// Leaving: what becomes of what one wrote, and who it is that asks. By password, or by a letter whose page has a button
// (opening it does nothing).
#include "community/accounts/account_views.h"
#include "community/accounts/again.h"
#include "community/accounts/door.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/account.h"
#include "community/members/accounts.h"
#include "community/members/member_words.h"
#include "community/members/one_time_link.h"
#include "community/privacy/erasure.h"
#include "core/store/words.h"
#include "privacy/named_views.h"
#include "privacy/privacy_pages.h"

namespace parvis::privacy {

using namespace community;

namespace {

std::optional<WordsLeft> words_in(const html::FormState& state) {
  if (state.value("words") == "stay") return WordsLeft::stay;
  if (state.value("words") == "go") return WordsLeft::go;
  return std::nullopt;
}

void write_words_choice(html::Form& form, const Visit& visit) {
  const auto stay = visit.tr("Leave it, under nobody’s name");
  const auto stay_hint = visit.tr(
      "Conversations stay readable. Where your name stood, “a former member” stands, and where others named "
      "you too.");
  const auto go = visit.tr("Take it away");
  const auto go_hint = visit.tr(
      "Each of your texts is replaced by a line that says it was removed. Threads in which nobody else wrote "
      "disappear.");
  const html::Choice choices[] = {{"stay", stay, stay_hint}, {"go", go, go_hint}};
  form.radio_group({.name = "words", .label = visit.tr("What you wrote here"), .choices = choices});
}

void write_what_happens(html::Writer& out, const Visit& visit, std::int64_t days) {
  out.element("p", visit.tr("Your name, your address, your profile, your votes and all that is yours alone are erased: "
                            "in the square, in its search and in what is kept of it, and they do not come back with a "
                            "backup."));
  out.element("p", days == 0 ? visit.tr("It begins at once and cannot be undone.")
                             : visit.trn("You have {n} day to think again: sign in, and nothing is erased.",
                                         "You have {n} days to think again: sign in, and nothing is erased.", days));
}

http::Response leave_page(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto days = visit.community.store().read(grace_days);
  html::Writer out;
  write_account_head(out, visit, AccountTab::data);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Leave, and be erased"));
  write_what_happens(out, visit, days);
  write_named_by_others(out, visit);
  out.open("p")
      .element("a", {{"class", "link"}, {"href", "/account/data"}}, visit.tr("Take a copy of your data with you first"))
      .close();
  html::Form form(out, state, say_in(visit), "leave");
  form.summary(visit.tr(kCheckThis)).open("/account/leave", visit.form_token);
  write_words_choice(form, visit);
  write_present_password(form, visit, AskedAgain::always);
  out.open("p", {{"class", "actions"}});
  form.submit(visit.tr("Erase my account"), "how", "password", html::Emphasis::main);
  form.submit(visit.tr("Confirm by e-mail instead"), "how", "letter", html::Emphasis::plain);
  out.close();
  form.close();
  out.close();
  return account_page(visit, out, status);
}

// On every node, nobody sees them among those who are here.
void take_leave(const Visit& visit, store::Transaction& transaction, MemberId member) {
  store::tell(transaction, word_of(kLeftWord, std::array{member}));
  auto& presence = visit.community.accounts().presence();
  transaction.after_commit([&presence, member] { presence.left(member); });
}

http::Response farewell(Visit& visit, std::int64_t days) {
  const auto title = visit.tr("You are leaving");
  std::vector<std::string> paragraphs{
      days == 0 ? visit.tr("You are signed out, and what is held about you is being erased.")
                : visit.trn("You are signed out. In {n} day, what is held about you is erased.",
                            "You are signed out. In {n} days, what is held about you is erased.", days)};
  if (days > 0) paragraphs.push_back(visit.tr("If you change your mind, sign in before then."));
  paragraphs.push_back(visit.tr("Thank you for what you brought here."));
  // Nobody is here any more: the page is a visitor's.
  visit.viewer = Viewer{};
  visit.unread_notifications = 0;
  // What was read while signed in is not found by going back.
  return message_page(visit, title, paragraphs)
      .cookie(ended_session_cookie(visit))
      .header("Clear-Site-Data", "\"cache\"");
}

http::Response send_letter(Visit& visit) {
  const auto account =
      visit.community.store().read([&](store::Reader& reader) { return find_account(reader, visit.viewer.member); });
  html::FormState state(visit.request.form.pairs());
  if (!account || account->email.empty()) {
    state.refuse({"We know no address to write to. Confirm with your password."});
    return leave_page(visit, state, 422);
  }
  if (const int wait = wait_for_letter(visit, account->email); wait > 0) {
    state.refuse(too_often(wait));
    return with_retry_after(leave_page(visit, state, 429), wait);
  }
  const auto act = account_act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto token = make_link(transaction, LinkPurpose::leave, account->id, account->email);
    send_leave_link(transaction, act.sender, recipient_of(*account, act.language), token);
  });
  return see_other_with_notice(
      visit, "/account/leave",
      text::msgid("An e-mail is on its way to you. Nothing is erased until you confirm it there."));
}

std::optional<OneTimeLink> link_of(const Visit& visit) {
  const auto token = visit.request.parameter("token");
  return visit.community.store().read(
      [&](store::Reader& reader) { return find_link(reader, LinkPurpose::leave, token); });
}

http::Response leaving_page(Visit& visit, const html::FormState& state, int status = 200) {
  prepare_visitor_form(visit);
  const auto days = visit.community.store().read(grace_days);
  html::Writer out;
  const auto title = visit.tr("Leave, and be erased");
  open_narrow(out, title);
  write_what_happens(out, visit, days);
  html::Form form(out, state, say_in(visit), "leave");
  form.summary(visit.tr(kCheckThis)).open(visit.request.raw_path(), visit.form_token);
  write_words_choice(form, visit);
  form.submit(visit.tr("Erase my account")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_leave(Visit& visit) {
  visit.member();
  return leave_page(visit, {});
}

http::Response leave(Visit& visit) {
  const auto member = visit.member().member;
  if (visit.request.form.get("how") == "letter") return send_letter(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = words_in(state);
  if (!words) state.refuse("words", {"Choose what becomes of what you wrote."});
  const int wait = check_again(visit, state, AskedAgain::always);
  if (wait > 0) return with_retry_after(leave_page(visit, state, 429), wait);
  if (state.is_refused()) return leave_page(visit, state, 422);
  const auto act = account_act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) {
    ask_erasure(transaction, act, member, *words);
    take_leave(visit, transaction, member);
  });
  return farewell(visit, visit.community.store().read(grace_days));
}

http::Response show_leaving(Visit& visit) { return link_of(visit) ? leaving_page(visit, {}) : lost_link_page(visit); }

http::Response confirm_leaving(Visit& visit) {
  if (!link_of(visit)) return lost_link_page(visit);
  html::FormState state(visit.request.form.pairs());
  const auto words = words_in(state);
  if (!words) {
    state.refuse("words", {"Choose what becomes of what you wrote."});
    return leaving_page(visit, state, 422);
  }
  const auto act = account_act_of(visit);
  const auto token = visit.request.parameter("token");
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto link = use_link(transaction, LinkPurpose::leave, token);
    ask_erasure(transaction, act, link.member, *words);
    take_leave(visit, transaction, link.member);
  });
  return farewell(visit, visit.community.store().read(grace_days));
}

}  // namespace parvis::privacy
