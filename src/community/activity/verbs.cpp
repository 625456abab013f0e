#include "community/activity/verbs.h"

#include <array>
#include <cstddef>
#include <utility>

namespace parvis::community {
namespace {

// The compiler writes the enumerator's name into the name of this function: "… value = parvis::community::Verb::held…".
// A number without a name is written as a cast, "(parvis::community::Verb)9".
template <auto value>
constexpr std::string_view written_name() {
  const std::string_view whole = __PRETTY_FUNCTION__;
  const auto begin = whole.find("value = ") + 8;
  const auto written = whole.substr(begin, whole.find_first_of(";]", begin) - begin);
  if (written.starts_with('(')) return {};
  return written.substr(written.rfind(':') + 1);
}

template <class Enumeration, std::size_t... values>
constexpr auto names_of(std::index_sequence<values...> /*numbers*/) {
  return std::array<std::string_view, sizeof...(values)>{written_name<static_cast<Enumeration>(values)>()...};
}

constexpr auto kVerbNames = names_of<Verb>(std::make_index_sequence<256>());
constexpr auto kObjectKindNames = names_of<ObjectKind>(std::make_index_sequence<64>());
constexpr auto kSourceNames = names_of<Source>(std::make_index_sequence<16>());
static_assert(kVerbNames[static_cast<std::size_t>(Verb::report_made)] == "report_made");

template <class Names, class Enumeration>
std::string_view name_in(const Names& names, Enumeration value) {
  const auto number = static_cast<std::size_t>(value);
  return number < names.size() && !names[number].empty() ? names[number] : "unknown";
}

}  // namespace

std::string_view verb_name(Verb verb) { return name_in(kVerbNames, verb); }

std::string_view object_kind_name(ObjectKind kind) { return name_in(kObjectKindNames, kind); }

std::string_view source_name(Source source) { return name_in(kSourceNames, source); }

}  // namespace parvis::community
