#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/join_form.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/account.h"
#include "community/members/new_member.h"
#include "community/members/one_time_link.h"
#include "community/members/role_change.h"
#include "community/members/sign_up.h"

namespace parvis::community {
namespace {

std::optional<Charter> charter_behind_link(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    if (!find_link(reader, LinkPurpose::first_manager, visit.request.parameter("token")) || has_manager(reader)) {
      throw NotFound(
          {"This link has been used already or is too old. A new one is printed at each start, as long as "
           "nobody manages the community."});
    }
    return current_charter(reader);
  });
}

http::Response manager_page(const Visit& visit, const html::FormState& state, const std::optional<Charter>& charter,
                            int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Become the first manager");
  open_narrow(out, title, visit.tr("Nobody manages this community yet. The account you make here may do everything."));
  html::Form form(out, state, say_in(visit), "manager");
  form.summary(visit.tr(kCheckThis)).open(visit.request.raw_path(), visit.form_token);
  write_join_fields(form, visit);
  write_charter_field(out, form, visit, charter);
  form.submit(visit.tr("Make my account")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_first_manager(Visit& visit) {
  const auto charter = charter_behind_link(visit);
  prepare_visitor_form(visit);
  return manager_page(visit, {}, charter);
}

http::Response create_first_manager(Visit& visit) {
  const auto charter = charter_behind_link(visit);
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto form = read_join_form(visit, state, charter);
  auto& store = visit.community.store();
  if (!state.is_refused() &&
      store.read([&](store::Reader& reader) { return account_with_email(reader, form.email).has_value(); })) {
    state.refuse("email", {"This address belongs to another account."});
  }
  if (state.is_refused()) return manager_page(visit, state, charter, 422);
  const auto hash = hash_of(visit, form.password);
  const auto act = account_act_of(visit);
  const auto session = store.write([&](store::Transaction& transaction) {
    const auto member = make_first_manager(transaction, act, visit.request.parameter("token"),
                                           {.display_name = form.display_name,
                                            .email = form.email,
                                            .handle = form.handle,
                                            .password_hash = hash,
                                            .charter_version = form.charter_version});
    return open_session(transaction, act.timeline, member, act.device);
  });
  return see_other_with_notice(visit, "/", text::msgid("Your account is made. This community is yours to manage."))
      .cookie(session_cookie(visit, session));
}

}  // namespace parvis::community
