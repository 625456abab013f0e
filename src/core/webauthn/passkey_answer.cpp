#include "core/webauthn/passkey_answer.h"

#include <sodium.h>

#include <boost/json.hpp>
#include <map>

#include "core/crypto/base64url.h"
#include "core/webauthn/cbor.h"

namespace parvis::webauthn {
namespace {

namespace json = boost::json;

constexpr std::uint8_t kPresent = 0x01, kVerified = 0x04, kHasCredential = 0x40, kHasExtensions = 0x80;
constexpr std::size_t kHash = 32, kHead = kHash + 1 + 4, kMaker = 16;

std::string sha256(std::string_view text) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size());
  return hash;
}

std::string_view text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view(text->data(), text->size()) : std::string_view();
}

// Answers the challenge.
std::string read_client_data(std::string_view client_data, std::string_view kind, const Expected& expected) {
  boost::system::error_code error;
  const auto value = json::parse(client_data, error);
  const auto* object = error ? nullptr : value.if_object();
  if (!object) throw Distrust("the client data is no JSON");
  if (text_in(*object, "type") != kind) throw Distrust("it is of another ceremony");
  if (text_in(*object, "origin") != expected.origin) throw Distrust("it comes from another origin");
  const auto* crossed = object->if_contains("crossOrigin");
  if (crossed && (!crossed->is_bool() || crossed->get_bool())) throw Distrust("it was asked for inside another site");
  auto challenge = crypto::from_base64url(text_in(*object, "challenge"));
  if (!challenge) throw Distrust("it holds no challenge");
  return std::move(*challenge);
}

struct AuthenticatorData {
  std::uint8_t flags = 0;
  std::uint32_t sign_count = 0;
  std::string_view credential, public_key;
};

void read_credential(std::string_view& rest, AuthenticatorData& data) {
  if (rest.size() < kMaker + 2) throw Distrust("its credential is cut short");
  const auto size = static_cast<std::size_t>(static_cast<std::uint8_t>(rest[kMaker])) << 8 |
                    static_cast<std::uint8_t>(rest[kMaker + 1]);
  rest.remove_prefix(kMaker + 2);
  if (size == 0 || size > kMostCredential || size > rest.size()) throw Distrust("its identifier is no identifier");
  data.credential = rest.substr(0, size);
  rest.remove_prefix(size);
  Cbor key(rest);
  if (!key.skip()) throw Distrust("its key is no CBOR");
  data.public_key = rest.substr(0, rest.size() - key.rest().size());
  rest = key.rest();
}

AuthenticatorData read_data(std::string_view bytes, const Expected& expected) {
  if (bytes.size() < kHead) throw Distrust("the authenticator's data are cut short");
  if (bytes.substr(0, kHash) != sha256(expected.party)) throw Distrust("it belongs to another host");
  AuthenticatorData data{.flags = static_cast<std::uint8_t>(bytes[kHash])};
  for (std::size_t i = kHash + 1; i < kHead; ++i) {
    data.sign_count = data.sign_count << 8 | static_cast<std::uint8_t>(bytes[i]);
  }
  if ((data.flags & kPresent) == 0) throw Distrust("nobody was there");
  if ((data.flags & kVerified) == 0) throw Distrust("whoever was there was not verified");
  auto rest = bytes.substr(kHead);
  if ((data.flags & kHasCredential) != 0) read_credential(rest, data);
  if ((data.flags & kHasExtensions) != 0) {
    Cbor extensions(rest);
    if (!Cbor(rest).map() || !extensions.skip()) throw Distrust("its extensions are no map");
    rest = extensions.rest();
  }
  if (!rest.empty()) throw Distrust("there is more than there should be");
  return data;
}

