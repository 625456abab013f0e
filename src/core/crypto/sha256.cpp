#include "core/crypto/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "core/errors.h"

namespace parvis::crypto {

void Sha256::End::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) { begin(); }

void Sha256::begin() {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw Fault("SHA-256 cannot start");
}

void Sha256::add(std::string_view piece) {
  if (EVP_DigestUpdate(context_.get(), piece.data(), piece.size()) != 1) throw Fault("SHA-256 failed");
}

std::string Sha256::finish_hex() {
  std::array<unsigned char, 32> sum;
  if (EVP_DigestFinal_ex(context_.get(), sum.data(), nullptr) != 1) throw Fault("SHA-256 failed");
  begin();
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * sum.size());
  for (const unsigned char byte : sum) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace parvis::crypto
