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

std::optional<crypto::PublicKey> key_in(const json::object& object) {
  const auto kind = text_in(object, "kty"), use = text_in(object, "use"), algorithm = text_in(object, "alg");
  if (!use.empty() && use != "sig") return std::nullopt;
  const auto is_for = [&](std::string_view name) { return algorithm.empty() || algorithm == name; };
  if (kind == "RSA" && is_for("RS256")) return crypto::PublicKey::rsa(bytes_in(object, "n"), bytes_in(object, "e"));
  const auto curve = text_in(object, "crv");
  if (kind == "EC" && curve == "P-256" && is_for("ES256")) {
    return crypto::PublicKey::p256(bytes_in(object, "x"), bytes_in(object, "y"));
  }
  const bool is_edwards = is_for("EdDSA") || is_for("Ed25519");
  if (kind == "OKP" && curve == "Ed25519" && is_edwards) return crypto::PublicKey::ed25519(bytes_in(object, "x"));
  return std::nullopt;
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
    if (!members || set.keys_.size() == kMostKeys) continue;
    if (auto key = key_in(*members)) set.keys_.push_back({std::string(text_in(*members, "kid")), std::move(*key)});
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
