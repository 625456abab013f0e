#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/account.h"
#include "community/members/one_time_link.h"
#include "community/members/sign_up.h"

namespace parvis::community {
namespace {

struct Claim {
  Account account;
  std::optional<Charter> charter;
};

std::optional<Claim> claim_of(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) -> std::optional<Claim> {
    const auto link = find_link(reader, LinkPurpose::claim_account, visit.request.parameter("token"));
    const auto account = link ? find_account(reader, link->member) : std::nullopt;
    if (!account) return std::nullopt;
    return Claim{*account, current_charter(reader)};
  });
}

http::Response claim_page(const Visit& visit, const Claim& claim, const html::FormState& state, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Take over your account");
  open_narrow(out, title,
              visit.tr("{name} (@{handle}) and everything written under that name become yours.",
                       {{"name", claim.account.display_name}, {"handle", claim.account.handle}}));
  html::Form form(out, state, say_in(visit), "claim");
  form.summary(visit.tr(kCheckThis)).open(visit.request.raw_path(), visit.form_token);
  write_password_field(form, visit, "password", visit.tr("Choose a password"));
  write_charter_field(out, form, visit, claim.charter);
  form.submit(visit.tr("Take over my account")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_claim(Visit& visit) {
  const auto claim = claim_of(visit);
  if (!claim) return lost_link_page(visit);
  prepare_visitor_form(visit);
  return claim_page(visit, *claim, {});
}

http::Response create_claim(Visit& visit) {
  const auto claim = claim_of(visit);
  if (!claim) return lost_link_page(visit);
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto password = read_new_password(visit, state, "password", claim->account.handle, claim->account.email);
  const auto version = read_charter_version(visit, state, claim->charter);
  if (state.is_refused()) return claim_page(visit, *claim, state, 422);
  const auto hash = hash_of(visit, password);
  const auto act = account_act_of(visit);
  const auto session = visit.community.store().write([&](store::Transaction& transaction) {
    const auto member = claim_account(transaction, act, visit.request.parameter("token"), hash, version);
    return open_session(transaction, act.timeline, member, act.device);
  });
  auto answer =
      see_other_with_notice(visit, kept_return_place(visit), text::msgid("Welcome back. The account is yours now."));
  answer.cookie(session_cookie(visit, session));
  return forget_return_place(visit, std::move(answer));
}

}  // namespace parvis::community
