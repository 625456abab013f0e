#include "exchange/generate/vocabulary.h"

namespace parvis::exchange {
namespace {

std::vector<std::string_view> split(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const auto end = std::min(list.find(separator), list.size());
    if (end > 0) parts.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view list) { return split(list, ' '); }
std::vector<std::string_view> phrases_of(std::string_view list) { return split(list, '|'); }

}  // namespace parvis::exchange
