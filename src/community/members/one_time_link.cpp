#include "community/members/one_time_link.h"

#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr std::size_t kTokenLength = 43;  // crypto::random_token

constexpr store::Sql kInsertLink{R"(
  insert into one_time_link (token_hash, purpose, member, email, created_at, expires_at)
  values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kEndLinks{R"(
  update one_time_link set expires_at = $3
  where purpose = $1 and coalesce(member, 0) = $2 and used_at is null and expires_at > $3)"};
constexpr store::Sql kEndAllLinks{
    "update one_time_link set expires_at = $2 where member = $1 and used_at is null and expires_at > $2"};
constexpr store::Sql kFindLink{R"(
  select purpose, coalesce(member, 0), email, created_at, expires_at from one_time_link
  where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3)"};
constexpr store::Sql kFindUsed{R"(
  select purpose, coalesce(member, 0), email, created_at, expires_at from one_time_link
  where token_hash = $1 and purpose = $2 and used_at is not null)"};
constexpr store::Sql kUseLink{R"(
  update one_time_link set used_at = $3
  where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3)"};
constexpr store::Sql kRecentLink{R"(
  select count(*) from one_time_link where member = $1 and purpose = $2 and created_at >= $3)"};

}  // namespace

std::int64_t lifetime(LinkPurpose purpose) {
  if (purpose == kSignInLink) return 30 * kMinute;
  if (purpose == kSecondFactorLink) return 10 * kMinute;
  switch (purpose) {
    case LinkPurpose::confirm_address:
    case LinkPurpose::claim_account: return 7 * kDay;
    case LinkPurpose::change_address:
    case LinkPurpose::first_manager: return kDay;
    case LinkPurpose::reset_password: return 2 * kHour;
  }
  return 0;
}

void end_links(store::Transaction& transaction, LinkPurpose purpose, MemberId member) {
  transaction.run(kEndLinks, purpose, member, now());
}

void end_all_links(store::Transaction& transaction, MemberId member) { transaction.run(kEndAllLinks, member, now()); }

std::string make_link(store::Transaction& transaction, LinkPurpose purpose, MemberId member, std::string_view email) {
  end_links(transaction, purpose, member);
  auto token = crypto::random_token();
  const auto owner = member ? std::optional(member) : std::nullopt;
  const auto at = now();
  transaction.run(kInsertLink, crypto::hash_token(token), purpose, owner, email, at, at + lifetime(purpose));
  return token;
}

std::optional<OneTimeLink> find_link(store::Reader& reader, LinkPurpose purpose, std::string_view token) {
  if (token.size() != kTokenLength) return std::nullopt;
  return reader.one<OneTimeLink>(kFindLink, crypto::hash_token(token), purpose, now());
}

std::optional<OneTimeLink> find_used_link(store::Reader& reader, LinkPurpose purpose, std::string_view token) {
  if (token.size() != kTokenLength) return std::nullopt;
  return reader.one<OneTimeLink>(kFindUsed, crypto::hash_token(token), purpose);
}

OneTimeLink use_link(store::Transaction& transaction, LinkPurpose purpose, std::string_view token) {
  auto link = find_link(transaction, purpose, token);
  if (!link || transaction.run(kUseLink, crypto::hash_token(token), purpose, now()) == 0) {
    throw NotFound({"This link has been used already or is too old. Ask for a new one."});
  }
  return *link;
}

bool has_recent_link(store::Reader& reader, LinkPurpose purpose, MemberId member, Instant since) {
  return reader.one<std::int64_t>(kRecentLink, member, purpose, since).value_or(0) > 0;
}

}  // namespace parvis::community
