#include "exchange/generate/chance.h"

#include <algorithm>
#include <cmath>

namespace parvis::exchange {

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  auto mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31);
}

double Chance::share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

std::size_t Chance::below(std::size_t limit) { return static_cast<std::size_t>(share() * static_cast<double>(limit)); }

Zipf::Zipf(std::size_t items, double exponent) {
  double sum = 0;
  cumulated_.reserve(items);
  for (std::size_t rank = 0; rank < items; ++rank) {
    sum += std::pow(static_cast<double>(rank + 1), -exponent);
    cumulated_.push_back(sum);
  }
}

std::size_t Zipf::draw(Chance& chance) const {
  const auto at = std::ranges::upper_bound(cumulated_, chance.share() * cumulated_.back());
  return std::min(static_cast<std::size_t>(at - cumulated_.begin()), cumulated_.size() - 1);
}

std::vector<std::uint32_t> Zipf::shares(std::size_t items, std::uint64_t total, double exponent) {
  std::vector<std::uint32_t> shares(items, 1);
  const Zipf zipf(items, exponent);
  const auto spread = static_cast<double>(total - items);
  double given = 0;  // rounding what is given so far, not each share, makes the sum come out
  std::uint64_t before = 0;
  for (std::size_t rank = 0; rank < items; ++rank) {
    given = zipf.cumulated_[rank] / zipf.cumulated_.back() * spread;
    const auto now = rank + 1 == items ? total - items : static_cast<std::uint64_t>(std::llround(given));
    shares[rank] += static_cast<std::uint32_t>(now - before);
    before = now;
  }
  return shares;
}

}  // namespace parvis::exchange
