// Those whose word is taken for who somebody is (OpenID Connect issuers): set up by an administrator. Rules over Reader
// and Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/spaces/space_change.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

using IssuerId = Id<struct IssuerTag>;

inline constexpr std::size_t kMostIssuers = 12;  // more buttons than that nobody reads
inline constexpr std::size_t kMaxIssuerName = 40;
inline constexpr std::size_t kMaxIssuerField = 500;  // address, identifier, secret, scopes
inline constexpr char kPlainScopes[] = "openid profile email";

struct Issuer {
  IssuerId id;
  std::string name;
  std::string address;  // its issuer identifier: "https://login.example.org", compared byte by byte
  std::string client_id;
  std::string client_secret;  // shown on no page, told to nobody but the issuer; empty: a public client
  std::string scopes = kPlainScopes;
  bool makes_members = false;  // strangers who come from there may join, as the community's door has it
  bool is_open = true;
};

std::vector<Issuer> issuers(store::Reader& reader);       // by name
std::vector<Issuer> open_issuers(store::Reader& reader);  // through whom one may sign in now
std::optional<Issuer> find_issuer(store::Reader& reader, IssuerId id);
std::int64_t count_issuer_accounts(store::Reader& reader, IssuerId id);

// Without an identifier it is made. An empty secret leaves the one there is, unless the address changed: a secret is
// never sent to another than it was given for. With another address the accounts tied to it are untied, since a subject
// means somebody else there. Conflict when there are too many. Answers the identifier.
IssuerId save_issuer(store::Transaction& transaction, const SpaceAct& act, const Issuer& issuer);

}  // namespace parvis::community
