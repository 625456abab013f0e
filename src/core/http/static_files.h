// The browser's files carried in the program, ready to be written: found by address, plain and compressed, cached for
// ever by browsers since their address holds their hash. Made once, then constant: any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/http/page_cache.h"
#include "core/http/request.h"
#include "core/http/response.h"

namespace parvis::http {

class StaticFiles {
 public:
  StaticFiles();
  // `path` without query: "/assets/square-0123456789abcdef.css". Null when there is no such file.
  std::shared_ptr<const KeptPage> find(std::string_view path) const;

 private:
  std::unordered_map<std::string_view, std::shared_ptr<const KeptPage>>
      pages_;  // keys live in the carried files' table
};

// The same answer for a dispatch that runs without a server (tests of pages), or nothing.
std::optional<Response> asset_response(const Request& request);
// "text/css; charset=utf-8" for "square.css"; application/octet-stream for what we do not know.
std::string_view content_type_of(std::string_view name);

}  // namespace parvis::http
