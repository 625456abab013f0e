// A signed token (JSON Web Token in compact form, RFC 7519 and 7515), read strictly and checked: only RS256, PS256,
// ES256, ES384 and EdDSA, so neither "none" nor a keyed hash over a public key passes; no header that brings its own
// key or asks for extensions. What the claims must say is the reader's to check. Pure functions; any thread.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/crypto/public_key.h"
#include "core/jose/key_set.h"

namespace parvis::jose {

inline constexpr std::size_t kMostToken = 32 * 1024;  // bytes; issuers with long lists of groups send some 8 kB

class SignedToken {
 public:
  // Nothing when it is not of this form, or of another algorithm.
  static std::optional<SignedToken> parse(std::string_view compact);

  const std::string& key_id() const { return key_id_; }
  crypto::Algorithm algorithm() const { return algorithm_; }
  // Is it signed with one of these keys? Before that nothing in it is to be believed.
  bool is_signed_by(const KeySet& keys) const;
  const boost::json::object& claims() const { return claims_; }

 private:
  std::string key_id_;
  crypto::Algorithm algorithm_ = crypto::Algorithm::rs256;
  std::string signed_part_;
  std::string signature_;
  boost::json::object claims_;
};

// A claim that is a text, a whole number of seconds since 1970, or true; otherwise nothing.
std::optional<std::string> text_claim(const boost::json::object& claims, std::string_view name);
std::optional<std::int64_t> time_claim(const boost::json::object& claims, std::string_view name);
bool is_true(const boost::json::object& claims, std::string_view name);

}  // namespace parvis::jose
