#include "core/blobs/blobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace parvis::blobs {

Source source_of(std::string_view bytes) {
  return [left = bytes](std::span<char> into) mutable {
    const auto taken = std::min(left.size(), into.size());
    std::memcpy(into.data(), left.data(), taken);
    left.remove_prefix(taken);
    return taken;
  };
}

Blob Blobs::put(std::string_view bytes) { return put(source_of(bytes)); }

std::string Blobs::get(const Sum& sum, const Range& range) {
  std::string all;
  read(sum, range, [&](std::string_view piece) {
    if (all.size() + piece.size() > kMostInMemory) {
      throw TooLarge(fmt::format("The blob {} is too long to be held in memory at once.", sum.hex()));
    }
    all += piece;
    return true;
  });
  return all;
}

}  // namespace parvis::blobs
