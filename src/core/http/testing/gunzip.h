// For tests only: what a browser makes of a gzip body.
#pragma once

#include <libdeflate.h>

#include <memory>
#include <string>
#include <string_view>

namespace parvis::http::testing {

// The plain text, or "broken".
inline std::string gunzip(std::string_view packed) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  std::string plain(1 << 20, '\0');
  std::size_t size = 0;
  const auto result =
      libdeflate_gzip_decompress(decompressor.get(), packed.data(), packed.size(), plain.data(), plain.size(), &size);
  plain.resize(size);
  return result == LIBDEFLATE_SUCCESS ? plain : "broken";
}

}  // namespace parvis::http::testing
