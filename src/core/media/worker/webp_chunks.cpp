#include "core/media/worker/webp_chunks.h"

#include <cstddef>
#include <cstdint>

namespace parvis::media {
namespace {

constexpr std::size_t kHead = 12, kChunkHead = 8;
constexpr unsigned char kFlagsOfWords = 0x20 | 0x08 | 0x04;  // in VP8X: colour profile, EXIF, XMP

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

void write_number(std::string& bytes, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i, number >>= 8) bytes[at + i] = static_cast<char>(number & 0xff);
}

}  // namespace

std::string without_words(std::string webp) {
  const std::string_view from = webp;
  if (from.size() < kHead || from.substr(0, 4) != "RIFF" || from.substr(8, 4) != "WEBP") return webp;
  std::string kept(from.substr(0, kHead));
  for (std::size_t at = kHead; at + kChunkHead <= from.size();) {
    const auto kind = from.substr(at, 4);
    const std::size_t size = number_at(from, at + 4);
    const auto whole = kChunkHead + size + size % 2;
    if (kind != "EXIF" && kind != "XMP " && kind != "ICCP") {
      const auto begin = kept.size();
      kept += from.substr(at, whole);
      if (kind == "VP8X" && size > 0) kept[begin + kChunkHead] &= static_cast<char>(~kFlagsOfWords);
    }
    at += whole;
  }
  write_number(kept, 4, static_cast<std::uint32_t>(kept.size() - 8));
  return kept;
}

}  // namespace parvis::media
