// The page behind the button of an invitation by letter: a name and a password, and one is in. The letter proves the
// address, so nothing is confirmed again.
#include "arriving/arriving_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/arriving/member_import.h"
#include "community/members/new_member.h"
#include "community/members/session.h"
#include "community/members/sign_up.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::arriving {
namespace {

using namespace community;

struct Invited {
  ImportedMember member;
  std::optional<Charter> charter;
};

std::optional<Invited> invited_of(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) -> std::optional<Invited> {
    const auto found = find_invited(reader, visit.community.secret(), visit.request.parameter("token"));
    if (!found) return std::nullopt;
    return Invited{*found, current_charter(reader)};
  });
}

http::Response page(const Visit& visit, const Invited& invited, const html::FormState& state, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Join {community}", {{"community", visit.identity->name}});
  open_narrow(out, title, visit.identity->tagline.in(visit.language));
  html::Form form(out, state, say_in(visit), "invited");
  form.summary(visit.tr(kCheckThis)).open(visit.request.raw_path(), visit.form_token);
  out.element("p", {{"class", "quiet"}}, visit.tr("Your address: {email}", {{"email", invited.member.email}}));
  const auto name = visit.tr("Your name"), hint = visit.tr("As others will read it: your own or another.");
  form.text_field({.name = "name", .label = name, .hint = hint, .autocomplete = "name"});
  write_password_field(form, visit, "password", visit.tr("Password"));
  out.open("input", {{"type", "hidden"}, {"name", "time_zone"}, {"data-time-zone", true}});
  write_charter_field(out, form, visit, invited.charter);
  form.submit(visit.tr("Take my place")).close();
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_invited(Visit& visit) {
  const auto invited = invited_of(visit);
  if (!invited) return lost_link_page(visit);
  prepare_visitor_form(visit);
  html::FormState state;
  state.set("name", invited->member.name);
  return page(visit, *invited, state);
}

http::Response create_invited(Visit& visit) {
  const auto invited = invited_of(visit);
  if (!invited) return lost_link_page(visit);
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto name = text::check_text(state.value("name"), {.min = 1, .max = kMaxDisplayName});
  if (name.problem) state.refuse("name", *name.problem);
  const auto password = read_new_password(visit, state, "password", invited->member.handle, invited->member.email);
  const auto version = read_charter_version(visit, state, invited->charter);
  if (state.is_refused()) return page(visit, *invited, state, 422);
  const auto hash = hash_of(visit, password);
  const auto zone = visit.request.form.get("time_zone");
  const auto act = account_act_of(visit);
  const auto session = visit.community.store().write([&](store::Transaction& transaction) {
    const auto& wished = invited->member.handle;
    const auto member = accept_imported(transaction, act, invited->member,
                                        {.display_name = name.value,
                                         .handle = is_handle_free(transaction, wished) ? wished : std::string(),
                                         .password_hash = hash,
                                         .time_zone = text::valid_time_zone(zone) ? std::string(zone) : std::string(),
                                         .charter_version = version});
    return open_session(transaction, act.timeline, member, act.device);
  });
  auto answer = see_other_with_notice(visit, "/", text::msgid("Welcome. Your place is yours now."));
  answer.cookie(session_cookie(visit, session));
  return answer;
}

}  // namespace parvis::arriving
