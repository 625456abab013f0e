// Somebody whom an issuer knows and nobody here does: they join as everybody does, but without a password.
#include "community/accounts/door.h"
#include "community/accounts/entrance.h"
#include "community/accounts/honeypot.h"
#include "community/accounts/join_form.h"
#include "community/accounts/letter_pages.h"
#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/members/sign_up.h"
#include "ways_in/going.h"
#include "ways_in/ways_in_pages.h"

namespace parvis::ways_in {

using namespace community;

namespace {

constexpr char kPath[] = "/join/proven";

struct Arrival {
  Passage passage;
  Issuer issuer;
};

std::optional<Arrival> arrival_of(const Visit& visit) {
  const auto token = held_token(visit);
  if (token.empty()) return std::nullopt;
  return visit.community.store().read([&](store::Reader& reader) -> std::optional<Arrival> {
    auto passage = find_arrival(reader, token);
    auto issuer = passage ? find_issuer(reader, passage->issuer) : std::nullopt;
    if (!issuer || !issuer->is_open || !issuer->makes_members) return std::nullopt;
    return Arrival{std::move(*passage), std::move(*issuer)};
  });
}

http::Response lost(const Visit& visit) {
  return see_other_with_notice(visit, "/sign-in", text::msgid("That took too long. Please sign in again."));
}

http::Response join_page(const Visit& visit, const Arrival& arrival, const Entrance& entrance,
                         const html::FormState& state, int status = 200) {
  html::Writer out;
  const auto title = visit.tr("Join {community}", {{"community", visit.identity->name}});
  open_narrow(out, title,
              visit.tr("{issuer} knows you, and nobody here does yet. Say how you want to be called.",
                       {{"issuer", arrival.issuer.name}}));
  write_entrance(out, visit, entrance);
  html::Form form(out, state, say_in(visit), "join");
  form.summary(visit.tr(kCheckThis)).open(kPath, visit.form_token);
  write_join_fields(form, visit, Password::none);
  if (entrance.puts_questions()) write_question_fields(form, visit, entrance.rules);
  out.open("input", {{"type", "hidden"}, {"name", "time_zone"}, {"data-time-zone", true}});
  write_charter_field(out, form, visit, entrance.charter);
  write_honeypot(out, visit);
  form.submit(entrance.puts_questions() ? visit.tr("Ask to join") : visit.tr("Join")).close();
  out.element("p", {{"class", "quiet small"}},
              visit.tr("If you are a member already, sign in as you did before and tie this account on the page of "
                       "yours: we do not go by e-mail addresses alone."));
  write_way_in(out, visit, arrival.passage.return_to);
  close_narrow(out);
  return private_page(visit, title, out, status);
}

}  // namespace

http::Response show_arrival(Visit& visit) {
  if (visit.viewer.signed_in()) return http::see_other("/");
  const auto arrival = arrival_of(visit);
  if (!arrival) return lost(visit);
  prepare_visitor_form(visit);
  const auto entrance = entrance_of(visit, arrival->passage.invitation);
  if (entrance.is_closed()) return closed_entrance_page(visit, entrance);
  html::FormState state;
  state.set("name", arrival->passage.name);
  state.set("email", arrival->passage.email);
  return join_page(visit, *arrival, entrance, state);
}

http::Response create_proven_member(Visit& visit) {
  if (visit.viewer.signed_in()) return http::see_other("/");
  const auto arrival = arrival_of(visit);
  if (!arrival) return lost(visit);
  prepare_visitor_form(visit);
  html::FormState state(visit.request.form.pairs());
  const auto entrance = entrance_of(visit, arrival->passage.invitation);
  if (entrance.is_closed()) return closed_entrance_page(visit, entrance);
  const auto form = read_join_form(visit, state, entrance.charter, Password::none);
  const auto answers =
      entrance.puts_questions() ? read_answers(visit, state, entrance.rules) : std::vector<JoinAnswer>{};
  if (state.is_refused()) return join_page(visit, *arrival, entrance, state, 422);
  if (const int wait = wait_for_sign_up(visit); wait > 0) {
    state.refuse(too_often(wait));
    return with_retry_after(join_page(visit, *arrival, entrance, state, 429), wait);
  }
  if (!is_caught(visit) && wait_for_letter(visit, form.email) == 0) {
    const auto act = account_act_of(visit);
    const bool is_tied = visit.community.store().write([&](store::Transaction& transaction) {
      // Tied meanwhile, by another browser of theirs: whatever the address, they are led to sign in.
      const auto proven = arrival->passage.proven();
      if (holder_of(transaction, proven.issuer, proven.subject)) {
        end_arrival(transaction, held_token(visit));
        return true;
      }
      sign_up(transaction, act,
              {.display_name = form.display_name,
               .email = form.email,
               .handle = form.handle,
               .time_zone = time_zone_asked(visit),
               .charter_version = form.charter_version,
               .invitation = entrance.invitation ? entrance.invitation->id : InvitationId{},
               .share = share_in(arrival->passage.return_to).value_or(ShareId{}),
               .answers = answers,
               .proven = proven});
      end_arrival(transaction, held_token(visit));
      return false;
    });
    if (is_tied) return lost(visit);
  }
  // The same for everybody, whatever is known of the address.
  auto answer = keep_return_place(
      visit,
      letter_sent_page(
          visit, visit.tr("We have sent an e-mail to {email}. It tells you what to do next.", {{"email", form.email}}),
          form.email),
      return_place(arrival->passage.return_to));
  answer.cookie(forgotten_cookie(visit));
  return answer;
}

}  // namespace parvis::ways_in
