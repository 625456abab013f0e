#include "core/http/router.h"

#include <array>
#include <map>
#include <optional>
#include <stdexcept>

namespace parvis::http {
namespace {

constexpr std::size_t kMethods = static_cast<std::size_t>(Method::other);
constexpr std::string_view kRest = ":rest";

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.empty() || path[0] != '/') return segments;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

// The routes that end at a place of the tree, by method, with the names their parameters have.
struct Ending {
  std::array<std::optional<std::size_t>, kMethods> routes;
  std::array<std::vector<std::string>, kMethods> names;
  bool empty() const {
    for (const auto& route : routes) {
      if (route) return false;
    }
    return true;
  }
};

struct RouteTree::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  Ending here;
  Ending rest;
};

namespace {

using Node = RouteTree::Node;
using Segments = std::vector<std::string_view>;

std::unique_ptr<Node>& child(Node& node, std::string_view segment, std::vector<std::string>& names) {
  if (!segment.starts_with('{')) return node.literals[std::string(segment)];
  names.emplace_back(segment.substr(1, segment.size() - 2));
  return node.parameter;
}

// The whole tail as sent, from this segment on.
std::string_view tail_of(const Segments& segments, std::size_t from) {
  const char* begin = segments[from].data();
  return {begin, static_cast<std::size_t>(segments.back().data() + segments.back().size() - begin)};
}

// Depth first, literal before parameter before tail; `values` are the parameters on the way.
const Ending* search(const Node& node, const Segments& segments, std::size_t at, std::vector<std::string>& values) {
  if (at == segments.size()) return node.here.empty() ? nullptr : &node.here;
  const std::string decoded = percent_decode(segments[at]);
  if (const auto literal = node.literals.find(decoded); literal != node.literals.end()) {
    if (const auto* found = search(*literal->second, segments, at + 1, values)) return found;
  }
  if (node.parameter && !decoded.empty()) {
    values.push_back(decoded);
    if (const auto* found = search(*node.parameter, segments, at + 1, values)) return found;
    values.pop_back();
  }
  if (!node.rest.empty()) {
    values.push_back(percent_decode(tail_of(segments, at)));
    return &node.rest;
  }
  return nullptr;
}

std::string allow_of(const Ending& ending) {
  std::string allow;
  for (std::size_t i = 0; i < kMethods; ++i) {
    if (!ending.routes[i]) continue;
    if (!allow.empty()) allow += ", ";
    allow += method_name(static_cast<Method>(i));
    if (static_cast<Method>(i) == Method::get) allow += ", HEAD";
  }
  return allow;
}

std::optional<std::size_t> slot_for(const Ending& ending, Method method) {
  if (method == Method::head) method = Method::get;
  const auto slot = static_cast<std::size_t>(method);
  if (slot >= kMethods || !ending.routes[slot]) return std::nullopt;
  return slot;
}

}  // namespace

RouteTree::RouteTree() : root_(std::make_unique<Node>()) {}
RouteTree::~RouteTree() = default;
RouteTree::RouteTree(RouteTree&&) noexcept = default;

void RouteTree::add(Method method, std::string_view pattern, std::size_t route) {
  const auto ill_formed = [&](const char* why) {
    return std::logic_error("route " + std::string(method_name(method)) + " " + std::string(pattern) + ": " + why);
  };
  if (!pattern.starts_with('/')) throw ill_formed("must begin with /");
  if (method == Method::head || method == Method::other) throw ill_formed("no such method in a table");
  const auto segments = segments_of(pattern);
  std::vector<std::string> names;
  Node* node = root_.get();
  Ending* ending = nullptr;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    auto segment = segments[i];
    if (segment.empty() && segments.size() > 1) throw ill_formed("has an empty segment");
    if (segment.starts_with('{') != segment.ends_with('}') || segment == "{}")
      throw ill_formed("has a broken parameter");
    if (segment.starts_with('{') && segment.ends_with(std::string(kRest) + "}")) {
      if (i + 1 != segments.size()) throw ill_formed("a tail must come last");
      names.emplace_back(segment.substr(1, segment.size() - 2 - kRest.size()));
      ending = &node->rest;
      break;
    }
    auto& next = child(*node, segment, names);
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!ending) ending = &node->here;
  const auto slot = static_cast<std::size_t>(method);
  if (ending->routes[slot]) throw ill_formed("is there twice");
  ending->routes[slot] = route;
  ending->names[slot] = std::move(names);
}

RouteTree::Found RouteTree::find(Method method, std::string_view raw_path) const {
  Found found;
  std::vector<std::string> values;
  const auto* ending = search(*root_, segments_of(raw_path), 0, values);
  if (ending) {
    const auto slot = slot_for(*ending, method);
    if (!slot) {
      found.kind = Found::Kind::wrong_method;
      found.allow = allow_of(*ending);
      return found;
    }
    found.kind = Found::Kind::route;
    found.route = *ending->routes[*slot];
    const auto& names = ending->names[*slot];
    for (std::size_t i = 0; i < names.size(); ++i) found.parameters.add(names[i], std::move(values[i]));
    return found;
  }
  if (raw_path.size() > 1 && raw_path.ends_with('/') && (method == Method::get || method == Method::head)) {
    const auto without = raw_path.substr(0, raw_path.size() - 1);
    if (!without.ends_with('/') && find(method, without).kind == Found::Kind::route) {
      found.kind = Found::Kind::trailing_slash;
      found.path = without;
    }
  }
  return found;
}

}  // namespace parvis::http
