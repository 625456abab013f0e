#include "core/http/encoding.h"

#include <libdeflate.h>
#include <sodium/crypto_generichash.h>

#include <array>
#include <memory>
#include <new>

namespace parvis::http {
namespace {

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

std::string gzip(std::string_view plain, int level) {
  auto* compressor = compressor_of(level);
  thread_local std::string room;  // grows to the largest page, so that each answer is allocated at its exact size
  room.resize(libdeflate_gzip_compress_bound(compressor, plain.size()));
  const auto size = libdeflate_gzip_compress(compressor, plain.data(), plain.size(), room.data(), room.size());
  return room.substr(0, size);
}

std::string entity_tag(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
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
