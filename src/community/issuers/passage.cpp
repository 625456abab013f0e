#include "community/issuers/passage.h"

#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxProposed = 254;  // bytes of a name or an address that an issuer proposes

constexpr store::Sql kInsert{R"(
  insert into issuer_passage (token_hash, issuer, purpose, member, session_hash, nonce, verifier, return_to, invitation,
    subject, name, email, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))"};
constexpr store::Sql kFind{R"(
  select issuer, purpose, member, session_hash, nonce, verifier, return_to, invitation, subject, name, email
  from issuer_passage where token_hash = $1 and expires_at > $2)"};
constexpr store::Sql kTake{"delete from issuer_passage where token_hash = $1"};
constexpr store::Sql kSweep{R"(
  delete from issuer_passage where token_hash in (
    select token_hash from issuer_passage where expires_at < $1 order by expires_at limit 100))"};

std::string keep(store::Transaction& transaction, const Passage& passage, std::int64_t time) {
  const auto at = now();
  transaction.run(kSweep, at);
  auto token = crypto::random_token();
  transaction.run(kInsert, crypto::hash_token(token), passage.issuer, passage.purpose, passage.member,
                  passage.session_hash, passage.nonce, passage.verifier, passage.return_to, passage.invitation,
                  passage.subject, passage.name, passage.email, at + time);
  return token;
}

}  // namespace

std::string set_out(store::Transaction& transaction, Passage& passage) {
  passage.nonce = crypto::random_token();
  passage.verifier = crypto::random_token();
  return keep(transaction, passage, kPassageTime);
}

std::string set_arrival(store::Transaction& transaction, const Passage& from, const ProvenIdentity& proven) {
  const auto short_enough = [](const std::string& text) { return text.size() <= kMaxProposed ? text : std::string(); };
  const Passage arrival{.issuer = proven.issuer,
                        .purpose = PassagePurpose::arrival,
                        .member = {},
                        .session_hash = {},
                        .nonce = {},
                        .verifier = {},
                        .return_to = from.return_to,
                        .invitation = from.invitation,
                        .subject = proven.subject,
                        .name = short_enough(proven.name),
                        .email = short_enough(proven.email)};
  return keep(transaction, arrival, kArrivalTime);
}

std::optional<Passage> find_arrival(store::Reader& reader, std::string_view token) {
  auto passage = reader.one<Passage>(kFind, crypto::hash_token(token), now());
  return passage && passage->purpose == PassagePurpose::arrival ? passage : std::nullopt;
}

std::optional<Passage> take_passage(store::Transaction& transaction, std::string_view token, IssuerId issuer) {
  const auto hash = crypto::hash_token(token);
  auto passage = transaction.one<Passage>(kFind, hash, now());
  if (!passage || passage->purpose == PassagePurpose::arrival || transaction.run(kTake, hash) == 0) return std::nullopt;
  return passage->issuer == issuer ? passage : std::nullopt;
}

void end_arrival(store::Transaction& transaction, std::string_view token) {
  transaction.run(kTake, crypto::hash_token(token));
}

}  // namespace parvis::community
