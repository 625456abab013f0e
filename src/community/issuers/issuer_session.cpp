#include "community/issuers/issuer_session.h"

#include "community/issuers/id_token.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr store::Sql kNoteSession{
    "update session set issuer = $2, issuer_subject = $3, issuer_session = $4 where token_hash = $1"};
constexpr store::Sql kNoteLink{
    "update one_time_link set issuer = $2, issuer_subject = $3, issuer_session = $4 where token_hash = $1"};
constexpr store::Sql kOfSession{R"(
  select issuer, issuer_subject, coalesce(issuer_session, '') from session
  where token_hash = $1 and issuer is not null and issuer_subject is not null)"};
constexpr store::Sql kOfLink{R"(
  select issuer, issuer_subject, coalesce(issuer_session, '') from one_time_link
  where token_hash = $1 and issuer is not null and issuer_subject is not null)"};
// A session of which the issuer did not say what it calls it ends with any of its person's.
constexpr store::Sql kTold{R"(
  issuer = $1 and ($2 = '' or issuer_subject = $2)
  and ($3 = '' or issuer_session = $3 or ($2 <> '' and coalesce(issuer_session, '') = '')))"};
constexpr store::Sql kMembers{"select distinct member from session where "};
constexpr store::Sql kEndSessions{"delete from session where "};
constexpr store::Sql kEndWaiting{"delete from one_time_link where used_at is null and "};
constexpr store::Sql kForgetSessions{
    "update session set issuer = null, issuer_subject = null, issuer_session = null where issuer = $1"};
constexpr store::Sql kForgetLinks{
    "update one_time_link set issuer = null, issuer_subject = null, issuer_session = null where issuer = $1"};

// Words heard before, beside the answers of passkeys: sums of what comes once.
constexpr store::Sql kSpend{R"(
  insert into spent_challenge (challenge_hash, expires_at) values ($1, $2) on conflict (challenge_hash) do nothing)"};
constexpr store::Sql kSweep{R"(
  delete from spent_challenge where challenge_hash in (
    select challenge_hash from spent_challenge where expires_at < $1 order by expires_at limit 100))"};

bool is_heard_first(store::Transaction& transaction, const ToldSignOut& told, Instant at) {
  transaction.run(kSweep, at);
  const auto sum = crypto::hash_token("sign-out\n" + id_text(told.issuer) + "\n" + told.token_id);
  return transaction.run(kSpend, sum, at + kOldestToken + 2 * kClockSlack) > 0;
}

}  // namespace

void note_vouching(store::Transaction& transaction, const Vouching& vouching, std::string_view token) {
  const auto hash = crypto::hash_token(token);
  for (const auto* note : {&kNoteSession, &kNoteLink}) {
    transaction.run(*note, hash, vouching.issuer, vouching.subject, vouching.session);
  }
}

void carry_vouching(store::Transaction& transaction, std::string_view waiting_token, std::string_view session_token) {
  const auto vouching = transaction.one<Vouching>(kOfLink, crypto::hash_token(waiting_token));
  if (vouching) note_vouching(transaction, *vouching, session_token);
}

std::optional<Vouching> vouching_of(store::Reader& reader, std::string_view session_hash) {
  return reader.one<Vouching>(kOfSession, session_hash);
}

std::optional<std::size_t> end_vouched(store::Transaction& transaction, const Timeline& timeline,
                                       const ToldSignOut& told, Instant at) {
  if (!is_heard_first(transaction, told, at)) return std::nullopt;
  const auto members = transaction.all<MemberId>(kMembers + kTold, told.issuer, told.subject, told.session);
  const std::int64_t ended = transaction.run(kEndSessions + kTold, told.issuer, told.subject, told.session);
  transaction.run(kEndWaiting + kTold, told.issuer, told.subject, told.session);
  for (const auto member : members) {
    timeline.record(transaction, {.at = at,
                                  .actor = member,
                                  .verb = Verb::signed_out,
                                  .object_kind = ObjectKind::issuer,
                                  .object = told.issuer.value,
                                  .source = Source::system});
  }
  return static_cast<std::size_t>(ended);
}

void forget_vouching(store::Transaction& transaction, IssuerId issuer) {
  for (const auto* forget : {&kForgetSessions, &kForgetLinks}) transaction.run(*forget, issuer);
}

}  // namespace parvis::community
