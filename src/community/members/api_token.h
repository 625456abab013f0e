// Personal tokens for the API: shown once when made, stored as a hash. Rules over Reader and Transaction; usable from
// any thread. `SessionReader::resolve_api_token` is what requests ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/activity/activity.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr std::size_t kMaxTokenLabel = 80;
// Enough for every machine one has; a forgotten script must not fill the table.
inline constexpr std::int64_t kMaxTokensPerMember = 50;

std::optional<Scope> parse_scope(std::string_view name);  // "read", "write", "manage"
std::string_view scope_name(Scope scope);

struct ApiToken {
  std::int64_t id = 0;
  Scope scope = Scope::read;
  std::string label;
  Instant created_at;
  std::optional<Instant> last_used_at;
};
std::vector<ApiToken> tokens_of(store::Reader& reader, MemberId member);  // the latest first

// A personal token keeps the pace of a person; a service token, which only the command line gives, keeps none.
enum class TokenKind { personal, service };
// The token, "parvis_" or "parvis_service_" and 43 characters: the one time it is seen. Conflict when the member has
// too many. The beginning cannot be forged: the whole token is what is hashed and compared.
std::string add_token(store::Transaction& transaction, MemberId member, Scope scope, std::string_view label,
                      TokenKind kind = TokenKind::personal);
// The same for a form, once: `form_number` is what the form carried. Nothing when that form has made a token already;
// remembered for a day, with the answers of the API that are kept (idempotency).
std::optional<std::string> add_token_once(store::Transaction& transaction, MemberId member, Scope scope,
                                          std::string_view label, std::string_view form_number);
bool is_service_token(std::string_view token);
// How many were ended: 0 when it is not a token of this member.
std::int64_t end_token(store::Transaction& transaction, const Timeline& timeline, MemberId member, std::int64_t id);
std::int64_t end_all_tokens(store::Transaction& transaction, MemberId member);

}  // namespace parvis::community
