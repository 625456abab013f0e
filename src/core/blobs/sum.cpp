#include "core/blobs/sum.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/crypto/crypto.h"

namespace parvis::blobs {

std::optional<Sum> Sum::parse(std::string_view hex) {
  Sum sum;
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (hex.size() != sum.hex_.size() || !std::all_of(hex.begin(), hex.end(), is_digit)) return std::nullopt;
  std::copy(hex.begin(), hex.end(), sum.hex_.begin());
  return sum;
}

Sum Sum::of(std::string_view bytes) { return *parse(crypto::sha256_hex(bytes)); }

std::string Sum::place() const { return fmt::format("{}/{}", hex().substr(0, 2), hex()); }

}  // namespace parvis::blobs
