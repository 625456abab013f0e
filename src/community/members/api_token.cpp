#include "community/members/api_token.h"

#include "community/members/own_act.h"
#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

const std::string kPersonalPrefix = "parvis_";
const std::string kServicePrefix = "parvis_service_";

constexpr store::Sql kTokens{R"(
  select id, scope, label, created_at, last_used_at from api_token where member = $1 order by id desc)"};
constexpr store::Sql kCount{"select count(*) from api_token where member = $1"};
constexpr store::Sql kInsert{R"(
  insert into api_token (token_hash, id, member, scope, label, created_at) values ($1, $2, $3, $4, $5, $6))"};
constexpr store::Sql kFormUsed{"select count(*) from idempotency where member = $1 and key = $2"};
constexpr store::Sql kUseForm{R"(
  insert into idempotency (member, key, request_hash, status, body, created_at) values ($1, $2, '', 200, '', $3))"};
constexpr store::Sql kEnd{"delete from api_token where member = $1 and id = $2"};
constexpr store::Sql kEndAll{"delete from api_token where member = $1"};

}  // namespace

std::optional<Scope> parse_scope(std::string_view name) {
  for (const auto scope : {Scope::read, Scope::write, Scope::manage}) {
    if (name == scope_name(scope)) return scope;
  }
  return std::nullopt;
}

std::string_view scope_name(Scope scope) {
  switch (scope) {
    case Scope::read: return "read";
    case Scope::write: return "write";
    case Scope::manage: return "manage";
  }
  return "unknown";
}

std::vector<ApiToken> tokens_of(store::Reader& reader, MemberId member) {
  return reader.all<ApiToken>(kTokens, member);
}

std::string add_token(store::Transaction& transaction, MemberId member, Scope scope, std::string_view label,
                      TokenKind kind) {
  if (transaction.one<std::int64_t>(kCount, member).value_or(0) >= kMaxTokensPerMember) {
    throw Conflict({"You have {max} tokens already. End one that is not used any more.",
                    {{"max", std::to_string(kMaxTokensPerMember)}}});
  }
  auto token = (kind == TokenKind::service ? kServicePrefix : kPersonalPrefix) + crypto::random_token();
  transaction.run(kInsert, crypto::hash_token(token), next_id(), member, scope, label, now());
  return token;
}

std::optional<std::string> add_token_once(store::Transaction& transaction, MemberId member, Scope scope,
                                          std::string_view label, std::string_view form_number) {
  const auto key = "token form " + std::string(form_number);
  if (transaction.one<std::int64_t>(kFormUsed, member, key).value_or(0) > 0) return std::nullopt;
  transaction.run(kUseForm, member, key, now());
  return add_token(transaction, member, scope, label);
}

bool is_service_token(std::string_view token) { return token.starts_with(kServicePrefix); }

std::int64_t end_all_tokens(store::Transaction& transaction, MemberId member) {
  return transaction.run(kEndAll, member);
}

std::int64_t end_token(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t id) {
  const auto count = transaction.run(kEnd, member, id);
  if (count > 0) {
    // The same fact as a session that ends: what was open in the member's name is closed.
    record_own(transaction, timeline, member, Verb::signed_out, Source::page, "token");
  }
  return count;
}

}  // namespace parvis::community
