#include "community/accounts/entrance.h"

#include "community/accounts/return_place.h"
#include "community/accounts/views.h"
#include "community/members/account.h"
#include "core/text/dates.h"

namespace parvis::community {

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

std::string time_zone_asked(const Visit& visit) {
  const auto zone = visit.request.form.get("time_zone");
  return text::valid_time_zone(zone) ? std::string(zone) : std::string();
}

void write_way_in(html::Writer& out, const Visit& visit, std::string_view place) {
  out.open("p", {{"class", "quiet small"}}).text(visit.tr("Already have an account?")).text(" ");
  out.element("a", {{"class", "link"}, {"href", path_returning("/sign-in", place)}}, visit.tr("Sign in")).close();
}

http::Response closed_entrance_page(const Visit& visit, const Entrance& entrance) {
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

void write_entrance(html::Writer& out, const Visit& visit, const Entrance& entrance) {
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

}  // namespace parvis::community
