#include "core/crypto/sealed.h"

#include "core/crypto/crypto.h"

namespace parvis::crypto {
namespace {

constexpr std::size_t kSeal = 24;  // characters of base64url: 144 bits

std::string seal_of(std::string_view key, std::string_view words) { return keyed_hash(key, words).substr(0, kSeal); }

}  // namespace

std::string sealed(std::string_view key, std::string_view words) {
  return std::string(words) + "." + seal_of(key, words);
}

std::optional<std::string_view> opened(std::string_view key, std::string_view sealed) {
  const auto point = sealed.rfind('.');
  if (point == std::string_view::npos) return std::nullopt;
  const auto words = sealed.substr(0, point);
  if (!constant_time_equal(sealed.substr(point + 1), seal_of(key, words))) return std::nullopt;
  return words;
}

}  // namespace parvis::crypto
