#include "community/groups/membership.h"

#include "community/activity/staff_change.h"
#include "core/errors.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr store::Sql kIsThere{"select 1 from member_group where id = $1 and ended_at is null"};
constexpr store::Sql kIsMember{"select 1 from member where id = $1 and status in (1, 2, 3)"};
constexpr store::Sql kAdd{R"(
  insert into membership (member_group, member, standing, since, letters) values ($1, $2, 1, $3, $4)
  on conflict (member_group, member) do nothing)"};
constexpr store::Sql kRemove{"delete from membership where member_group = $1 and member = $2"};
constexpr store::Sql kLetters{"update membership set letters = $3 where member_group = $1 and member = $2"};
constexpr store::Sql kReceives{"select letters from membership where member_group = $1 and member = $2"};
constexpr store::Sql kStanding{
    "update membership set standing = $3 where member_group = $1 and member = $2 and standing <> $3"};
constexpr store::Sql kFounder{"select member from membership where member_group = $1 and standing = 3"};

constexpr store::Sql kEarlier{
    "select decision, coalesce(decided_at, 0) from group_request where member_group = $1 and member = $2"};
constexpr store::Sql kAsk{R"(
  insert into group_request (member_group, member, words, asked_at) values ($1, $2, $3, $4)
  on conflict (member_group, member) do update
  set words = excluded.words, asked_at = excluded.asked_at, decision = 0, decided_at = null, decided_by = null,
      reason = '')"};
constexpr store::Sql kForgetRequest{"delete from group_request where member_group = $1 and member = $2"};
constexpr store::Sql kForgetWaiting{
    "delete from group_request where member_group = $1 and member = $2 and decision = 0"};
constexpr store::Sql kTurnAway{R"(
  update group_request set decision = 2, decided_at = $3, decided_by = $4, reason = $5
  where member_group = $1 and member = $2 and decision = 0)"};

constexpr store::Sql kInvite{R"(
  insert into group_invitation (member_group, member, invited_by, invited_at) values ($1, $2, $3, $4)
  on conflict (member_group, member) do nothing)"};
constexpr store::Sql kCountInvited{"select count(*) from group_invitation where member_group = $1"};
constexpr store::Sql kEndInvitation{"delete from group_invitation where member_group = $1 and member = $2"};

struct Earlier {
  std::int64_t decision = 0;
  Instant decided_at;
};

void require_there(store::Transaction& transaction, GroupId group) {
  if (!transaction.one<std::int64_t>(kIsThere, group)) throw NotFound();
}

void require_active(const GroupAct& act) {
  if (!act.actor.signed_in()) throw SignInNeeded();
  if (act.actor.status != MemberStatus::active) throw Forbidden({"Confirm your address first."});
}

// Whatever brought them in is done with.
bool add(store::Transaction& transaction, const GroupAct& act, GroupId group, MemberId member, Letters letters) {
  transaction.run(kForgetRequest, group, member);
  transaction.run(kEndInvitation, group, member);
  return transaction.run(kAdd, group, member, act.at, letters == Letters::yes ? 1 : 0) > 0;
}

// As the trail says it.
std::string words_of(GroupStanding standing) {
  switch (standing) {
    case GroupStanding::founder: return text::msgid("founder");
    case GroupStanding::officer: return text::msgid("officer");
    case GroupStanding::member:
    case GroupStanding::none: break;
  }
  return text::msgid("member");
}

}  // namespace

bool join_group(store::Transaction& transaction, const GroupAct& act, const Group& group, Letters letters) {
  require_active(act);
  // As the group is now, not as the page showed it.
  const auto present = find_group(transaction, act.actor, group.id);
  const auto member = act.actor.member;
  if (standing_of(transaction, group.id, member) != GroupStanding::none) return false;
  if (present.door != Door::open && !invitation_of(transaction, group.id, member)) {
    throw Forbidden({"One does not come into this group that way."});
  }
  if (!add(transaction, act, group.id, member, letters)) return false;
  record_of_group(transaction, act, Verb::group_joined, group.id);
  return true;
}

bool leave_group(store::Transaction& transaction, const GroupAct& act, const Group& group) {
  const auto standing = standing_of(transaction, group.id, act.actor.member);
  if (standing == GroupStanding::none) return false;
  if (standing == GroupStanding::founder) throw Conflict({"Hand the group over before you leave it."});
  transaction.run(kRemove, group.id, act.actor.member);
  record_of_group(transaction, act, Verb::group_left, group.id);
  return true;
}

void choose_letters(store::Transaction& transaction, GroupId group, MemberId member, Letters letters) {
  transaction.run(kLetters, group, member, letters == Letters::yes ? 1 : 0);
}

