// BM25 as SQLite's full-text index computes it (https://sqlite.org/fts5.html#the_bm25_function), so that both databases
// rank alike: PostgreSQL's own ranks know nothing of how rare a word is. One search, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/store/store.h"

namespace parvis::community::postgres {

// How often this stem stands in stems between blanks.
double times(std::string_view stems, std::string_view stem);

class Weigher {
 public:
  // Of which index: how much is in it stands in search_size.
  Weigher(store::Reader& reader, std::string_view name);

  void add(const std::string& stem, std::int64_t entries_with_it);

  // Of an entry of so many words; `frequency_of` answers how often it has a stem.
  template <class Frequency>
  double weight(std::int64_t tokens, const Frequency& frequency_of) const {
    double sum = 0;
    for (const auto& [stem, rarity] : stems_) sum += weight_of(rarity, frequency_of(stem), tokens);
    return sum;
  }

 private:
  double weight_of(double rarity, double frequency, std::int64_t tokens) const;

  double entries_ = 0, mean_tokens_ = 1;
  std::vector<std::pair<std::string, double>> stems_;
};

}  // namespace parvis::community::postgres
