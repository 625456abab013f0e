#include <algorithm>
#include <numeric>

#include "core/config/table.h"

namespace parvis::config {
namespace {

constexpr std::size_t kMaxWritten = 100;  // the comparison costs the product of the lengths

// Levenshtein's distance, two neighbours exchanged counting two.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view written, const std::vector<std::string>& known) {
  if (written.size() > kMaxWritten) return "";
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, written.size() / 3) + 1;
  for (const auto& name : known) {
    const auto away = distance(written, name);
    if (away < best_distance) {
      best_distance = away;
      best = name;
    }
  }
  return best;
}

}  // namespace parvis::config
