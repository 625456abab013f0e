// On the way to an issuer and back. The browser holds 256 random bits, the database their hash; each passage is taken
// up once, belongs to one issuer, one browser and one purpose, and lasts minutes. Rules over Reader and Transaction;
// any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/issuers/issuer_account.h"

namespace parvis::community {

// The numbers are the database's and stay.
enum class PassagePurpose {
  sign_in = 1,
  tie = 2,     // of somebody signed in, to their account
  arrival = 3  // back, proven, and nobody's account here: fills in the form to join
};
// To sign in elsewhere, perhaps with a second factor; to fill in a form.
inline constexpr std::int64_t kPassageTime = 15 * kMinute, kArrivalTime = kHour;

struct Passage {
  IssuerId issuer;
  PassagePurpose purpose = PassagePurpose::sign_in;
  std::optional<MemberId> member;  // who ties
  std::string session_hash;        // of the session in which they do
  std::string nonce;
  std::string verifier;  // of PKCE (RFC 7636)
  std::string return_to;
  std::string invitation;
  std::string subject, name, email;  // of an arrival

  ProvenIdentity proven() const { return {issuer, subject, name, email}; }
};

// Keeps it and answers the token; nonce and verifier are filled in. Passages that ran out are swept.
std::string set_out(store::Transaction& transaction, Passage& passage);
// Somebody proven, on the way to the form to join. Answers the token.
std::string set_arrival(store::Transaction& transaction, const Passage& from, const ProvenIdentity& proven);
// Looks without taking.
std::optional<Passage> find_arrival(store::Reader& reader, std::string_view token);
// Takes it up: nothing when it is unknown, over, of another issuer, or was taken up before.
std::optional<Passage> take_passage(store::Transaction& transaction, std::string_view token, IssuerId issuer);
void end_arrival(store::Transaction& transaction, std::string_view token);

}  // namespace parvis::community
