// The table of routes: which handler answers which method and path. A pattern is made of segments: a literal
// ("threads"), a parameter ("{thread}": exactly one segment, decoded) or, last only, a tail ("{path:rest}": all that
// follows, at least one segment). A literal wins over a parameter, a parameter over a tail. HEAD is answered by GET's
// route. Filled once at start, then constant: any thread may search it. Enumerable, for tests and for the API's
// description.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/http/request.h"

namespace parvis::http {

// Finds the number of the route for a path. The part of RouteTable that knows nothing of handlers.
class RouteTree {
 public:
  RouteTree();
  ~RouteTree();
  RouteTree(RouteTree&&) noexcept;

  // Throws std::logic_error for a pattern that is ill-formed or already there for this method.
  void add(Method method, std::string_view pattern, std::size_t route);

  struct Found {
    enum class Kind { route, not_found, wrong_method, trailing_slash };
    Kind kind = Kind::not_found;
    std::size_t route = 0;
    Fields parameters;
    std::string allow;  // wrong_method: the Allow header
    std::string path;   // trailing_slash: the path without it, to redirect to (301)
  };
  // `raw_path` as sent, undecoded (Request::raw_path).
  Found find(Method method, std::string_view raw_path) const;

  struct Node;

 private:
  std::unique_ptr<Node> root_;
};

template <class Handler>
class RouteTable {
 public:
  struct Route {
    Method method;
    std::string pattern;
    Handler handler;
  };

  void add(Method method, std::string pattern, Handler handler) {
    tree_.add(method, pattern, routes_.size());
    routes_.push_back({method, std::move(pattern), std::move(handler)});
  }

  using Kind = RouteTree::Found::Kind;
  struct Found {
    Kind kind = Kind::not_found;
    const Route* route = nullptr;  // set when kind is route; lives as long as the table
    Fields parameters;
    std::string allow;
    std::string path;
  };
  Found find(Method method, std::string_view raw_path) const {
    auto found = tree_.find(method, raw_path);
    const Route* route = found.kind == Kind::route ? &routes_[found.route] : nullptr;
    return {found.kind, route, std::move(found.parameters), std::move(found.allow), std::move(found.path)};
  }

  const std::vector<Route>& routes() const { return routes_; }

 private:
  RouteTree tree_;
  std::vector<Route> routes_;
};

}  // namespace parvis::http
