#include "core/crypto/totp.h"

#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/http/request.h"

namespace parvis::crypto {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

using Hmac = std::array<unsigned char, 20>;

Hmac hmac_sha1(std::string_view key, std::string_view message) {
  Hmac hash;
  unsigned int size = hash.size();
  if (!HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
            reinterpret_cast<const unsigned char*>(message.data()), message.size(), hash.data(), &size)) {
    throw Fault("OpenSSL gives no HMAC-SHA-1");
  }
  return hash;
}

}  // namespace

std::string random_totp_secret() {
  random_token();  // makes libsodium ready
  std::string bytes(kSecretBytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return base32(bytes);
}

std::string base32(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const unsigned char byte : bytes) {
    bits = bits << 8 | byte;
    for (held += 8; held >= 5; held -= 5) text.push_back(kLetters[bits >> (held - 5) & 31]);
  }
  if (held > 0) text.push_back(kLetters[bits << (5 - held) & 31]);
  return text;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (char c : text) {
    if (c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto value = kLetters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint32_t>(value);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<char>(bits >> held & 255));
  }
  return bytes;
}

std::int64_t totp_step(Instant at) { return at.microseconds / kTotpStep; }

// RFC 4226 section 5.3: four bytes from where the last half byte points, without their first bit.
std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::string message(8, '\0');
  for (int i = 7; i >= 0; --i, step >>= 8) message[static_cast<std::size_t>(i)] = static_cast<char>(step & 255);
  const auto hash = hmac_sha1(secret, message);
  const std::size_t from = hash.back() & 15;
  const std::uint32_t value = (hash[from] & 127u) << 24 | hash[from + 1] << 16 | hash[from + 2] << 8 | hash[from + 3];
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  auto code = std::to_string(value % modulus);
  code.insert(0, static_cast<std::size_t>(digits) - code.size(), '0');
  return code;
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Instant at) {
  std::optional<std::int64_t> match;
  const auto present = totp_step(at);
  for (const auto step : {present - 1, present, present + 1}) {
    if (constant_time_equal(totp_code(secret, step), code)) match = step;
  }
  return match;
}

std::string totp_address(std::string_view community, std::string_view account, std::string_view secret_in_base32) {
  const auto name = http::percent_encode(community);
  return "otpauth://totp/" + name + ":" + http::percent_encode(account) + "?secret=" + std::string(secret_in_base32) +
         "&issuer=" + name;
}

}  // namespace parvis::crypto
