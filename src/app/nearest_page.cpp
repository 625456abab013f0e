#include "app/nearest_page.h"

#include "app/routes.h"

namespace parvis::app {
namespace {

bool is_page(std::string_view raw_path) {
  return routes().find(http::Method::get, raw_path).kind == Routes::Kind::route;
}

// The form that makes one of what is posted here.
bool is_form(std::string_view raw_path) {
  const auto found = routes().find(http::Method::get, raw_path);
  return found.route && found.route->pattern.ends_with("/new");
}

}  // namespace

std::string nearest_page(std::string_view raw_path) {
  for (auto path = raw_path; path.size() > 1; path = path.substr(0, path.rfind('/'))) {
    if (path == "/session") return "/sign-in";
    if (is_page(path)) return std::string(path);
    if (auto form = std::string(path) + "/new"; is_form(form)) return form;
  }
  return "/";
}

}  // namespace parvis::app
