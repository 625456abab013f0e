#include "core/assets/assets.h"

#include <map>
#include <string>

#include "core/errors.h"

namespace parvis::assets {
namespace {

// "web/square.css" → "/assets/square-<hash>.css"
std::string address_of(const Carried& file) {
  std::string name = std::string(file.name).substr(4);
  const auto dot = name.rfind('.');
  return "/assets/" + name.substr(0, dot) + "-" + file.hash + name.substr(dot);
}

std::map<std::string, std::string, std::less<>> make_addresses() {
  std::map<std::string, std::string, std::less<>> addresses;
  for (const auto* file : below("web/")) addresses.emplace(std::string(file->name).substr(4), address_of(*file));
  return addresses;
}

}  // namespace

const Carried* find(std::string_view name) {
  for (std::size_t i = 0; i < kCarriedCount; ++i) {
    if (name == kCarried[i].name) return &kCarried[i];
  }
  return nullptr;
}

std::vector<const Carried*> below(std::string_view prefix) {
  std::vector<const Carried*> found;
  for (std::size_t i = 0; i < kCarriedCount; ++i) {
    if (std::string_view(kCarried[i].name).starts_with(prefix)) found.push_back(&kCarried[i]);
  }
  return found;
}

std::string_view address(std::string_view web_name) {
  static const auto addresses = make_addresses();
  const auto found = addresses.find(web_name);
  if (found == addresses.end()) throw Fault("no embedded browser file named " + std::string(web_name));
  return found->second;
}

}  // namespace parvis::assets
