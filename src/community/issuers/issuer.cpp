#include "community/issuers/issuer.h"

#include "community/activity/staff_change.h"
#include "community/issuers/issuer_session.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

constexpr store::Sql kIssuer{
    "select id, name, address, client_id, client_secret, scopes, makes_members, is_open from issuer "};
constexpr store::Sql kByName{"order by name, id"};
constexpr store::Sql kOpen{"where is_open = 1 order by name, id"};
constexpr store::Sql kById{"where id = $1"};
constexpr store::Sql kInsert{R"(
  insert into issuer (id, name, address, client_id, client_secret, scopes, makes_members, is_open, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9))"};
constexpr store::Sql kUpdate{R"(
  update issuer set name = $2, address = $3, client_id = $4, client_secret = $5, scopes = $6, makes_members = $7,
    is_open = $8 where id = $1)"};
constexpr store::Sql kCount{"select count(*) from issuer"};
constexpr store::Sql kCountAccounts{"select count(*) from issuer_account where issuer = $1"};
constexpr store::Sql kUntieAll{"delete from issuer_account where issuer = $1"};
constexpr store::Sql kEndPassages{"delete from issuer_passage where issuer = $1"};

void record(store::Transaction& transaction, const SpaceAct& act, IssuerId id) {
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::issuer_changed,
                                    .object_kind = ObjectKind::issuer,
                                    .object = id.value,
                                    .source = act.source});
}

}  // namespace

std::vector<Issuer> issuers(store::Reader& reader) { return reader.all<Issuer>(kIssuer + kByName); }
std::vector<Issuer> open_issuers(store::Reader& reader) { return reader.all<Issuer>(kIssuer + kOpen); }
std::optional<Issuer> find_issuer(store::Reader& reader, IssuerId id) {
  return reader.one<Issuer>(kIssuer + kById, id);
}
std::int64_t count_issuer_accounts(store::Reader& reader, IssuerId id) {
  return reader.one<std::int64_t>(kCountAccounts, id).value_or(0);
}

IssuerId save_issuer(store::Transaction& transaction, const SpaceAct& act, const Issuer& issuer) {
  const auto known = issuer.id ? find_issuer(transaction, issuer.id) : std::nullopt;
  if (issuer.id && !known) throw NotFound();
  const auto count = transaction.one<std::int64_t>(kCount).value_or(0);
  if (!known && count >= static_cast<std::int64_t>(kMostIssuers)) {
    throw Conflict({"There are as many as there can be."});
  }
  const auto id = known ? known->id : make_id<IssuerId>();
  const StaffChange change(transaction, Verb::issuer_changed, id.value);
  const bool same_address = known && known->address == issuer.address;
  const auto& secret = issuer.client_secret.empty() && same_address ? known->client_secret : issuer.client_secret;
  if (!known) {
    transaction.run(kInsert, id, issuer.name, issuer.address, issuer.client_id, secret, issuer.scopes,
                    issuer.makes_members, issuer.is_open, act.at);
  } else {
    transaction.run(kUpdate, id, issuer.name, issuer.address, issuer.client_id, secret, issuer.scopes,
                    issuer.makes_members, issuer.is_open);
    if (!same_address) {
      transaction.run(kUntieAll, id);
      forget_vouching(transaction, id);
    }
    transaction.run(kEndPassages, id);
  }
  record(transaction, act, id);
  change.keep(transaction);
  return id;
}

}  // namespace parvis::community
