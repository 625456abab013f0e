// Invitations: an address to hand on, how many may use it, who came.
#include <charconv>

#include "arriving/arriving_pages.h"
#include "community/accounts/account_views.h"
#include "community/accounts/views.h"
#include "community/accounts/visit_account.h"
#include "community/arriving/invitation.h"
#include "community/manage/manage_views.h"
#include "community/members/account.h"
#include "community/page/thread_rows.h"
#include "core/text/dates.h"
#include "core/text/validate.h"

namespace parvis::arriving {
namespace {

using namespace community;

constexpr int kCameShown = 30;
constexpr std::int64_t kPresetDays = 30;

struct Shown {
  Invitation invitation;
  std::string maker_handle, maker_name;
  std::vector<Invited> came;
};

bool shows_all(const Visit& visit) { return visit.viewer.is_manager() && visit.request.query.get("of") == "all"; }

std::optional<std::int64_t> number_in(std::string_view typed) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
  return number;
}

void write_state(html::Writer& out, const Visit& visit, const Invitation& invitation) {
  const auto at = now();
  if (invitation.ended_at) {
    write_badge(out, visit.tr("Ended"));
  } else if (invitation.taken >= invitation.seats) {
    write_badge(out, visit.tr("All seats taken"));
  } else if (invitation.expires_at <= at) {
    write_badge(out, visit.tr("Its time is over"));
  } else {
    write_badge(out, visit.tr("Open"), "good");
  }
}

void write_came(html::Writer& out, const Visit& visit, const Shown& shown) {
  if (shown.came.empty()) return;
  out.open("p", {{"class", "small"}}).text(visit.tr("Came with it:")).text(" ");
  bool first = true;
  for (const auto& one : shown.came) {
    if (!first) out.text(", ");
    first = false;
    out.element("a", {{"href", member_path(one.handle)}}, one.display_name);
  }
  if (shown.invitation.taken > static_cast<std::int64_t>(shown.came.size())) out.text(" …");
  out.close();
}

void write_invitation(html::Writer& out, const Visit& visit, const Shown& shown) {
  const auto& invitation = shown.invitation;
  const auto id = id_text(invitation.id);
  out.open("li", {{"class", "waiting"}, {"id", "invitation-" + id}}).open("p");
  out.element("b", invitation.note.empty() ? visit.tr("Without a note") : invitation.note).text(" ");
  write_state(out, visit, invitation);
  out.close().open("p", {{"class", "quiet small dots"}});
  out.element("span",
              visit.tr("{taken} of {seats} seats taken", {{"taken", invitation.taken}, {"seats", invitation.seats}}));
  out.element("span", visit.tr("until {day}", {{"day", text::day(invitation.expires_at, visit.language,
                                                                 text::TimeZone::of(visit.time_zone))}}));
  if (invitation.made_by != visit.viewer.member) {
    out.open("span").element("a", {{"href", member_path(shown.maker_handle)}}, shown.maker_name).close();
  }
  out.close();
  write_came(out, visit, shown);
  const bool is_own = invitation.made_by == visit.viewer.member;
  if (invitation.is_open(now())) {
    if (is_own) {
      const auto address = visit.origin + "/invitation/" + invitation_token(visit.community.secret(), invitation.id);
      const auto words = visit.tr("The address to hand on");
      out.open("input",
               {{"class", "handed"}, {"type", "text"}, {"readonly", true}, {"value", address}, {"aria-label", words}});
    }
    out.open("form", {{"method", "post"}, {"action", "/invitations/" + id + "/end"}});
    write_form_token(out, visit);
    out.element("button", {{"class", "button bare"}, {"type", "submit"}}, visit.tr("End this invitation")).close();
  }
  out.close();
}

void write_new(html::Writer& out, const Visit& visit, const html::FormState& state, std::int64_t left) {
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Invite somebody"));
  if (left == 0) {
    out.element("p", {{"class", "quiet"}},
                visit.tr("You have handed out all your invitations. The seats of one that you end are yours again."));
    out.close();
    return;
  }
  if (!visit.viewer.is_manager()) {
    out.element("p", {{"class", "quiet"}},
                visit.trn("You may invite {n} person more. Those who come see that it was you.",
                          "You may invite {n} people more. Those who come see that it was you.", left));
  }
  html::Form form(out, state, say_in(visit), "invitation");
  form.summary(visit.tr(kCheckThis)).open("/invitations", visit.form_token);
  const auto note = visit.tr("For whom"), note_hint = visit.tr("Only you and the managers read it.");
  form.text_field(
      {.name = "note", .label = note, .hint = note_hint, .autocomplete = "off", .need = html::Need::optional});
  const auto seats = visit.tr("How many may come with it"), days = visit.tr("For how many days");
  form.text_field({.name = "seats", .label = seats, .kind = html::TextKind::number, .autocomplete = "off"});
  form.text_field({.name = "days", .label = days, .kind = html::TextKind::number, .autocomplete = "off"});
  form.submit(visit.tr("Make the invitation")).close();
  out.close();
}

struct Page {
  std::vector<Shown> shown;
  ArrivingRules rules;
  std::int64_t left = 0;
};

Page read_page(const Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    Page page{.rules = read_arriving(reader)};
    page.left = seats_left(reader, page.rules, visit.viewer, now());
    const auto before = parse_id(visit.request.query.get("after"));
    for (auto& one :
         invitations(reader, shows_all(visit) ? MemberId{} : visit.viewer.member, InvitationId{before.value_or(0)})) {
      const auto maker = find_account(reader, one.made_by);
      page.shown.push_back(
          {one, maker ? maker->handle : "", maker ? maker->display_name : "", who_came(reader, one.id, kCameShown)});
    }
    return page;
  });
}

