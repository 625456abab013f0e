#include "core/crypto/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <string>

namespace parvis::crypto {
namespace {

constexpr int kLeastRsaBits = 2048, kMostRsaBits = 4096;
constexpr std::size_t kCoordinate = 32, kLongCoordinate = 48, kMostExponent = 4;

template <auto kEnd>
struct End {
  template <class T>
  void operator()(T* pointer) const {
    kEnd(pointer);
  }
};
using Number = std::unique_ptr<BIGNUM, End<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, End<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, End<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, End<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, End<EVP_MD_CTX_free>>;
using Pair = std::unique_ptr<ECDSA_SIG, End<ECDSA_SIG_free>>;
using Key = std::shared_ptr<EVP_PKEY>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Number number_of(std::string_view bytes) {
  return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Key key_from(const char* kind, const Builder& builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  const bool made = parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
  Key owned(key, EVP_PKEY_free);
  const KeyContext check(made ? EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr) : nullptr);
  const bool is_good = check && EVP_PKEY_public_check(check.get()) == 1;
  ERR_clear_error();
  return is_good ? owned : nullptr;
}

// r and s, each as many bytes, as ASN.1; empty when they are not.
std::string as_asn1(std::string_view joined, std::size_t coordinate) {
  if (joined.size() != 2 * coordinate) return {};
  const Pair pair(ECDSA_SIG_new());
  auto r = number_of(joined.substr(0, coordinate)), s = number_of(joined.substr(coordinate));
  if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.release(), s.release()) != 1) return {};
  unsigned char* bytes = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
  std::string asn1(reinterpret_cast<const char*>(bytes), size > 0 ? static_cast<std::size_t>(size) : 0);
  OPENSSL_free(bytes);
  return asn1;
}

Key point_of(const char* curve, std::size_t coordinate, std::string_view x, std::string_view y) {
  if (x.size() != coordinate || y.size() != coordinate) return nullptr;
  const auto point = std::string(1, '\x04').append(x).append(y);
  const Builder builder(OSSL_PARAM_BLD_new());
  if (!builder) return nullptr;
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return key_from("EC", builder);
}

const EVP_MD* digest_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::eddsa: return nullptr;  // hashes for itself
    case Algorithm::es384: return EVP_sha384();
    default: return EVP_sha256();
  }
}

// PSS as RFC 7518 (3.5) has it: the mask by the same hash, and as much salt as the hash is long.
bool pads_as_pss(EVP_PKEY_CTX* context) {
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

}  // namespace

std::optional<PublicKey> PublicKey::rsa(std::string_view modulus, std::string_view exponent, RsaPadding padding) {
  if (modulus.size() > kMostRsaBits / 8 + 1 || exponent.empty() || exponent.size() > kMostExponent) return std::nullopt;
  const auto n = number_of(modulus), e = number_of(exponent);
  const Builder builder(OSSL_PARAM_BLD_new());
  if (!n || !e || !builder) return std::nullopt;
  const int bits = BN_num_bits(n.get());
  if (bits < kLeastRsaBits || bits > kMostRsaBits || BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) == 1) {
    return std::nullopt;
  }
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  auto key = key_from("RSA", builder);
  const auto algorithm = padding == RsaPadding::pss ? Algorithm::ps256 : Algorithm::rs256;
  return key ? std::optional(PublicKey(algorithm, std::move(key))) : std::nullopt;
}

std::optional<PublicKey> PublicKey::p256(std::string_view x, std::string_view y) {
  auto key = point_of("prime256v1", kCoordinate, x, y);
  return key ? std::optional(PublicKey(Algorithm::es256, std::move(key))) : std::nullopt;
}

std::optional<PublicKey> PublicKey::p384(std::string_view x, std::string_view y) {
  auto key = point_of("secp384r1", kLongCoordinate, x, y);
  return key ? std::optional(PublicKey(Algorithm::es384, std::move(key))) : std::nullopt;
}

std::optional<PublicKey> PublicKey::ed25519(std::string_view x) {
  if (x.size() != kCoordinate) return std::nullopt;
  Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(x), x.size()), EVP_PKEY_free);
  if (!key) return std::nullopt;
  return PublicKey(Algorithm::eddsa, std::move(key));
}

bool PublicKey::verifies(std::string_view message, std::string_view signature, EcForm form) const {
  std::string asn1;
  const bool is_pair = algorithm_ == Algorithm::es256 || algorithm_ == Algorithm::es384;
  if (is_pair && form == EcForm::joined) {
    asn1 = as_asn1(signature, algorithm_ == Algorithm::es384 ? kLongCoordinate : kCoordinate);
    if (asn1.empty()) return false;
    signature = asn1;
  }
  const Digest context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* padding = nullptr;  // the digest's own
  const bool ready = context &&
                     EVP_DigestVerifyInit(context.get(), &padding, digest_of(algorithm_), nullptr, key_.get()) == 1 &&
                     (algorithm_ != Algorithm::ps256 || pads_as_pss(padding));
  const bool is_theirs = ready && EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                                                   bytes_of(message), message.size()) == 1;
  ERR_clear_error();
  return is_theirs;
}

}  // namespace parvis::crypto
