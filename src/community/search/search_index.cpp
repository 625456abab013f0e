#include "community/search/search_index.h"

namespace parvis::community {
namespace {

// Alternatives of a phrase whose words have several stems.
constexpr std::size_t kMaxAlternatives = 8;

}  // namespace

const SearchIndex& search_index(store::Reader& reader) {
  const bool sqlite = reader.connection().database() == store::Database::sqlite;
  return sqlite ? sqlite_search_index() : postgres_search_index();
}

std::vector<std::string> alternatives(const QueryTerm& term) {
  std::vector<std::string> ways{""};
  for (const auto& stems : term.words) {
    std::vector<std::string> longer;
    for (const auto& way : ways) {
      for (const auto& stem : stems) {
        if (longer.size() < kMaxAlternatives) longer.push_back(way.empty() ? stem : way + " " + stem);
      }
    }
    ways = std::move(longer);
  }
  return ways;
}

std::string marks_of(SpaceId space, MemberId author, const std::vector<TagId>& tags) {
  auto marks = "s" + std::to_string(space.value) + " a" + std::to_string(author.value);
  for (const auto tag : tags) marks += " t" + std::to_string(tag.value);
  return marks;
}

}  // namespace parvis::community
