#include "community/arriving/invitation.h"

#include "community/activity/activity.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMark = 22;  // base64url characters: 132 bits

constexpr store::Sql kInsert{R"(
  insert into invitation (id, made_by, note, seats, created_at, expires_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kEnd{"update invitation set ended_at = $2 where id = $1 and ended_at is null"};
constexpr store::Sql kInvitation{
    "select id, made_by, note, seats, taken, created_at, expires_at, ended_at from invitation where "};
constexpr store::Sql kOfId{"id = $1"};
constexpr store::Sql kLatest{"($1 = 0 or made_by = $1) and ($2 = 0 or id < $2) order by id desc limit $3"};
// What is promised: the seats of what is open; of what was ended those that were taken; of what expired also those of
// who signed up in time and may still confirm.
constexpr store::Sql kPromised{R"(
  select coalesce(sum(case when promised.ended_at is not null then promised.taken
                           when promised.expires_at > $2 or promised.taken + promised.coming > promised.seats
                             then promised.seats
                           else promised.taken + promised.coming end), 0)
  from (select invitation.ended_at, invitation.expires_at, invitation.seats, invitation.taken,
               (select count(*) from invited_member join member on member.id = invited_member.member
                where invited_member.invitation = invitation.id and invited_member.came_at is null
                  and member.status = 2) as coming
        from invitation where invitation.made_by = $1) as promised)"};
constexpr store::Sql kCame{R"(
  select member.id, member.handle, member.display_name, invited_member.came_at
  from invited_member join member on member.id = invited_member.member
  where invited_member.invitation = $1 and invited_member.came_at is not null and member.status = 1
  order by invited_member.came_at desc limit $2)"};
constexpr store::Sql kInviter{R"(
  select invitation.id, invitation.note, member.id, member.handle, member.display_name
  from invited_member
  join invitation on invitation.id = invited_member.invitation
  join member on member.id = invitation.made_by
  where invited_member.member = $1 and invited_member.came_at is not null)"};
constexpr store::Sql kNote{R"(
  insert into invited_member (member, invitation) values ($1, $2)
  on conflict (member) do update set invitation = excluded.invitation where invited_member.came_at is null)"};
constexpr store::Sql kNoted{"select invitation from invited_member where member = $1 and came_at is null"};
// Of who may no longer invite as many (a manager who is one no more), as far as members may.
constexpr store::Sql kTake{R"(
  update invitation set taken = taken + 1 where id = $1 and taken < seats and ended_at is null
    and exists (select 1 from member where member.id = invitation.made_by and member.status = 1
                and (member.role >= 4 or invitation.taken < $2)))"};
constexpr store::Sql kCameNow{"update invited_member set came_at = $2 where member = $1"};
constexpr store::Sql kForget{"delete from invited_member where member = $1 and came_at is null"};

std::string mark_of(std::string_view secret, InvitationId id) {
  return crypto::keyed_hash(secret, "invitation:" + id_text(id)).substr(0, kMark);
}

}  // namespace

std::string invitation_token(std::string_view secret, InvitationId id) {
  return id_text(id) + "." + mark_of(secret, id);
}

std::optional<InvitationId> read_invitation_token(std::string_view secret, std::string_view token) {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos || token.size() != dot + 1 + kMark) return std::nullopt;
  const auto id = parse_id(token.substr(0, dot));
  if (!id || !crypto::constant_time_equal(token.substr(dot + 1), mark_of(secret, {*id}))) return std::nullopt;
  return InvitationId{*id};
}

std::int64_t seats_left(store::Reader& reader, const ArrivingRules& rules, const Viewer& viewer, Instant at) {
  if (!viewer.signed_in() || viewer.status != MemberStatus::active) return 0;
  if (viewer.is_manager()) return kMostSeats;
  const auto promised = reader.one<std::int64_t>(kPromised, viewer.member, at).value_or(0);
  return std::max<std::int64_t>(0, rules.member_seats - promised);
}

InvitationId make_invitation(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor,
                             const NewInvitation& wish, Source source) {
  const auto at = now();
  if (wish.seats < 1 || wish.seats > seats_left(transaction, read_arriving(transaction), actor, at)) {
    throw Forbidden({"You have no invitation left for so many people."});
  }
  const auto id = make_id<InvitationId>();
  transaction.run(kInsert, id, actor.member, wish.note, wish.seats, at, wish.expires_at);
  timeline.record(transaction, {.at = at,
                                .actor = actor.member,
                                .verb = Verb::invitation_made,
                                .object_kind = ObjectKind::invitation,
                                .object = id.value,
                                .amount = wish.seats,
                                .source = source});
  return id;
}

bool end_invitation(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor, InvitationId id,
                    Source source) {
  const auto found = find_invitation(transaction, id);
  if (!found || (found->made_by != actor.member && !actor.is_manager())) throw NotFound();
  const auto at = now();
  if (transaction.run(kEnd, id, at) == 0) return false;
  timeline.record(transaction, {.at = at,
                                .actor = actor.member,
                                .verb = Verb::invitation_ended,
                                .object_kind = ObjectKind::invitation,
                                .object = id.value,
                                .counterpart = found->made_by == actor.member ? MemberId{} : found->made_by,
                                .source = source});
  return true;
}

std::optional<Invitation> find_invitation(store::Reader& reader, InvitationId id) {
  return reader.one<Invitation>(kInvitation + kOfId, id);
}

std::vector<Invitation> invitations(store::Reader& reader, MemberId maker, InvitationId before, int limit) {
  return reader.all<Invitation>(kInvitation + kLatest, maker, before, limit);
}

std::vector<Invited> who_came(store::Reader& reader, InvitationId id, int limit) {
  return reader.all<Invited>(kCame, id, limit);
}

std::optional<Inviter> inviter_of(store::Reader& reader, MemberId member) {
  return reader.one<Inviter>(kInviter, member);
}

void note_invited(store::Transaction& transaction, MemberId member, InvitationId id) {
  transaction.run(kNote, member, id);
}

bool take_seat(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source) {
  const auto id = transaction.one<InvitationId>(kNoted, member);
  if (!id) return false;
  if (transaction.run(kTake, *id, read_arriving(transaction).member_seats) == 0) {
    transaction.run(kForget, member);
    return false;
  }
  const auto at = now();
  transaction.run(kCameNow, member, at);
  timeline.record(transaction, {.at = at,
                                .actor = member,
                                .verb = Verb::came_by_invitation,
                                .object_kind = ObjectKind::invitation,
                                .object = id->value,
                                .counterpart = find_invitation(transaction, *id)->made_by,
                                .source = source});
  return true;
}

}  // namespace parvis::community
