#include "community/search/search_weight_postgres.h"

#include <algorithm>
#include <cmath>

#include "community/search/search_words_postgres.h"

namespace parvis::community::postgres {
namespace {

constexpr store::Sql kSize{"select entries, tokens from search_size where name = $1"};

// The two constants of BM25.
constexpr double kSaturation = 1.2, kLengthShare = 0.75;

struct Size {
  std::int64_t entries = 0, tokens = 0;
};

}  // namespace

double times(std::string_view stems, std::string_view stem) {
  return static_cast<double>(std::ranges::count(split(stems), stem));
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
