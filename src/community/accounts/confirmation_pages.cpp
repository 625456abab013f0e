#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/one_time_link.h"
#include "community/members/sign_up.h"

namespace parvis::community {
namespace {

std::optional<OneTimeLink> link_of(Visit& visit) {
  const auto token = visit.request.parameter("token");
  return visit.community.store().read([&](store::Reader& reader) {
    auto link = find_link(reader, LinkPurpose::confirm_address, token);
    return link ? link : find_link(reader, LinkPurpose::change_address, token);
  });
}

}  // namespace

http::Response show_confirmation(Visit& visit) {
  const auto link = link_of(visit);
  if (!link) return lost_link_page(visit);
  prepare_visitor_form(visit);
  html::Writer out;
  const auto title = visit.tr("Confirm your address");
  open_narrow(out, title, visit.tr("You are about to confirm {email}.", {{"email", link->email}}));
  const html::FormState state;
  html::Form form(out, state, say_in(visit), "confirm");
  form.open(visit.request.raw_path(), visit.form_token).submit(visit.tr("Confirm my address")).close();
  close_narrow(out);
  return private_page(visit, title, out);
}

http::Response create_confirmation(Visit& visit) {
  const auto token = visit.request.parameter("token");
  const auto link = link_of(visit);
  if (!link) return lost_link_page(visit);
  const auto act = account_act_of(visit);
  if (link->purpose == LinkPurpose::change_address) {
    visit.community.store().write([&](store::Transaction& transaction) { confirm_address(transaction, act, token); });
    return see_other_with_notice(visit, visit.viewer.signed_in() ? "/account" : "/sign-in",
                                 text::msgid("Your new address is confirmed."));
  }
  const auto session = visit.community.store().write([&](store::Transaction& transaction) {
    const auto confirmed = confirm_sign_up(transaction, act, token);
    if (confirmed.admission == Admission::asked) return std::string();
    return open_session(transaction, act.timeline, confirmed.member, act.device);
  });
  if (session.empty()) return request_waits_page(visit);
  auto answer = see_other_with_notice(visit, kept_return_place(visit),
                                      text::msgid("Welcome. Your address is confirmed and you are signed in."));
  answer.cookie(session_cookie(visit, session));
  return forget_return_place(visit, std::move(answer));
}

}  // namespace parvis::community
