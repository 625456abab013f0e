#include "core/crypto/signed_body.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <cstdlib>

#include "core/crypto/crypto.h"

namespace parvis::crypto {
namespace {

constexpr std::size_t kMostDigits = 12;

std::string sum_of(std::string_view secret, std::string_view text) {
  const auto bytes = [](std::string_view of) { return reinterpret_cast<const unsigned char*>(of.data()); };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(secret), secret.size());
  crypto_auth_hmacsha256_update(&state, bytes(text), text.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> sum{};
  crypto_auth_hmacsha256_final(&state, sum.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hexadecimal;
  for (const auto byte : sum) {
    hexadecimal.push_back(kDigits[byte >> 4]);
    hexadecimal.push_back(kDigits[byte & 15]);
  }
  return hexadecimal;
}

}  // namespace

std::string sign_body(std::string_view secret, std::string_view body, Instant at) {
  const auto seconds = std::to_string(at.microseconds / kSecond);
  return "t=" + seconds + ",v1=" + sum_of(secret, seconds + "." + std::string(body));
}

bool is_signed_body(std::string_view secret, std::string_view header, std::string_view body, Instant at) {
  const auto comma = header.find(',');
  if (secret.empty() || !header.starts_with("t=") || comma == std::string_view::npos) return false;
  const auto written = header.substr(2, comma - 2);
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), seconds);
  if (error != std::errc() || end != written.data() + written.size() || written.size() > kMostDigits) return false;
  if (std::llabs(at.microseconds / kSecond - seconds) > kSignedFor / kSecond) return false;
  return constant_time_equal(header, sign_body(secret, body, Instant{seconds * kSecond}));
}

}  // namespace parvis::crypto
