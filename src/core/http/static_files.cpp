#include "core/http/static_files.h"

#include <array>

#include "core/assets/assets.h"
#include "core/http/wire.h"

namespace parvis::http {
namespace {

constexpr std::string_view kFolder = "web/";

Response response_for(const assets::Carried& file) {
  auto response = bytes(std::string(file.content()), std::string(content_type_of(file.name)));
  response.header("Cache-Control", "public, max-age=31536000, immutable");
  response.header("ETag", '"' + std::string(file.hash) + '"');
  response.header("Vary", "Accept-Encoding");
  return response;
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
  using Type = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kTypes = {
      Type{".css", "text/css; charset=utf-8"},
      Type{".js", "text/javascript; charset=utf-8"},
      Type{".json", "application/json"},
      Type{".map", "application/json"},
      Type{".svg", "image/svg+xml"},
      Type{".png", "image/png"},
      Type{".jpg", "image/jpeg"},
      Type{".webp", "image/webp"},
      Type{".avif", "image/avif"},
      Type{".ico", "image/x-icon"},
      Type{".woff2", "font/woff2"},
      Type{".webmanifest", "application/manifest+json"},
      Type{".txt", "text/plain; charset=utf-8"},
      Type{".html", "text/html; charset=utf-8"},
      Type{".xml", "application/xml"},
      Type{".pdf", "application/pdf"},
  };
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

StaticFiles::StaticFiles() {
  for (const auto* file : assets::below(kFolder)) {
    const auto address = assets::address(std::string_view(file->name).substr(kFolder.size()));
    pages_.emplace(address, kept_page(response_for(*file)));
  }
}

std::shared_ptr<const KeptPage> StaticFiles::find(std::string_view path) const {
  const auto found = pages_.find(path);
  return found == pages_.end() ? nullptr : found->second;
}

std::optional<Response> asset_response(const Request& request) {
  for (const auto* file : assets::below(kFolder)) {
    if (request.path == assets::address(std::string_view(file->name).substr(kFolder.size())))
      return response_for(*file);
  }
  return std::nullopt;
}

}  // namespace parvis::http
