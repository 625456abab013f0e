// CBOR (RFC 8949) as authenticators write it (CTAP2's canonical form): numbers in their shortest form, lengths stated,
// no tags, no floating point, few levels. A reader over bytes that a stranger sent: every step answers nothing instead
// of going on past what is there. Not shared between threads; the bytes outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parvis::webauthn {

inline constexpr int kMostCborLevels = 8;             // attestations nest three or four
inline constexpr std::uint64_t kMostCborItems = 256;  // of one list or map

class Cbor {
 public:
  explicit Cbor(std::string_view bytes) : rest_(bytes) {}

  std::optional<std::int64_t> number();
  std::optional<std::string_view> bytes();
  std::optional<std::string_view> text();
  std::optional<std::uint64_t> map();  // how many pairs follow
  // Passes over one item of any kind.
  bool skip() { return skip(kMostCborLevels); }
  std::string_view rest() const { return rest_; }

 private:
  enum class Kind : std::uint8_t { positive, negative, bytes, text, list, map, tag, simple };
  struct Head {
    Kind kind;
    std::uint64_t value;
  };
  std::optional<Head> head();
  std::optional<std::uint64_t> head_of(Kind kind);
  std::optional<std::string_view> string_of(Kind kind);
  bool skip(int levels);

  std::string_view rest_;
};

}  // namespace parvis::webauthn
