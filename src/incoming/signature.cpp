#include "incoming/signature.h"

#include <charconv>
#include <cstdlib>
#include <optional>

#include "core/crypto/crypto.h"
#include "core/mail/incoming/transfer.h"

namespace parvis::incoming {
namespace {

constexpr std::size_t kSumInHexadecimal = 64;

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.size() > 12) return std::nullopt;
  return number;
}

// As crypto::keyed_hash writes it.
std::string bytes_of(std::string_view hexadecimal) {
  std::string escaped;
  for (std::size_t at = 0; at + 1 < hexadecimal.size(); at += 2) escaped.append("=").append(hexadecimal.substr(at, 2));
  return mail::decode_escapes(escaped, '=');
}

}  // namespace

bool is_signed(const Secret& secret, std::string_view header, std::string_view body, Instant at) {
  const auto comma = header.find(',');
  if (secret.empty() || !header.starts_with("t=") || comma == std::string_view::npos) return false;
  const auto written = header.substr(2, comma - 2), sum = header.substr(comma + 1);
  if (!sum.starts_with("v1=") || sum.size() != 3 + kSumInHexadecimal) return false;
  const auto seconds = number_of(written);
  if (!seconds || std::llabs(at.microseconds / kSecond - *seconds) > kSignedFor / kSecond) return false;
  const auto expected = crypto::keyed_hash(secret.reveal(), std::string(written) + "." + std::string(body));
  return crypto::constant_time_equal(mail::decode_base64(expected), bytes_of(sum.substr(3)));
}

}  // namespace parvis::incoming