// The authenticator's data out of an attestation object.
std::string_view data_in(std::string_view attestation) {
  Cbor cbor(attestation);
  const auto pairs = cbor.map();
  std::optional<std::string_view> found;
  for (std::uint64_t i = 0; pairs && i < *pairs; ++i) {
    const auto name = cbor.text();
    if (!name) throw Distrust("the attestation is no map of names");
    if (*name == "authData") {
      if (found) throw Distrust("the attestation says it twice");
      found = cbor.bytes();
      if (!found) throw Distrust("the attestation holds no data");
    } else if (!cbor.skip()) {
      throw Distrust("the attestation is no CBOR");
    }
  }
  if (!found || !cbor.rest().empty()) throw Distrust("the attestation holds no data");
  return *found;
}

// A key's parameters: numbers and bytes by their labels. Others are passed over.
struct CoseParts {
  std::map<std::int64_t, std::int64_t> numbers;
  std::map<std::int64_t, std::string_view> bytes;
};

std::optional<CoseParts> read_parts(std::string_view bytes) {
  Cbor cbor(bytes);
  const auto pairs = cbor.map();
  if (!pairs) return std::nullopt;
  CoseParts parts;
  for (std::uint64_t i = 0; i < *pairs; ++i) {
    const auto label = cbor.number();
    if (!label || parts.numbers.contains(*label) || parts.bytes.contains(*label)) return std::nullopt;
    if (const auto text = cbor.bytes()) {
      parts.bytes.emplace(*label, *text);
    } else if (const auto number = cbor.number()) {
      parts.numbers.emplace(*label, *number);
    } else if (!cbor.skip()) {
      return std::nullopt;
    }
  }
  return cbor.rest().empty() ? std::optional(std::move(parts)) : std::nullopt;
}

}  // namespace

// Labels and values of RFC 9052 section 7 and RFC 9053: 1 kind, 3 algorithm, -1 curve or modulus, -2 x or exponent, -3
// y.
std::optional<crypto::PublicKey> read_cose_key(std::string_view bytes) {
  const auto parts = read_parts(bytes);
  if (!parts) return std::nullopt;
  const auto number = [&](std::int64_t label) {
    const auto found = parts->numbers.find(label);
    return found == parts->numbers.end() ? 0 : found->second;
  };
  const auto text = [&](std::int64_t label) {
    const auto found = parts->bytes.find(label);
    return found == parts->bytes.end() ? std::string_view() : found->second;
  };
  constexpr std::int64_t kOkp = 1, kEc2 = 2, kRsa = 3, kP256 = 1, kEd25519 = 6, kEs256 = -7, kEdDsa = -8, kRs256 = -257;
  const auto kind = number(1), algorithm = number(3), curve = number(-1);
  if (kind == kEc2 && algorithm == kEs256 && curve == kP256) return crypto::PublicKey::p256(text(-2), text(-3));
  if (kind == kOkp && algorithm == kEdDsa && curve == kEd25519) return crypto::PublicKey::ed25519(text(-2));
  if (kind == kRsa && algorithm == kRs256) return crypto::PublicKey::rsa(text(-1), text(-2));
  return std::nullopt;
}

Made read_made(std::string_view client_data, std::string_view attestation, const Expected& expected) {
  Made made{.challenge = read_client_data(client_data, "webauthn.create", expected)};
  const auto data = read_data(data_in(attestation), expected);
  if ((data.flags & kHasCredential) == 0) throw Distrust("it holds no credential");
  if (!read_cose_key(data.public_key)) throw Distrust("its key is of no kind that is taken");
  made.credential = data.credential;
  made.public_key = data.public_key;
  made.sign_count = data.sign_count;
  return made;
}

Used read_used(std::string_view client_data, std::string_view authenticator_data, std::string_view signature,
               std::string_view public_key, const Expected& expected) {
  Used used{.challenge = read_client_data(client_data, "webauthn.get", expected)};
  const auto data = read_data(authenticator_data, expected);
  const auto key = read_cose_key(public_key);
  const auto signed_part = std::string(authenticator_data) + sha256(client_data);
  if (!key || !key->verifies(signed_part, signature, crypto::EcForm::asn1)) {
    throw Distrust("its signature is not the passkey's");
  }
  used.sign_count = data.sign_count;
  return used;
}

}  // namespace parvis::webauthn
