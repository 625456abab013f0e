#include "core/media/kinds.h"

#include <algorithm>
#include <array>

#include "core/text/unicode.h"

namespace parvis::media {
namespace {

using namespace std::string_view_literals;

struct Named {
  PictureKind kind;
  std::string_view name;
};
constexpr std::array kNames{Named{PictureKind::jpeg, "jpeg"}, Named{PictureKind::png, "png"},
                            Named{PictureKind::webp, "webp"}, Named{PictureKind::gif, "gif"},
                            Named{PictureKind::heif, "heif"}};

// ISO/IEC 23008-12 and the AVIF specification: the brand behind "ftyp".
bool is_heif(std::string_view bytes) {
  constexpr std::array kBrands{"avif"sv, "avis"sv, "heic"sv, "heix"sv, "heim"sv, "heis"sv, "mif1"sv, "msf1"sv};
  if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
  return std::ranges::find(kBrands, bytes.substr(8, 4)) != kBrands.end();
}

// UTF-8 with nothing that a text does not hold.
bool is_text(std::string_view bytes) {
  if (bytes.empty() || !text::is_utf8(bytes)) return false;
  return std::ranges::none_of(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || byte == 0x7f;
  });
}

}  // namespace

std::optional<PictureKind> picture_kind(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff"sv)) return PictureKind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return PictureKind::png;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return PictureKind::gif;
  if (bytes.size() >= 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return PictureKind::webp;
  if (is_heif(bytes)) return PictureKind::heif;
  return std::nullopt;
}

std::string_view kind_name(PictureKind kind) {
  for (const auto& named : kNames) {
    if (named.kind == kind) return named.name;
  }
  return "";
}

std::optional<PictureKind> parse_kind(std::string_view name) {
  for (const auto& named : kNames) {
    if (named.name == name) return named.kind;
  }
  return std::nullopt;
}

std::string_view type_of_file(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return "application/pdf";
  if (bytes.starts_with("PK\x03\x04"sv)) return "application/zip";
  if (bytes.starts_with("\x1f\x8b"sv)) return "application/gzip";
  return is_text(bytes) ? "text/plain; charset=utf-8" : "application/octet-stream";
}

}  // namespace parvis::media
