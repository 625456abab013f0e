#include "core/jose/key_set.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/crypto/base64url.h"

namespace parvis::jose {
namespace {

namespace json = boost::json;

std::string_view text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(text->data(), text->size()) : std::string_view();
}

std::string bytes_in(const json::object& object, std::string_view name) {
  return crypto::from_base64url(text_in(object, name)).value_or("");
}

// One of RSA may be two: the key says only at its leisure by which padding it signs.
std::vector<crypto::PublicKey> keys_in(const json::object& object) {
  const auto kind = text_in(object, "kty"), use = text_in(object, "use"), algorithm = text_in(object, "alg");
  std::vector<crypto::PublicKey> keys;
  const auto take = [&](std::optional<crypto::PublicKey> key) {
    if (key) keys.push_back(std::move(*key));
  };
  if (!use.empty() && use != "sig") return keys;
  const auto is_for = [&](std::string_view name) { return algorithm.empty() || algorithm == name; };
  const auto x = bytes_in(object, "x"), y = bytes_in(object, "y");
  if (kind == "RSA") {
    const auto n = bytes_in(object, "n"), e = bytes_in(object, "e");
    if (is_for("RS256")) take(crypto::PublicKey::rsa(n, e));
    if (is_for("PS256")) take(crypto::PublicKey::rsa(n, e, crypto::RsaPadding::pss));
  }
  const auto curve = text_in(object, "crv");
  if (kind == "EC" && curve == "P-256" && is_for("ES256")) take(crypto::PublicKey::p256(x, y));
  if (kind == "EC" && curve == "P-384" && is_for("ES384")) take(crypto::PublicKey::p384(x, y));
  const bool is_edwards = is_for("EdDSA") || is_for("Ed25519");
  if (kind == "OKP" && curve == "Ed25519" && is_edwards) take(crypto::PublicKey::ed25519(x));
  return keys;
}

}  // namespace

std::optional<KeySet> KeySet::parse(std::string_view text) {
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  const auto* object = error ? nullptr : value.if_object();
  const auto* keys = object ? object->if_contains("keys") : nullptr;
  const auto* list = keys ? keys->if_array() : nullptr;
  if (!list) return std::nullopt;
  KeySet set;
  for (const auto& one : *list) {
    const auto* members = one.if_object();
    if (!members) continue;
    for (auto& key : keys_in(*members)) {
      if (set.keys_.size() < kMostKeys) set.keys_.push_back({std::string(text_in(*members, "kid")), std::move(key)});
    }
  }
  return set;
}

const Key* KeySet::find(std::string_view id, crypto::Algorithm algorithm) const {
  const Key* found = nullptr;
  for (const auto& one : keys_) {
    if (one.key.algorithm() != algorithm || (!id.empty() && one.id != id)) continue;
    if (found) return nullptr;  // which of them is not said
    found = &one;
  }
  return found;
}

}  // namespace parvis::jose
