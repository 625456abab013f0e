// The name of a blob: the SHA-256 of its bytes, in 64 lower-case hexadecimal digits. There are no other names, and no
// way to make one from anything else, so that no path, wildcard, NUL or "../" ever reaches a disk or a bucket. A plain
// value.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::blobs {

class Sum {
 public:
  // Nothing unless `hex` is exactly 64 digits of 0-9 and a-f.
  static std::optional<Sum> parse(std::string_view hex);
  static Sum of(std::string_view bytes);

  std::string_view hex() const { return {hex_.data(), hex_.size()}; }
  // Where it stands below a folder or a prefix: "ab/ab12…". 256 folders keep each one small.
  std::string place() const;

  auto operator<=>(const Sum&) const = default;

 private:
  Sum() = default;
  std::array<char, 64> hex_;
};

}  // namespace parvis::blobs
