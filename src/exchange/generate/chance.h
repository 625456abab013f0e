// Chance that is the same on every machine: a generator of our own (the standard library's distributions differ from
// one implementation to another) and the shapes that communities have. Values; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parvis::exchange {

// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  double share();                        // from 0 to just below 1
  std::size_t below(std::size_t limit);  // 0 to limit - 1; the limit is not 0
  bool happens(double probability) { return share() < probability; }

 private:
  std::uint64_t state_;
};

// Zipf's law: the item of rank r is drawn in proportion to 1 / (r + 1)^exponent, as words, members and threads are.
class Zipf {
 public:
  Zipf(std::size_t items, double exponent);
  std::size_t draw(Chance& chance) const;  // a rank, from 0
  std::size_t items() const { return cumulated_.size(); }

  // Shares `total` out among the items by the same law, at least one for each; the sum is exactly `total`, which is
  // not less than the number of items.
  static std::vector<std::uint32_t> shares(std::size_t items, std::uint64_t total, double exponent);

 private:
  std::vector<double> cumulated_;
};

}  // namespace parvis::exchange
