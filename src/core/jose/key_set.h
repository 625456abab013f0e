// The public keys an issuer publishes (JSON Web Key Set, RFC 7517), as far as we take them: RS256, PS256, ES256,
// ES384, EdDSA with Ed25519, meant for signatures. A key of RSA that does not say for which padding it is counts for
// both. Others are passed over. Plain values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/crypto/public_key.h"

namespace parvis::jose {

inline constexpr std::size_t kMostKeys = 64;  // issuers that rotate publish two to four

struct Key {
  std::string id;  // "kid"; empty: none
  crypto::PublicKey key;
};

class KeySet {
 public:
  // Nothing when it is no key set at all.
  static std::optional<KeySet> parse(std::string_view json);

  // The key with this id and algorithm. A token that names none is checked only where there is no choice.
  const Key* find(std::string_view id, crypto::Algorithm algorithm) const;
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<Key> keys_;
};

}  // namespace parvis::jose
