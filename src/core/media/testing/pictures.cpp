#include "core/media/testing/pictures.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace parvis::media::testing {
namespace {

using namespace std::string_view_literals;

std::string big_endian(std::uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
          static_cast<char>(number)};
}
std::string big_endian16(std::size_t number) { return {static_cast<char>(number >> 8), static_cast<char>(number)}; }

std::string chunk(std::string_view name, std::string_view data) {
  const auto named = std::string(name).append(data);
  const auto sum = ::crc32(0, reinterpret_cast<const Bytef*>(named.data()), static_cast<uInt>(named.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + named + big_endian(static_cast<std::uint32_t>(sum));
}

constexpr auto kPngMark = "\x89PNG\r\n\x1a\n"sv;
enum class Colour : char { grey = 0, true_colour = 2 };

std::string head(std::uint32_t width, std::uint32_t height, Colour colour) {
  const std::array rest{'\x08', static_cast<char>(colour), '\0', '\0', '\0'};
  return std::string(kPngMark) +
         chunk("IHDR", big_endian(width) + big_endian(height) + std::string(rest.data(), rest.size()));
}

std::string deflated(std::string_view data) {
  std::string out(::compressBound(static_cast<uLong>(data.size())), '\0');
  auto size = static_cast<uLongf>(out.size());
  ::compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(data.data()),
              static_cast<uLong>(data.size()), 9);
  out.resize(size);
  return out;
}

std::string whole(int width, int height, Colour colour, std::string_view rows) {
  return head(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), colour) +
         chunk("IDAT", deflated(rows)) + chunk("IEND", "");
}

// A screen of 4 by 4 with two colours; a picture that fills it, and one of a single pixel.
constexpr auto kGifHead = "GIF89a\x04\0\x04\0\x80\0\0\xff\0\0\0\0\xff"sv;
constexpr auto kGifPicture = ",\0\0\0\0\x04\0\x04\0\0\x02\x04\x84\x8f\x09\x05\0"sv;
constexpr auto kGifPixel = "!\xf9\x04\0\x01\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"sv;

// APP1: a TIFF, little-endian, with the orientation and a GPS block with a latitude.
std::string exif(int orientation) {
  const auto entry = [](std::string_view tag, std::string_view type, std::string_view count, std::string_view value) {
    return std::string(tag).append(type).append(count).append(value);
  };
  std::string tiff("II*\0\x08\0\0\0"sv);
  tiff += "\x02\0"sv;
  tiff +=
      entry("\x12\x01"sv, "\x03\0"sv, "\x01\0\0\0"sv, std::string({static_cast<char>(orientation), '\0', '\0', '\0'}));
  tiff += entry("\x25\x88"sv, "\x04\0"sv, "\x01\0\0\0"sv, "\x26\0\0\0"sv);
  tiff += "\0\0\0\0"sv;
  tiff += "\x02\0"sv;
  tiff += entry("\x01\0"sv, "\x02\0"sv, "\x02\0\0\0"sv, "N\0\0\0"sv);
  tiff += entry("\x02\0"sv, "\x05\0"sv, "\x03\0\0\0"sv, "\x44\0\0\0"sv);
  tiff += "\0\0\0\0"sv;
  for (const char number : {'\x30', '\x33', '\x00'})
    tiff += std::string({number, '\0', '\0', '\0', '\1', '\0', '\0', '\0'});
  return std::string("Exif\0\0"sv) + tiff;
}

std::string behind_beginning(std::string_view jpeg, char marker, std::string_view data) {
  std::string out(jpeg.substr(0, 2));
  out += {'\xff', marker};
  out += big_endian16(data.size() + 2);
  return out.append(data).append(jpeg.substr(2));
}

}  // namespace

std::string png(int width, int height) {
  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows.push_back('\0');
    for (int x = 0; x < width; ++x) {
      const int down = 255 * y / std::max(1, height - 1);
      rows += {static_cast<char>(255 - down), static_cast<char>(x % 32), static_cast<char>(down)};
    }
  }
  return whole(width, height, Colour::true_colour, rows);
}

std::string png_of_claims(std::uint32_t width, std::uint32_t height) {
  return head(width, height, Colour::true_colour) + chunk("IDAT", deflated(std::string(64, '\0'))) + chunk("IEND", "");
}

std::string png_of_nothing(int width, int height) {
  return whole(width, height, Colour::grey,
               std::string((static_cast<std::size_t>(width) + 1) * static_cast<std::size_t>(height), '\0'));
}

std::string gif() { return std::string(kGifHead).append(kGifPicture).append(";"); }

std::string endless_gif(std::size_t bytes) {
  std::string out(kGifHead);
  out += kGifPicture;
  while (out.size() < bytes) out += kGifPixel;
  return out;
}

std::string with_comment(std::string_view jpeg, std::string_view comment) {
  return behind_beginning(jpeg, '\xfe', comment);
}

std::string with_exif(std::string_view jpeg, int orientation) {
  return behind_beginning(jpeg, '\xe1', exif(orientation));
}

bool tells_of_itself(std::string_view picture) {
  for (const auto mark : {"Exif"sv, "EXIF"sv, "http://ns.adobe.com"sv, "XMP "sv, "ICC_PROFILE"sv, "ICCP"sv, "tEXt"sv,
                          "iTXt"sv, "zTXt"sv, "Photoshop"sv}) {
    if (picture.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace parvis::media::testing
