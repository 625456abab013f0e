#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/entrance.h"
#include "community/accounts/honeypot.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/accounts/ways_views.h"
#include "community/members/sign_up.h"

namespace parvis::community {
namespace {

http::Response join_page(const Visit& visit, const html::FormState& state, const Entrance& entrance, int status = 200) {
  if (entrance.is_closed()) return closed_entrance_page(visit, entrance);
  html::Writer out;
  const auto title = visit.tr("Join {community}", {{"community", visit.identity->name}});
  open_narrow(out, title, visit.identity->tagline.in(visit.language));
  write_entrance(out, visit, entrance);
  html::Form form(out, state, say_in(visit), "join");
  form.summary(visit.tr(kCheckThis)).open("/join", visit.form_token);
  const auto place = return_place(state.value("return_to"));
  if (place != "/") form.hidden("return_to", place);
  if (entrance.invitation) form.hidden("invitation", entrance.token);
  write_join_fields(form, visit);
  if (entrance.puts_questions()) write_question_fields(form, visit, entrance.rules);
  // Filled by the browser's script; without it, times are the community's until one says otherwise.
  out.open("input", {{"type", "hidden"}, {"name", "time_zone"}, {"data-time-zone", true}});
  write_charter_field(out, form, visit, entrance.charter);
  write_honeypot(out, visit);
  form.submit(entrance.puts_questions() ? visit.tr("Ask to join") : visit.tr("Join")).close();
  write_issuer_buttons(out, visit, {.return_to = place, .invitation = entrance.invitation ? entrance.token : ""},
                       IssuersFor::joining);
  write_way_in(out, visit, place);
  close_narrow(out);
  return private_page(visit, title, out, status);
}

http::Response first_page(Visit& visit, std::string_view token) {
  if (visit.viewer.signed_in()) return http::see_other(return_place(visit.request.query.get("return_to")));
  prepare_visitor_form(visit);
  html::FormState state;
  state.set("return_to", std::string(visit.request.query.get("return_to")));
  return join_page(visit, state, entrance_of(visit, token));
}

}  // namespace

http::Response show_join(Visit& visit) { return first_page(visit, ""); }

http::Response show_invitation(Visit& visit) { return first_page(visit, visit.request.parameter("token")); }

http::Response create_member(Visit& visit) {
  if (visit.viewer.signed_in()) return http::see_other("/");
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto entrance = entrance_of(visit, visit.request.form.get("invitation"));
  if (entrance.is_closed()) return closed_entrance_page(visit, entrance);
  const auto form = read_join_form(visit, state, entrance.charter);
  const auto answers =
      entrance.puts_questions() ? read_answers(visit, state, entrance.rules) : std::vector<JoinAnswer>{};
  if (state.is_refused()) return join_page(visit, state, entrance, 422);
  if (const int wait = wait_for_sign_up(visit); wait > 0) {
    state.refuse(too_often(wait));
    return with_retry_after(join_page(visit, state, entrance, 429), wait);
  }
  // Hashed and compared whether the address is known or not: the work is the same. So is the answer when too many
  // letters went there.
  const auto hash = hash_of(visit, form.password);
  const auto press = press_of(visit.community.store(), form.email, Secret(form.password),
                              visit.community.accounts().password_strength());
  if (!is_caught(visit) && wait_for_letter(visit, form.email) == 0) {
    const auto act = account_act_of(visit);
    visit.community.store().write([&](store::Transaction& transaction) {
      sign_up(transaction, act,
              {.display_name = form.display_name,
               .email = form.email,
               .handle = form.handle,
               .password_hash = hash,
               .time_zone = time_zone_asked(visit),
               .charter_version = form.charter_version,
               .press = press,
               .invitation = entrance.invitation ? entrance.invitation->id : InvitationId{},
               .share = share_in(visit.request.form.get("return_to")).value_or(ShareId{}),
               .answers = answers});
    });
  }
  // The same for everybody, whatever is known of the address.
  return keep_return_place(
      visit,
      letter_sent_page(
          visit, visit.tr("We have sent an e-mail to {email}. It tells you what to do next.", {{"email", form.email}}),
          form.email),
      return_place(visit.request.form.get("return_to")));
}

}  // namespace parvis::community
