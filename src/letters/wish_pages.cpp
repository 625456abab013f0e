// What a member wishes to be told of: seen at a glance, changed with one choice or line by line.
#include "community/accounts/account_views.h"
#include "community/letters/letter_reader.h"
#include "community/members/account.h"
#include "community/pace/pace.h"
#include "community/page/page.h"
#include "letters/letters_pages.h"
#include "letters/wish_views.h"

namespace parvis::letters {

using namespace community;

namespace {

http::Response render(const Visit& visit, const html::FormState* typed, int status) {
  const auto member = visit.viewer.member;
  Wishes wishes;
  std::optional<Account> account;
  visit.community.store().read([&](store::Reader& reader) {
    wishes = read_wishes(reader, member);
    account = find_account(reader, member);
  });
  if (!account) throw SignInNeeded();
  html::Writer out;
  write_account_head(out, visit, AccountTab::letters);
  const auto present = state_of(wishes);
  write_wishes(out, visit, wishes, typed ? *typed : present, account->email,
               visit.viewer.status != MemberStatus::unconfirmed);
  return account_page(visit, out, status);
}

// Changes the choices and says so on the page.
template <class Change>
http::Response change(Visit& visit, const char* notice, Change&& change_of) {
  const auto member = visit.member().member;
  keep(visit, Pace::settings);
  visit.community.store().write([&](store::Transaction& transaction) {
    const auto at = now();
    auto wishes = read_wishes(transaction, member);
    change_of(wishes, at);
    choose_wishes(transaction, {visit.community.timeline(), member, at, visit.source}, wishes);
  });
  return see_other_with_notice(visit, "/account/letters", notice);
}

}  // namespace

http::Response show_wishes(Visit& visit) {
  visit.member();
  return render(visit, nullptr, 200);
}

http::Response update_wishes(Visit& visit) {
  visit.member();
  html::FormState state(visit.request.form.pairs());
  const auto typed = wishes_in(state, {});
  if (state.is_refused()) return render(visit, &state, 422);
  return change(visit, text::msgid("Noted: this is how you are told from now on."), [&](Wishes& wishes, Instant) {
    const auto stopped_at = wishes.stopped_at;
    wishes = typed;
    wishes.stopped_at = stopped_at;
  });
}

http::Response choose_preset(Visit& visit) {
  visit.member();
  const auto preset = parse_preset(visit.request.form.get("preset"));
  if (!preset) throw NotFound();
  return change(visit, text::msgid("Noted: this is how you are told from now on."),
                [&](Wishes& wishes, Instant) { wishes = with_preset(wishes, *preset); });
}

http::Response change_stop(Visit& visit) {
  const bool stops = visit.request.form.get("value") == "on";
  const auto* notice = stops ? text::msgid("Noted: no more e-mails but those about your account.")
                             : text::msgid("Noted: e-mails come again, as you had chosen.");
  return change(visit, notice, [&](Wishes& wishes, Instant at) {
    if (stops && !wishes.stopped_at) wishes.stopped_at = at;
    if (!stops) wishes.stopped_at.reset();
  });
}

}  // namespace parvis::letters