html::FormState preset() {
  html::FormState state;
  state.set("seats", "1");
  state.set("days", std::to_string(kPresetDays));
  return state;
}

void write_list(html::Writer& out, const Visit& visit, const Page& page) {
  out.open("section").element("h2",
                              shows_all(visit) ? visit.tr("Everybody’s invitations") : visit.tr("Your invitations"));
  if (visit.viewer.is_manager()) {
    out.open("p", {{"class", "small"}});
    out.element("a", {{"class", "link"}, {"href", shows_all(visit) ? "/invitations" : "/invitations?of=all"}},
                shows_all(visit) ? visit.tr("Only yours") : visit.tr("Those of everybody"));
    out.close();
  }
  if (page.shown.empty()) {
    write_empty(out, visit.tr("None yet. Whoever follows the address of an invitation may join with it."));
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& one : page.shown) write_invitation(out, visit, one);
    out.close();
  }
  if (page.shown.size() == static_cast<std::size_t>(kInvitationsPerPage)) {
    write_next_page(out, visit, shows_all(visit) ? "/invitations?of=all" : "/invitations",
                    id_text(page.shown.back().invitation.id));
  }
  out.close();
}

http::Response render(const Visit& visit, const html::FormState& state, int status = 200) {
  const auto page = read_page(visit);
  const bool invites = visit.viewer.is_manager() || page.rules.member_seats > 0;
  if (!invites && page.shown.empty()) throw NotFound({"Only those who manage the community invite here."});
  html::Writer out;
  if (shows_all(visit)) {
    write_manage_head(out, visit, ManageTab::arriving);
  } else {
    write_account_head(out, visit, AccountTab::invitations);
  }
  if (invites && !shows_all(visit)) write_new(out, visit, state, page.left);
  write_list(out, visit, page);
  return account_page(visit, out, status);
}

}  // namespace

http::Response show_invitations(Visit& visit) {
  visit.member();
  return render(visit, preset());
}

http::Response create_invitation(Visit& visit) {
  visit.member();
  html::FormState state(visit.request.form.pairs());
  const auto note = text::check_text(state.value("note"), {.max = kMaxInvitationNote});
  if (note.problem) state.refuse("note", *note.problem);
  const auto left = visit.community.store().read(
      [&](store::Reader& reader) { return seats_left(reader, read_arriving(reader), visit.viewer, now()); });
  const auto seats = number_in(state.value("seats")), days = number_in(state.value("days"));
  if (!seats || *seats < 1 || *seats > left) {
    state.refuse("seats",
                 {"Write a number from 1 to {most}.", {{"most", std::to_string(std::max<std::int64_t>(1, left))}}});
  }
  if (!days || *days < 1 || *days > kMostInvitationDays) {
    state.refuse("days", {"Write a number from 1 to {most}.", {{"most", std::to_string(kMostInvitationDays)}}});
  }
  if (left == 0) throw Forbidden({"You have no invitation left for so many people."});
  if (state.is_refused()) return render(visit, state, 422);
  if (const int wait = take(visit, Pace::settings); wait > 0) {
    state.refuse(too_fast(Pace::settings));
    return with_retry_after(render(visit, state, 429), wait);
  }
  visit.community.store().write([&](store::Transaction& transaction) {
    make_invitation(transaction, visit.community.timeline(), visit.viewer,
                    {.note = note.value, .seats = *seats, .expires_at = now() + *days * kDay}, visit.source);
  });
  return see_other_with_notice(visit, "/invitations", text::msgid("Here it is. Hand its address on as you like."));
}

http::Response end_invitation(Visit& visit) {
  visit.member();
  const auto id = parse_id(visit.request.parameter("invitation"));
  if (!id) throw NotFound();
  visit.community.store().write([&](store::Transaction& transaction) {
    community::end_invitation(transaction, visit.community.timeline(), visit.viewer, {*id}, visit.source);
  });
  return see_other_with_notice(visit, "/invitations", text::msgid("This invitation lets nobody in any more."));
}

}  // namespace parvis::arriving
