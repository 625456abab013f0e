#include "core/mail/reply_address.h"

#include "core/crypto/crypto.h"
#include "core/mail/incoming/header.h"
#include "core/mail/incoming/transfer.h"

namespace parvis::mail {
namespace {

constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648, in small letters
constexpr std::string_view kReply = "reply+", kBounce = "bounce+";
constexpr std::size_t kNumber = 8;  // bytes
constexpr std::size_t kMark = 4;
// 96 bits: guessing means sending 2^95 letters.
constexpr std::size_t kSeal = 12;

std::string base32(std::string_view bytes) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (count += 8; count >= 5; count -= 5) out.push_back(kDigits[(bits >> (count - 5)) & 31]);
    bits &= (1U << count) - 1;
  }
  if (count > 0) out.push_back(kDigits[(bits << (5 - count)) & 31]);
  return out;
}

// Nothing unless `base32` gives the same text for these bytes.
std::optional<std::string> from_base32(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = kDigits.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 5) | static_cast<unsigned>(value);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>((bits >> count) & 0xFF));
    bits &= (1U << count) - 1;
  }
  if (base32(bytes) != text) return std::nullopt;
  return bytes;
}

std::string number(std::int64_t value) {
  std::string bytes(kNumber, '\0');
  for (std::size_t i = 0; i < kNumber; ++i) {
    bytes[kNumber - 1 - i] = static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xFF);
  }
  return bytes;
}

std::int64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = at; i < at + kNumber; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return static_cast<std::int64_t>(value);
}

std::string seal(const ReplySecret& secret, std::string_view purpose, std::string_view bytes) {
  std::string message(purpose);
  message.append(bytes);
  return decode_base64(crypto::keyed_hash(secret.key.reveal(), message)).substr(0, kSeal);
}

std::string sealed(const ReplySecret& secret, std::string_view purpose, const std::string& bytes) {
  return std::string(purpose) + base32(bytes + seal(secret, purpose, bytes));
}

// The bytes that were sealed: `size` of them, for this purpose, with this secret.
std::optional<std::string> opened(const ReplySecret& secret, std::string_view purpose, std::string_view local_part,
                                  std::size_t size) {
  const auto small = small_letters(local_part);
  if (!small.starts_with(purpose)) return std::nullopt;
  auto bytes = from_base32(std::string_view(small).substr(purpose.size()));
  if (!bytes || bytes->size() != size + kSeal) return std::nullopt;
  const auto content = bytes->substr(0, size);
  if (!crypto::constant_time_equal(bytes->substr(size), seal(secret, purpose, content))) return std::nullopt;
  return content;
}

}  // namespace

ReplySecret reply_secret(std::string_view community_secret) {
  return {Secret(crypto::keyed_hash(community_secret, "addresses that letters come in at"))};
}

std::string reply_address(const ReplySecret& secret, std::int64_t member, std::int64_t post) {
  return sealed(secret, kReply, number(member) + number(post));
}

std::optional<ReplyPlace> read_reply_address(const ReplySecret& secret, std::string_view local_part) {
  const auto bytes = opened(secret, kReply, local_part, 2 * kNumber);
  if (!bytes) return std::nullopt;
  return ReplyPlace{number_at(*bytes, 0), number_at(*bytes, kNumber)};
}

std::string bounce_address(const ReplySecret& secret, std::int64_t member, std::string_view address) {
  return sealed(secret, kBounce, number(member) + address_mark(address));
}

std::optional<BouncePlace> read_bounce_address(const ReplySecret& secret, std::string_view local_part) {
  const auto bytes = opened(secret, kBounce, local_part, kNumber + kMark);
  if (!bytes) return std::nullopt;
  return BouncePlace{number_at(*bytes, 0), bytes->substr(kNumber)};
}

std::string address_mark(std::string_view address) {
  return decode_base64(crypto::keyed_hash("the mark of an address", small_letters(address))).substr(0, kMark);
}

}  // namespace parvis::mail
