#include "community/members/role_change.h"

#include "community/activity/staff_change.h"
#include "community/members/account.h"
#include "community/members/new_member.h"
#include "community/members/one_time_link.h"
#include "community/members/session.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetRole{"update member set role = $2 where id = $1"};
constexpr store::Sql kManager{"select 1 from member where role > 1 and role >= 4 and status = 1 limit 1"};
constexpr store::Sql kLeads{"select space from space_leader where member = $1 order by space"};
constexpr store::Sql kEndLeads{"delete from space_leader where member = $1"};
constexpr store::Sql kAddLead{"insert into space_leader (space, member) values ($1, $2)"};
constexpr store::Sql kSetAddress{"update member set email = $2, email_key = $3 where id = $1 and status = 3"};

void apply(store::Transaction& transaction, const Timeline& timeline, MemberId actor, const Account& account,
           const RoleChange& change, Source source) {
  auto leads = change.role == Role::leader ? change.leads : std::vector<SpaceId>{};
  std::ranges::sort(leads);
  leads.erase(std::unique(leads.begin(), leads.end()), leads.end());
  if (account.role == change.role && leads == spaces_led_by(transaction, change.member)) return;
  const StaffChange told(transaction, Verb::role_changed, change.member.value);
  transaction.run(kSetRole, change.member, change.role);
  if (account.role >= Role::manager && change.role < Role::manager && !has_manager(transaction)) {
    throw Conflict({"Nobody would be left to manage the community. Give another member that role first."});
  }
  transaction.run(kEndLeads, change.member);
  for (const auto space : leads) transaction.run(kAddLead, space, change.member);
  end_all_sessions(transaction, change.member);
  end_all_links(transaction, change.member);
  timeline.record(transaction, {.actor = actor,
                                .verb = Verb::role_changed,
                                .object_kind = ObjectKind::member,
                                .object = change.member.value,
                                .counterpart = change.member,
                                .amount = static_cast<std::int64_t>(change.role),
                                .source = source});
  told.keep(transaction);
}

Account account_to_change(store::Reader& reader, const RoleChange& change) {
  const auto account = find_account(reader, change.member);
  if (!account || account->status == MemberStatus::former) throw NotFound();
  if (change.role < Role::member || change.role > Role::administrator) throw BadRequest({"Choose one of the roles."});
  return *account;
}

}  // namespace

void change_role(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor,
                 const RoleChange& change, Source source) {
  if (!actor.is_manager()) throw Forbidden();
  const auto account = account_to_change(transaction, change);
  if (account.role > actor.role || change.role > actor.role) {
    throw Forbidden({"You may give roles up to your own, and change those of members up to your own."});
  }
  apply(transaction, timeline, actor.member, account, change, source);
}

void change_role(store::Transaction& transaction, const Timeline& timeline, const RoleChange& change) {
  apply(transaction, timeline, {}, account_to_change(transaction, change), change, Source::command);
}

std::vector<SpaceId> spaces_led_by(store::Reader& reader, MemberId member) {
  return reader.all<SpaceId>(kLeads, member);
}

bool has_manager(store::Reader& reader) { return reader.one<std::int64_t>(kManager).has_value(); }

void set_unclaimed_address(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor,
                           MemberId member, std::string_view email, Source source) {
  if (!actor.is_manager()) throw Forbidden();
  const auto account = find_account(transaction, member);
  if (!account) throw NotFound();
  // Whoever claims it gets its role.
  if (account->role > actor.role) throw Forbidden({"You may change the accounts of members up to your own role."});
  const auto key = email_key(email);
  const auto owner = email.empty() ? std::nullopt : account_with_email(transaction, email);
  if (owner && owner->id != member) throw Conflict({"This address belongs to another account."});
  const auto address = email.empty() ? std::nullopt : std::optional(std::string(email));
  const auto address_key = email.empty() ? std::nullopt : std::optional(key);
  if (transaction.run(kSetAddress, member, address, address_key) == 0) {
    throw Conflict({"This account is somebody’s: only they may change its address."});
  }
  if (email_key(account->email) == key) return;
  end_all_links(transaction, member);
  timeline.record(transaction, {.actor = actor.member,
                                .verb = Verb::address_changed,
                                .object_kind = ObjectKind::member,
                                .object = member.value,
                                .counterpart = member,
                                .source = source});
}

}  // namespace parvis::community
