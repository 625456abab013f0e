#include "core/http/encoding.h"

#include <libdeflate.h>
#include <sodium/crypto_generichash.h>
#include <sodium/randombytes.h>

#include <array>
#include <cstdint>
#include <memory>
#include <new>

namespace parvis::http {
namespace {

constexpr std::uint32_t kMaxPadding = 64;  // bytes; a guess of one byte shows in a difference of one or two

std::string_view take_item(std::string_view& list, char separator) {
  const auto end = list.find(separator);
  auto item = list.substr(0, end);
  list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
  while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
  return item;
}

// "q=0", "q=0.000" and the like.
bool has_weight_zero(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto parameter = take_item(parameters, ';');
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    return parameter.substr(2).find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

libdeflate_compressor* compressor_of(int level) {
  thread_local std::array<std::unique_ptr<libdeflate_compressor, FreeCompressor>, 13> compressors;
  auto& compressor = compressors.at(static_cast<std::size_t>(level));
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  return compressor.get();
}

void append_little_endian(std::string& text, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) text.push_back(static_cast<char>(number >> shift & 0xff));
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    auto parameters = take_item(accept_encoding, ',');
    const auto coding = take_item(parameters, ';');
    if (coding == "gzip" || coding == "x-gzip" || coding == "GZIP") return !has_weight_zero(parameters);
    if (coding == "*") any = !has_weight_zero(parameters);
  }
  return any;
}

bool is_compressible(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  return type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("+json") || type == "application/json" ||
         type == "application/xml" || type == "application/javascript";
}

std::string gzip(std::string_view plain, int level, Padding padding) {
  auto* compressor = compressor_of(level);
  thread_local std::string room;  // grows to the largest page, so that each answer is allocated at its exact size
  room.resize(libdeflate_deflate_compress_bound(compressor, plain.size()));
  const auto size = libdeflate_deflate_compress(compressor, plain.data(), plain.size(), room.data(), room.size());
  const auto extra = padding == Padding::random ? 1 + randombytes_uniform(kMaxPadding) : 0;
  std::string packed;
  packed.reserve(size + extra + 20);
  // RFC 1952: magic, deflate, flags (a file name follows), no time, no extra flags, system unknown.
  packed += {'\x1f', '\x8b', '\x08', extra > 0 ? '\x08' : '\0', '\0', '\0', '\0', '\0', '\0', '\xff'};
  if (extra > 0) packed.append(extra, 'x').push_back('\0');
  packed.append(room, 0, size);
  append_little_endian(packed, libdeflate_crc32(0, plain.data(), plain.size()));
  append_little_endian(packed, static_cast<std::uint32_t>(plain.size()));
  return packed;
}

std::string entity_tag(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::string tag = "W/\"";
  for (const auto byte : hash) tag += {kDigits[byte >> 4], kDigits[byte & 15]};
  return tag + '"';
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  if (if_none_match.empty() || etag.empty()) return false;
  const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  while (!if_none_match.empty()) {
    const auto tag = take_item(if_none_match, ',');
    if (tag == "*" || opaque(tag) == opaque(etag)) return true;
  }
  return false;
}

}  // namespace parvis::http
