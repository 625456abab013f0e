// What an authenticator answers when a passkey is made or used (Web Authentication Level 3, sections 7.1 and 7.2), read
// strictly and checked: the kind of ceremony, the origin, the host, that somebody was there and was verified, the
// signature. Attestations are not asked for and not looked at: any maker's authenticator will do. Whether the challenge
// is ours and fresh is the caller's to know. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/crypto/public_key.h"

namespace parvis::webauthn {

// Why an answer is not believed; for the log.
struct Distrust : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t kMostCredential = 1023;   // bytes of an identifier (Level 3, section 4)
inline constexpr std::size_t kMostAnswer = 16 * 1024;  // bytes of any part of an answer

struct Expected {
  std::string_view party;   // the host the passkey belongs to (rpId)
  std::string_view origin;  // where the page is
};

struct Made {
  std::string challenge;   // as bytes
  std::string credential;  // its identifier, bytes
  std::string public_key;  // COSE, bytes
  std::uint32_t sign_count = 0;
};
Made read_made(std::string_view client_data, std::string_view attestation, const Expected& expected);

struct Used {
  std::string challenge;
  std::uint32_t sign_count = 0;
};
Used read_used(std::string_view client_data, std::string_view authenticator_data, std::string_view signature,
               std::string_view public_key, const Expected& expected);

// ES256, RS256 or EdDSA as COSE writes it (RFC 9053); nothing else is taken.
std::optional<crypto::PublicKey> read_cose_key(std::string_view bytes);

}  // namespace parvis::webauthn
