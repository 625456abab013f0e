#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/honeypot.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/sign_up.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

std::optional<Charter> charter_of(const Visit& visit) {
  return visit.community.store().read([](store::Reader& reader) { return current_charter(reader); });
}

std::string zone_asked(const Visit& visit) {
  const auto zone = visit.request.form.get("time_zone");
  return text::valid_time_zone(zone) ? std::string(zone) : std::string();
}

http::Response join_page(const Visit& visit, const html::FormState& state, const std::optional<Charter>& charter,
                         int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Join {community}", {{"community", visit.identity->name}});
  open_narrow(out, title, visit.identity->tagline.in(visit.language));
  html::Form form(out, state, say_in(visit), "join");
  form.summary(visit.tr(kCheckThis)).open("/join", visit.form_token);
  const auto place = return_place(state.value("return_to"));
  if (place != "/") form.hidden("return_to", place);
  write_join_fields(form, visit);
  // Filled by the browser's script; without it, times are the community's until one says otherwise.
  out.open("input", {{"type", "hidden"}, {"name", "time_zone"}, {"data-time-zone", true}});
  write_charter_field(out, form, visit, charter);
  write_honeypot(out, visit);
  form.submit(visit.tr("Join")).close();
  out.open("p", {{"class", "quiet small"}}).text(visit.tr("Already have an account?")).text(" ");
  out.element("a", {{"class", "link"}, {"href", path_returning("/sign-in", place)}}, visit.tr("Sign in")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_join(Visit& visit) {
  if (visit.viewer.signed_in()) return http::see_other(return_place(visit.request.query.get("return_to")));
  prepare_visitor_form(visit);
  html::FormState state;
  state.set("return_to", std::string(visit.request.query.get("return_to")));
  return join_page(visit, state, charter_of(visit));
}

http::Response create_member(Visit& visit) {
  if (visit.viewer.signed_in()) return http::see_other("/");
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto charter = charter_of(visit);
  const auto form = read_join_form(visit, state, charter);
  if (state.is_refused()) return join_page(visit, state, charter, 422);
  if (const int wait = wait_for_sign_up(visit); wait > 0) {
    state.refuse(too_often(wait));
    return with_retry_after(join_page(visit, state, charter, 429), wait);
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
               .time_zone = zone_asked(visit),
               .charter_version = form.charter_version,
               .press = press});
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
