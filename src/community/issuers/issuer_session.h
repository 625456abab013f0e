// Sessions that an issuer's word opened, and their end when it says that somebody signed out there (OpenID Connect
// Back-Channel Logout 1.0). Rules over Reader and Transaction; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "community/issuers/issuer.h"

namespace parvis::community {

// Who vouched, for whom, and what it calls their session there: empty where it did not say.
struct Vouching {
  IssuerId issuer;
  std::string subject;
  std::string session;
};

// Keeps by whose word this session was opened, or what waits for a second proof. Both by their token.
void note_vouching(store::Transaction& transaction, const Vouching& vouching, std::string_view token);
// What waited for a second proof has become a session.
void carry_vouching(store::Transaction& transaction, std::string_view waiting_token, std::string_view session_token);
// Of a session that is there, to be noted of the one that takes its place.
std::optional<Vouching> vouching_of(store::Reader& reader, std::string_view session_hash);

// An issuer's word that somebody signed out there: of one session, or, where none is named, of all.
struct ToldSignOut {
  IssuerId issuer;
  std::string subject;  // empty: only the session is named
  std::string session;
  std::string token_id;  // "jti"
};
// Ends what they opened, and what waits for a second proof. Answers how many sessions ended; nothing when this very
// word was heard before.
std::optional<std::size_t> end_vouched(store::Transaction& transaction, const Timeline& timeline,
                                       const ToldSignOut& told, Instant at);
// A subject means somebody else from now on: nothing more is ended by it.
void forget_vouching(store::Transaction& transaction, IssuerId issuer);

}  // namespace parvis::community
