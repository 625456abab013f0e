#include "community/members/known_passwords.h"

#include <array>

#include "core/assets/assets.h"
#include "core/crypto/crypto.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

// Two words share one in 30 million of cases: a good password is refused as seldom.
constexpr std::size_t kBytes = 5;

std::string_view table() {
  static const std::string_view content = [] {
    const auto* file = assets::find("passwords/known.bin");
    if (!file || file->content().empty() || file->content().size() % kBytes != 0) {
      throw Fault("the table of known passwords is not whole");
    }
    return file->content();
  }();
  return content;
}

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::array<char, kBytes> key_of(std::string_view word) {
  const auto hex = crypto::sha256_hex(word);
  std::array<char, kBytes> key;
  for (std::size_t i = 0; i < kBytes; ++i) {
    key[i] = static_cast<char>(digit_of(hex[2 * i]) * 16 + digit_of(hex[2 * i + 1]));
  }
  return key;
}

}  // namespace

std::size_t known_passwords() { return table().size() / kBytes; }

bool is_known_password(std::string_view word) {
  const auto all = table();
  const auto key = key_of(word);
  const std::string_view wanted(key.data(), key.size());  // compared byte by byte, without a sign
  std::size_t from = 0, to = known_passwords();
  while (from < to) {
    const auto middle = from + (to - from) / 2;
    const auto order = all.substr(middle * kBytes, kBytes).compare(wanted);
    if (order == 0) return true;
    order < 0 ? from = middle + 1 : to = middle;
  }
  return false;
}

}  // namespace parvis::community
