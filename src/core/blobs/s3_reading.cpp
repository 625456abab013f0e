#include "core/blobs/s3_reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace parvis::blobs {
namespace {

constexpr auto kEnd = std::numeric_limits<std::uint64_t>::max();

std::string header_of(std::uint64_t first, std::uint64_t count) {
  const bool to_end = count >= kEnd - first;
  if (to_end) return first == 0 ? "" : fmt::format("{}-", first);
  return fmt::format("{}-{}", first, first + count - 1);
}

}  // namespace

S3Request S3Reading::next(std::string key, std::uint64_t most_bytes) {
  S3Request request{.key = std::move(key)};
  const auto left = range_.count == kEnd ? kEnd : range_.count - given_;
  request.range = header_of(range_.first + given_, left);
  request.most_bytes = std::min(left, most_bytes);
  request.to_sink = [this](std::string_view piece) { return take(piece); };
  return request;
}

bool S3Reading::take(std::string_view piece) {
  piece = piece.substr(0, std::min<std::uint64_t>(piece.size(), range_.count - given_));
  if (range_.is_whole()) hash_.add(piece);
  given_ += piece.size();
  stopped_ = !sink_(piece);
  return !stopped_ && given_ < range_.count;
}

}  // namespace parvis::blobs