bool receives_letters(store::Reader& reader, GroupId group, MemberId member) {
  return reader.one<std::int64_t>(kReceives, group, member).value_or(0) == 1;
}

void ask_to_join(store::Transaction& transaction, const GroupAct& act, const Group& group, std::string_view words) {
  require_active(act);
  const auto present = find_group(transaction, act.actor, group.id);
  const auto member = act.actor.member;
  if (present.door != Door::on_request) throw Forbidden({"One does not come into this group that way."});
  if (standing_of(transaction, group.id, member) != GroupStanding::none) {
    throw Conflict({"You are in this group already."});
  }
  if (const auto earlier = transaction.one<Earlier>(kEarlier, group.id, member)) {
    if (earlier->decision == 0) throw Conflict({"You have asked already. Its officers will answer."});
    if (act.at - earlier->decided_at < kAskAgainAfter) {
      throw Conflict({"You were turned down lately. You can ask again a month later."});
    }
  }
  transaction.run(kAsk, group.id, member, words, act.at);
  record_of_group(transaction, act, Verb::group_asked, group.id);
}

bool withdraw_request(store::Transaction& transaction, const GroupAct& act, const Group& group) {
  if (transaction.run(kForgetWaiting, group.id, act.actor.member) == 0) return false;
  record_of_group(transaction, act, Verb::group_request_withdrawn, group.id);
  return true;
}

bool admit(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId asking) {
  require_officer(transaction, act, group.id);
  require_there(transaction, group.id);
  if (transaction.run(kForgetWaiting, group.id, asking) == 0) return false;
  if (!add(transaction, act, group.id, asking, Letters::no)) return false;
  record_of_group(transaction, act, Verb::group_admitted, group.id, asking);
  return true;
}

bool turn_away(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId asking,
               std::string_view reason) {
  require_officer(transaction, act, group.id);
  if (transaction.run(kTurnAway, group.id, asking, act.at, act.actor.member, reason) == 0) return false;
  record_of_group(transaction, act, Verb::group_turned_away, group.id, asking);
  return true;
}

bool invite(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId invited) {
  require_officer(transaction, act, group.id);
  require_there(transaction, group.id);
  if (!transaction.one<std::int64_t>(kIsMember, invited)) throw NotFound();
  if (standing_of(transaction, group.id, invited) != GroupStanding::none) {
    throw Conflict({"They are in this group already."});
  }
  if (transaction.one<std::int64_t>(kCountInvited, group.id).value_or(0) >= kMostInvitedAtOnce) {
    throw Conflict({"Many invitations have no answer yet. Take some back first."});
  }
  if (transaction.run(kInvite, group.id, invited, act.actor.member, act.at) == 0) return false;
  record_of_group(transaction, act, Verb::group_invited, group.id, invited);
  return true;
}

bool end_invitation(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId invited) {
  if (invited != act.actor.member) require_officer(transaction, act, group.id);
  if (transaction.run(kEndInvitation, group.id, invited) == 0) return false;
  record_of_group(transaction, act, Verb::group_invitation_ended, group.id, invited);
  return true;
}

bool remove_from_group(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId member) {
  const auto standing = standing_of(transaction, group.id, member);
  if (standing == GroupStanding::none) return false;
  if (standing == GroupStanding::founder) throw Conflict({"The founder hands the group over first."});
  standing == GroupStanding::officer ? require_founder(transaction, act, group.id)
                                     : static_cast<void>(require_officer(transaction, act, group.id));
  transaction.run(kRemove, group.id, member);
  record_of_group(transaction, act, Verb::group_removed, group.id, member);
  return true;
}

bool give_standing(store::Transaction& transaction, const GroupAct& act, const Group& group, MemberId member,
                   GroupStanding standing) {
  require_founder(transaction, act, group.id);
  const auto present = standing_of(transaction, group.id, member);
  if (present == GroupStanding::none || standing == GroupStanding::none) throw NotFound();
  if (present == standing) return false;
  if (present == GroupStanding::founder) throw Conflict({"The founder hands the group over first."});
  if (standing == GroupStanding::founder) {
    if (const auto before = transaction.one<MemberId>(kFounder, group.id)) {
      transaction.run(kStanding, group.id, *before, GroupStanding::officer);
    }
  }
  transaction.run(kStanding, group.id, member, standing);
  record_of_group(transaction, act, Verb::group_standing_given, group.id, member, static_cast<std::int64_t>(standing));
  note_change(transaction, text::msgid("Standing"), words_of(present), words_of(standing), Said::in_words);
  return true;
}

}  // namespace parvis::community
