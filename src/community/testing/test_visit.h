// One handler asked in process, as any viewer: a visit made by hand, its refusals turned into their pages. For tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "community/community.h"
#include "community/visit.h"

namespace parvis::community::testing {

struct Visited {
  int status = 0;
  std::string body;
  std::string location;
  http::Response response;

  bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

struct Asked {
  std::string target;
  http::Method method = http::Method::get;
  std::vector<std::pair<std::string, std::string>> form = {};
  std::vector<std::pair<std::string, std::string>> headers = {};  // names in lower case
  text::Language language = text::Language::en;
};

Visited ask(Community& community, const Viewer& viewer, Handler handler, const Asked& asked);

}  // namespace parvis::community::testing
