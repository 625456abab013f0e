#include "community/search/search_weight_postgres.h"

#include <algorithm>
#include <cmath>

namespace parvis::community::postgres {
namespace {

constexpr store::Sql kSize{"select entries, tokens from search_size where name = $1"};

// The two constants of BM25.
constexpr double kSaturation = 1.2, kLengthShare = 0.75;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Size {
  std::int64_t entries = 0, tokens = 0;
};

}  // namespace

double times(std::string_view stems, std::string_view stem) {
  const auto is_edge = [&](std::size_t at) { return at >= stems.size() || is_blank(stems[at]); };
  double found = 0;
  for (auto at = stems.find(stem); at != stems.npos; at = stems.find(stem, at + stem.size())) {
    if ((at == 0 || is_edge(at - 1)) && is_edge(at + stem.size())) ++found;
  }
  return found;
}

Weigher::Weigher(store::Reader& reader, std::string_view name) {
  const auto size = reader.one<Size>(kSize, name).value_or(Size{});
  entries_ = static_cast<double>(size.entries);
  mean_tokens_ = std::max(static_cast<double>(size.tokens) / std::max(entries_, 1.0), 1.0);
}

void Weigher::add(const std::string& stem, std::int64_t entries_with_it) {
  const auto with_it = static_cast<double>(entries_with_it);
  const double rarity = std::log((entries_ - with_it + 0.5) / (with_it + 0.5));
  stems_.emplace_back(stem, std::max(rarity, 1e-6));
}

double Weigher::weight_of(double rarity, double frequency, std::int64_t tokens) const {
  const double length = 1 - kLengthShare + kLengthShare * static_cast<double>(tokens) / mean_tokens_;
  return rarity * frequency * (kSaturation + 1) / (frequency + kSaturation * length);
}

}  // namespace parvis::community::postgres
