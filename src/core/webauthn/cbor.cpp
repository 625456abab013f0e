#include "core/webauthn/cbor.h"

namespace parvis::webauthn {
namespace {

constexpr std::uint8_t kOneByte = 24, kMostBytes = 27;  // a number of 1, 2, 4 or 8 bytes follows
constexpr std::uint64_t kFalse = 20, kNull = 22;

// A number is written as short as it can be.
bool is_shortest(std::uint64_t value, std::size_t bytes) {
  switch (bytes) {
    case 1: return value >= kOneByte;
    case 2: return value > 0xff;
    case 4: return value > 0xffff;
    default: return value > 0xffffffff;
  }
}

}  // namespace

std::optional<Cbor::Head> Cbor::head() {
  if (rest_.empty()) return std::nullopt;
  const auto first = static_cast<std::uint8_t>(rest_.front());
  const auto kind = static_cast<Kind>(first >> 5);
  const auto small = static_cast<std::uint8_t>(first & 0x1f);
  if (small < kOneByte) {
    rest_.remove_prefix(1);
    return Head{kind, small};
  }
  if (small > kMostBytes) return std::nullopt;
  const std::size_t bytes = std::size_t{1} << (small - kOneByte);
  if (rest_.size() < 1 + bytes) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 1; i <= bytes; ++i) value = value << 8 | static_cast<std::uint8_t>(rest_[i]);
  if (!is_shortest(value, bytes)) return std::nullopt;
  rest_.remove_prefix(1 + bytes);
  return Head{kind, value};
}

std::optional<std::uint64_t> Cbor::head_of(Kind kind) {
  const auto before = rest_;
  const auto found = head();
  if (found && found->kind == kind) return found->value;
  rest_ = before;
  return std::nullopt;
}

std::optional<std::int64_t> Cbor::number() {
  constexpr std::uint64_t kMost = INT64_MAX;
  if (const auto value = head_of(Kind::positive)) {
    return *value <= kMost ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
  }
  const auto value = head_of(Kind::negative);
  return value && *value <= kMost ? std::optional(-1 - static_cast<std::int64_t>(*value)) : std::nullopt;
}

std::optional<std::string_view> Cbor::string_of(Kind kind) {
  const auto before = rest_;
  const auto size = head_of(kind);
  if (!size || *size > rest_.size()) {
    rest_ = before;
    return std::nullopt;
  }
  const auto text = rest_.substr(0, *size);
  rest_.remove_prefix(*size);
  return text;
}

std::optional<std::string_view> Cbor::bytes() { return string_of(Kind::bytes); }
std::optional<std::string_view> Cbor::text() { return string_of(Kind::text); }

std::optional<std::uint64_t> Cbor::map() {
  const auto pairs = head_of(Kind::map);
  return pairs && *pairs <= kMostCborItems ? pairs : std::nullopt;
}

bool Cbor::skip(int levels) {
  const auto found = head();
  if (!found || levels == 0) return false;
  switch (found->kind) {
    case Kind::positive:
    case Kind::negative: return true;
    case Kind::bytes:
    case Kind::text:
      if (found->value > rest_.size()) return false;
      rest_.remove_prefix(found->value);
      return true;
    case Kind::list:
    case Kind::map: {
      if (found->value > kMostCborItems) return false;
      const auto items = found->kind == Kind::map ? found->value * 2 : found->value;
      for (std::uint64_t i = 0; i < items; ++i) {
        if (!skip(levels - 1)) return false;
      }
      return true;
    }
    case Kind::simple: return found->value >= kFalse && found->value <= kNull;
    case Kind::tag: return false;
  }
  return false;
}

}  // namespace parvis::webauthn
