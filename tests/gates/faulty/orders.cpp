#include "orders.h"

#include <cstdlib>

namespace parvis::faulty {

std::optional<std::string> order(std::string_view name) {
  const char* set = std::getenv("PARVIS_FAULTS");
  std::string_view rest = set == nullptr ? "" : set;
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find(','));
    rest.remove_prefix(one.size() < rest.size() ? one.size() + 1 : one.size());
    if (one == name) return "";
    if (one.starts_with(name) && one[name.size()] == '=') return std::string(one.substr(name.size() + 1));
  }
  return std::nullopt;
}

bool ordered(std::string_view name) { return order(name).has_value(); }

}  // namespace parvis::faulty
