#include "community/accounts/accounts_pages.h"
#include "community/accounts/door.h"
#include "community/accounts/honeypot.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/arriving/invitation.h"
#include "community/members/account.h"
#include "community/members/sign_up.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

// What stands at the door for this visitor.
struct Entrance {
  std::optional<Charter> charter;
  ArrivingRules rules;
  std::string token;                     // of the invitation that was followed, if any
  std::optional<Invitation> invitation;  // while it is open
  std::string inviter;

  bool is_closed() const { return rules.door == Entry::invitation && !invitation; }
  bool puts_questions() const { return rules.door == Entry::approval && !invitation; }
};

Entrance entrance_of(const Visit& visit, std::string_view token) {
  return visit.community.store().read([&](store::Reader& reader) {
    Entrance entrance{current_charter(reader), read_arriving(reader), std::string(token), {}, {}};
    const auto id = read_invitation_token(visit.community.secret(), token);
    entrance.invitation = id ? find_invitation(reader, *id) : std::nullopt;
    if (entrance.invitation && !entrance.invitation->is_open(now())) entrance.invitation.reset();
    const auto maker = entrance.invitation ? find_account(reader, entrance.invitation->made_by) : std::nullopt;
    if (!maker || maker->status != MemberStatus::active) entrance.invitation.reset();  // nobody answers for it
    if (entrance.invitation) entrance.inviter = maker->display_name;
    return entrance;
  });
}

std::string zone_asked(const Visit& visit) {
  const auto zone = visit.request.form.get("time_zone");
  return text::valid_time_zone(zone) ? std::string(zone) : std::string();
}

void write_way_in(html::Writer& out, const Visit& visit, std::string_view place) {
  out.open("p", {{"class", "quiet small"}}).text(visit.tr("Already have an account?")).text(" ");
  out.element("a", {{"class", "link"}, {"href", path_returning("/sign-in", place)}}, visit.tr("Sign in")).close();
}

// Nobody comes in here without an invitation, or theirs works no more.
http::Response closed_page(const Visit& visit, const Entrance& entrance) {
  html::Writer out;
  const auto title = visit.tr("Join {community}", {{"community", visit.identity->name}});
  open_narrow(out, title,
              entrance.token.empty()
                  ? visit.tr("One joins by invitation here. Ask somebody you know in the community for one.")
                  : visit.tr("This invitation no longer works: its seats are taken, or its time is over. Ask whoever "
                             "sent it to you for another."));
  write_way_in(out, visit, "");
  close_narrow(out);
  return private_page(visit, title, out, entrance.token.empty() ? 200 : 404);
}

void write_invitation(html::Writer& out, const Visit& visit, const Entrance& entrance) {
  if (entrance.invitation) {
    out.element("p", {{"class", "notice plain"}},
                entrance.inviter.empty() ? visit.tr("You have been invited.")
                                         : visit.tr("{name} invites you.", {{"name", entrance.inviter}}));
  } else if (!entrance.token.empty()) {
    out.element("p", {{"class", "notice warn"}},
                visit.tr("Your invitation no longer works, but you can join without one."));
  } else if (entrance.puts_questions()) {
    out.element("p", {{"class", "notice plain"}},
                visit.tr("Somebody reads every request to join. You will hear from us by e-mail."));
  }
}

http::Response join_page(const Visit& visit, const html::FormState& state, const Entrance& entrance, int status = 200) {
  if (entrance.is_closed()) return closed_page(visit, entrance);
  html::Writer out;
  const auto title = visit.tr("Join {community}", {{"community", visit.identity->name}});
  open_narrow(out, title, visit.identity->tagline.in(visit.language));
  write_invitation(out, visit, entrance);
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
  if (entrance.is_closed()) return closed_page(visit, entrance);
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
               .time_zone = zone_asked(visit),
               .charter_version = form.charter_version,
               .press = press,
               .invitation = entrance.invitation ? entrance.invitation->id : InvitationId{},
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
