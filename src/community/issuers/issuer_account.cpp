#include "community/issuers/issuer_account.h"

#include "community/members/account.h"
#include "community/members/way_letters.h"
#include "community/members/ways_in.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxLabel = 254;  // bytes: an e-mail address fits

constexpr store::Sql kAccounts{R"(
  select issuer.id, issuer.name, issuer_account.label, issuer_account.created_at, issuer_account.last_used_at
  from issuer_account join issuer on issuer.id = issuer_account.issuer
  where issuer_account.member = $1 order by issuer.name, issuer.id)"};
constexpr store::Sql kHolder{"select member from issuer_account where issuer = $1 and subject = $2"};
constexpr store::Sql kTied{"select subject from issuer_account where issuer = $1 and member = $2"};
constexpr store::Sql kTie{R"(
  insert into issuer_account (issuer, subject, member, label, created_at, last_used_at)
  values ($1, $2, $3, $4, $5, $5))"};
constexpr store::Sql kUsed{"update issuer_account set last_used_at = $3 where issuer = $1 and subject = $2"};
constexpr store::Sql kUntie{"delete from issuer_account where member = $1 and issuer = $2"};
constexpr store::Sql kUntieUnconfirmed{R"(
  delete from issuer_account where member = $1 and member in (select id from member where status = 2))"};

void record(store::Transaction& transaction, const AccountAct& act, MemberId member, Verb verb, IssuerId issuer) {
  act.timeline.record(
      transaction,
      {.actor = member, .verb = verb, .object_kind = ObjectKind::issuer, .object = issuer.value, .source = act.source});
}

std::string label_of(const ProvenIdentity& proven) {
  const auto& label = proven.email.empty() ? proven.name : proven.email;
  return text::is_utf8(label) ? std::string(text::cut_at_character(label, kMaxLabel)) : std::string();
}

}  // namespace

std::vector<IssuerAccount> issuer_accounts_of(store::Reader& reader, MemberId member) {
  return reader.all<IssuerAccount>(kAccounts, member);
}

std::optional<MemberId> holder_of(store::Reader& reader, IssuerId issuer, std::string_view subject) {
  return reader.one<MemberId>(kHolder, issuer, subject);
}

void note_used(store::Transaction& transaction, const ProvenIdentity& proven) {
  transaction.run(kUsed, proven.issuer, proven.subject, now());
}

void tie_newcomer(store::Transaction& transaction, const AccountAct& act, MemberId member,
                  const ProvenIdentity& proven) {
  const auto holder = holder_of(transaction, proven.issuer, proven.subject);
  if (holder && *holder != member) throw Conflict({"This account belongs to another member."});
  const auto tied = transaction.one<std::string>(kTied, proven.issuer, member);
  if (tied && *tied != proven.subject) {
    throw Conflict({"You have tied another account from there. Untie it first."});
  }
  if (tied) return;
  transaction.run(kTie, proven.issuer, proven.subject, member, label_of(proven), now());
  record(transaction, act, member, Verb::issuer_linked, proven.issuer);
}

void tie_account(store::Transaction& transaction, const AccountAct& act, MemberId member,
                 const ProvenIdentity& proven) {
  const auto before = holder_of(transaction, proven.issuer, proven.subject);
  tie_newcomer(transaction, act, member, proven);
  if (before) return;
  const auto issuer = find_issuer(transaction, proven.issuer);
  tell_of_way(transaction, act, member, WayNews::account_tied, issuer ? issuer->name : "");
}

bool untie_account(store::Transaction& transaction, const AccountAct& act, MemberId member, IssuerId issuer) {
  const auto known = find_issuer(transaction, issuer);
  if (!known || !transaction.one<std::string>(kTied, issuer, member)) return false;
  require_another_way(transaction, member);
  transaction.run(kUntie, member, issuer);
  record(transaction, act, member, Verb::issuer_unlinked, issuer);
  tell_of_way(transaction, act, member, WayNews::account_untied, known->name);
  return true;
}

void untie_unconfirmed(store::Transaction& transaction, MemberId member) { transaction.run(kUntieUnconfirmed, member); }

}  // namespace parvis::community
