#include "core/jose/signed_token.h"

#include <boost/json.hpp>
#include <cmath>

#include "core/crypto/base64url.h"

namespace parvis::jose {
namespace {

namespace json = boost::json;

std::optional<json::object> object_in(std::string_view part) {
  const auto text = crypto::from_base64url(part);
  if (!text) return std::nullopt;
  boost::system::error_code error;
  auto value = json::parse(*text, error);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

std::optional<crypto::Algorithm> algorithm_named(std::string_view name) {
  if (name == "RS256") return crypto::Algorithm::rs256;
  if (name == "ES256") return crypto::Algorithm::es256;
  if (name == "PS256") return crypto::Algorithm::ps256;
  if (name == "ES384") return crypto::Algorithm::es384;
  if (name == "EdDSA") return crypto::Algorithm::eddsa;
  return std::nullopt;
}

}  // namespace

std::optional<SignedToken> SignedToken::parse(std::string_view compact) {
  const auto first = compact.find('.');
  const auto second = first == std::string_view::npos ? first : compact.find('.', first + 1);
  if (compact.size() > kMostToken || second == std::string_view::npos) return std::nullopt;
  const auto head = object_in(compact.substr(0, first));
  auto claims = object_in(compact.substr(first + 1, second - first - 1));
  auto signature = crypto::from_base64url(compact.substr(second + 1));
  if (!head || !claims || !signature || head->contains("crit")) return std::nullopt;
  const auto algorithm = algorithm_named(text_claim(*head, "alg").value_or(""));
  if (!algorithm) return std::nullopt;
  SignedToken token;
  token.key_id_ = text_claim(*head, "kid").value_or("");
  token.algorithm_ = *algorithm;
  token.signed_part_ = compact.substr(0, second);
  token.signature_ = std::move(*signature);
  token.claims_ = std::move(*claims);
  return token;
}

bool SignedToken::is_signed_by(const KeySet& keys) const {
  const auto* key = keys.find(key_id_, algorithm_);
  return key && key->key.verifies(signed_part_, signature_);
}

std::optional<std::string> text_claim(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (!value || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

std::optional<std::int64_t> time_claim(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (!value) return std::nullopt;
  constexpr std::int64_t kMost = 1'000'000'000'000;  // seconds, some 30,000 years
  std::int64_t seconds = -1;
  if (value->is_int64()) seconds = value->get_int64();
  if (value->is_double() && std::abs(value->get_double()) < static_cast<double>(kMost)) {
    seconds = static_cast<std::int64_t>(value->get_double());
  }
  return seconds >= 0 && seconds < kMost ? std::optional(seconds) : std::nullopt;
}

bool is_true(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  return value && value->is_bool() && value->get_bool();
}

}  // namespace parvis::jose
